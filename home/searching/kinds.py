"""What a search can be narrowed to: types of pages, and the topics, places and years that pages name."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import CharField, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, ExtractYear
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, get_page_models
from wagtail.query import PageQuerySet

from cms.core.pages import BasePage
from network.events.models import EventPage
from network.letters.pages import OpenLetterPage
from network.registry.models import Place, SubjectPage, Topic
from news.models import NewsPage
from news.publications import PublicationPage
from projects.models import ProjectPage

PAGE_TYPES: dict[str, type[BasePage]] = {
    "news": NewsPage,
    "publication": PublicationPage,
    "project": ProjectPage,
    "event": EventPage,
    "letter": OpenLetterPage,
}
OTHER_PAGES, MEMBERS, DOCUMENTS = "page", "member", "document"
# The year that a page speaks of: its date, year of publication or first day; else that in which it went online.
YEAR = Coalesce(
    ExtractYear("newspage__date_latest"),
    "publicationpage__year",
    ExtractYear("projectpage__starts_earliest"),
    ExtractYear("eventpage__start_date"),
    ExtractYear("first_published_at"),
    output_field=IntegerField(),
)


def type_choices() -> Iterator[tuple[str, str]]:
    """Return value and label of each type."""
    yield from ((value, capfirst(str(model._meta.verbose_name_plural))) for value, model in PAGE_TYPES.items())
    yield from ((OTHER_PAGES, _("Other pages")), (MEMBERS, _("Members")), (DOCUMENTS, _("Documents")))


def of_type(kind: str) -> Q:
    """Match pages of a type."""
    if kind in PAGE_TYPES:
        return Q(content_type__model=PAGE_TYPES[kind]._meta.model_name)
    return ~Q(content_type__model__in=[model._meta.model_name for model in PAGE_TYPES.values()])


def of_year(year: int) -> Q:
    """Match pages that speak of a year."""
    return Q(pk__in=Page.objects.annotate(spoken_of=YEAR).filter(spoken_of=year).values("pk"))


def about(field: str, slug: str) -> Q:
    """Match pages that name a topic or a place (``field``: topics, places)."""
    rows = (
        (model, _rows(model, field).filter(**{f"{_record_of(field)._meta.model_name}__slug": slug}))
        for model in _subject_pages()
    )
    return reduce(or_, (Q(pk__in=named.values(f"{model._meta.model_name}_id")) for model, named in rows))


def years_of(pages: PageQuerySet) -> list[int]:
    """Return the years that some pages speak of, the latest first."""
    years = pages.annotate(spoken_of=YEAR).order_by().values_list("spoken_of", flat=True).distinct()
    return sorted(filter(None, years), reverse=True)


def subjects_of(pages: PageQuerySet) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return slug and name of the topics and of the places that some pages name, in one question."""
    language = "en" if get_language() == "en" else "ka"
    found: dict[str, list[tuple[str, str]]] = {"topics": [], "places": []}
    topics, places = _named(pages, "topics", F("order"), language), _named(pages, "places", Value(0), language)
    for row in sorted(topics.union(places, all=True), key=lambda row: (row["rank"], row["sorted_by"])):
        found[row["field"]].append((row["slug"], row[f"name_{language}"] or row["name_ka"] or row["name_en"]))
    return found["topics"], found["places"]


def _named(pages: PageQuerySet, field: str, rank: Any, language: str) -> QuerySet[Any, dict[str, Any]]:
    record = _record_of(field)
    column = f"{record._meta.model_name}_id"
    used = (
        Q(pk__in=_rows(model, field).filter(**{f"{model._meta.model_name}__in": pages.values("pk")}).values(column))
        for model in _subject_pages()
    )
    rows = record.objects.filter(reduce(or_, used)).order_by()
    return rows.values(
        "slug",
        "name_ka",
        "name_en",
        rank=rank,
        sorted_by=F(f"sort_{language}"),
        field=Cast(Value(field), CharField()),
    )


def topics_of(pages: QuerySet[Any]) -> Iterator[tuple[int, int]]:
    """Return which of some pages (numbers) names which topic, in one question."""
    first, *others = (
        _rows(model, "topics")
        .filter(**{f"{model._meta.model_name}__in": pages})
        .order_by()
        .values_list(f"{model._meta.model_name}_id", "topic_id")
        for model in _subject_pages()
    )
    return first.union(*others, all=True).iterator()


def _subject_pages() -> Iterable[Any]:
    return [model for model in get_page_models() if issubclass(model, SubjectPage)]


def _record_of(field: str) -> Any:
    return {"topics": Topic, "places": Place}[field]


def _rows(model: Any, field: str) -> QuerySet[Any]:
    return model._meta.get_field(field).remote_field.through.objects.all()
