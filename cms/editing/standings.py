"""The questions of `rules` asked of the database: one query, however many pages."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Case, F, QuerySet, When
from django.db.models.functions import Coalesce
from wagtail.models import Page

from cms.editing.enums import TranslationState
from cms.editing.rules import Side, Standing, standing

FRONT_PAGE_DEPTH = 2


def standings(pages: Iterable[Page]) -> dict[int, Standing]:
    """Return how the other language of each page stands, by the page's key."""
    wanted = list(pages)
    keys = {page.translation_key for page in wanted}
    sides = _sides(Page.objects.filter(translation_key__in=keys))
    return {page.pk: _seen_from(page.pk, sides.get(page.translation_key, {})) for page in wanted}


def standing_of(page: Page) -> Standing:
    """Return how the other language of one page stands."""
    return standings([page])[page.pk]


def pages_in(states: Collection[TranslationState]) -> dict[int, Standing]:
    """Return all pages whose other language is in one of `states`, by the page's key."""
    found: dict[int, Standing] = {}
    for pair in _sides(Page.objects.filter(depth__gte=FRONT_PAGE_DEPTH)).values():
        for pk in pair:
            result = _seen_from(pk, pair)
            if result.state in states:
                found[pk] = result
    return found


def _seen_from(pk: int, pair: dict[int, Side]) -> Standing:
    this = pair.get(pk)
    if this is None:
        return Standing(TranslationState.MISSING)
    return standing(this, next((side for side in pair.values() if side.language != this.language), None))


def _sides(pages: QuerySet[Page]) -> dict[UUID, dict[int, Side]]:
    """Read what the rule needs; two rows with one key are a pair."""
    pairs: dict[UUID, dict[int, Side]] = {}
    for key, side in _read(pages):
        pairs.setdefault(key, {})[side.pk] = side
    return pairs


def _read(pages: QuerySet[Page]) -> Iterator[tuple[UUID, Side]]:
    rows: Iterable[dict[str, Any]] = pages.order_by("pk").values(
        "pk",
        "translation_key",
        "live",
        language=F("locale__language_code"),
        newest_title=Case(When(live=True, has_unpublished_changes=False, then="title"), default="draft_title"),
        newest=Coalesce("latest_revision_created_at", "last_published_at"),
        shown=Coalesce("live_revision__created_at", "last_published_at"),
    )
    for row in rows:
        yield row.pop("translation_key"), Side(title=row.pop("newest_title"), **row)
