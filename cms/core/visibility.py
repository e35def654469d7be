"""Which pages a reader may see, asked in the same question as the pages themselves."""

from typing import TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

Pages = TypeVar("Pages", bound=PageQuerySet)


def readable(pages: Pages) -> Pages:
    """Keep pages that are live, and neither private nor below a private page.

    Wagtail's own ``public()`` first asks which pages are private, anew for every list; a page has several lists.
    """
    return pages.filter(~Exists(_restrictions()), live=True)


def _wanted() -> ExpressionWrapper:
    return ExpressionWrapper(OuterRef("path"), output_field=CharField())


def _restrictions() -> PageQuerySet:
    return PageViewRestriction.objects.annotate(wanted=_wanted()).filter(wanted__startswith=F("page__path"))


def is_open() -> Q:
    """Match pages that everybody may surely read: live, not private, and no alias of what may be private."""
    aliases = Page.objects.filter(alias_of__isnull=False).annotate(wanted=_wanted())
    return Q(live=True) & ~Exists(_restrictions()) & ~Exists(aliases.filter(wanted__startswith=F("path")))
