"""Which pages a reader may see, asked in the same question as the pages themselves."""

from functools import cache
from typing import TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

Pages = TypeVar("Pages", bound=PageQuerySet)


def readable(pages: Pages) -> Pages:
    """Keep pages that are live, and neither private nor below a private page.

    Wagtail's own ``public()`` first asks which pages are private, anew for every list; a page has several lists.
    """
    return pages.filter(~_is_private(), live=True)


def _wanted() -> ExpressionWrapper:
    return ExpressionWrapper(OuterRef("path"), output_field=CharField())


@cache  # put together once: every page asks it, several times
def _is_private() -> Exists:
    # Not a join: SQLite would go through all pages, and look for the restrictions of each.
    closed = Page.objects.filter(pk__in=PageViewRestriction.objects.values("page")).annotate(wanted=_wanted())
    return Exists(closed.filter(wanted__startswith=F("path")))


def is_open() -> Q:
    """Match pages that everybody may surely read: live, not private, and no alias of what may be private."""
    aliases = Page.objects.filter(alias_of__isnull=False).annotate(wanted=_wanted())
    return Q(live=True) & ~_is_private() & ~Exists(aliases.filter(wanted__startswith=F("path")))
