"""How the other language of a page stands, for Wagtail's own templates."""

from django import template

from cms.core.models import BasePage
from cms.editing.listing import sentence
from cms.editing.standings import standing_of

register = template.Library()


@register.simple_tag
def counterpart_sentence(page: object) -> str:
    """Say in words how the other language of a saved page stands; nothing for anything else."""
    if not isinstance(page, BasePage) or not page.pk:
        return ""
    return sentence(page, standing_of(page))
