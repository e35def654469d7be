"""What the blocks of a text need from elsewhere, fetched before they are printed: the same questions at any length."""

from django import template
from django.db.models import prefetch_related_objects
from wagtail.blocks import StreamValue
from wagtail.models import Page

from cms.core.links import page_numbers_in, shown_pages

register = template.Library()


@register.filter
def prepared(blocks: StreamValue) -> StreamValue:
    """Fetch the sizes of all pictures of a text, and the pages to which it leads."""
    if not blocks:
        return blocks
    pictures = [child.value["image"] for child in blocks if child.block_type == "image" and child.value["image"]]
    prefetch_related_objects(pictures, "renditions")
    shown_pages(page_numbers_in(list(blocks.raw_data)))
    return blocks


@register.filter
def shown(page: Page | None) -> Page | None:
    """Return the published page to which a reader of this language is led, if there is one."""
    row = shown_pages([page.pk]).get(page.pk) if page else None
    return row.specific_deferred if row else None
