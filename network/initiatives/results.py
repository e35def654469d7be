"""What came of initiatives, as far as everybody may read it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from wagtail.models import Page

from cms.core.locales import language_of
from cms.core.visibility import readable
from network.initiatives.models import Initiative, InitiativeQuerySet


def shown_initiatives() -> InitiativeQuerySet:
    """Return those of which everybody may know: the initiator agreed, and a page can be read. The newest first."""
    pages = readable(Page.objects.filter(alias_of=None)).values("translation_key")
    found: InitiativeQuerySet = Initiative.objects.to_show().filter(translation_key__in=pages)
    return found.order_by("-ended_at", "-pk")


def pages_of(keys: Iterable[UUID | None]) -> dict[UUID | None, Any]:
    """Return for each text its page in the reader's language, or in the other one: as many questions as page types."""
    wanted = [key for key in keys if key]
    rows: Any = (
        readable(Page.objects.filter(translation_key__in=wanted, alias_of=None)) if wanted else Page.objects.none()
    )
    found: dict[UUID | None, Any] = {}
    for page in rows.specific():
        if page.translation_key not in found or language_of(page.locale_id) == get_language():
            found[page.translation_key] = page
    return found
