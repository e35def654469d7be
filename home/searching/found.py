"""What was found, as a list shows it: pages of their types, members, documents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import get_language
from wagtail.models import CollectionViewRestriction, Page, ReferenceIndex
from wagtail.query import PageQuerySet
from wagtail.search.backends import get_search_backend

from cms.core.locales import locale_id_of
from cms.core.media import CustomDocument
from cms.core.pages import BasePage
from cms.search.snippets import Finder, Piece
from home.searching.kinds import PAGE_TYPES
from home.searching.texts import texts_of
from network.directory.addresses import open_directories, record_address
from network.members.models import Membership
from network.registry.models import Organisation, Person

# Of members and of documents; a page has room for no more, and nobody reads on.
MOST = 100


@dataclass(frozen=True)
class FoundPage:
    """A page with the places where it says what was looked for."""

    page: BasePage
    title: Sequence[Piece]
    snippet: Sequence[Piece]

    @property
    def has_kind(self) -> bool:
        """Whether it says what it is: a section and a page of plain text need not."""
        return isinstance(self.page, tuple(PAGE_TYPES.values()))


@dataclass(frozen=True)
class FoundRecord:
    """A member or a document, with what was looked for in its name."""

    record: Any
    name: Sequence[Piece]
    url: str = ""


def found_pages(rows: Iterable[Page], finder: Finder) -> list[FoundPage]:
    """Return bare rows as pages of their types: one question, however many types there are."""
    listed = list(rows)
    models: dict[str, Any] = {str(row.specific_class._meta.model_name): row.specific_class for row in listed}
    relations = [f"{name}__{relation}" for name, model in models.items() for relation in model.entry_relations]
    full = Page.objects.select_related(*models, *relations).in_bulk([row.pk for row in listed])
    pages = [getattr(full[row.pk], str(row.specific_class._meta.model_name)) for row in listed if row.pk in full]
    return [FoundPage(page, finder.marked(page.title), finder.snippet(texts_of(page))) for page in pages]


def found_members(query: str, finder: Finder) -> list[FoundRecord]:
    """Return the members of whom everybody may know whose names have what was looked for."""
    public = Membership.objects.public()
    organisations = Organisation.objects.filter(pk__in=public.filter(person=None).values("organisation"))
    people = Person.objects.filter(pk__in=public.filter(organisation=None).values("person"))
    found = [*_found(organisations, query, finder), *_found(people, query, finder)]
    if not found or not open_directories().filter(locale=locale_id_of(get_language() or "")).exists():
        return found
    return [replace(member, url=record_address(member.record)) for member in found]


def found_documents(query: str, pages: PageQuerySet, finder: Finder) -> list[FoundRecord]:
    """Return the documents in these pages whose titles have what was looked for, unless their collection is private."""
    return _found(documents_in(pages), query, finder)


def naming_documents(pages: PageQuerySet) -> QuerySet[ReferenceIndex]:
    """Return which of some pages names which document, as keys in words (``object_id``, ``to_object_id``)."""
    keys = pages.order_by().annotate(key=Cast("pk", CharField())).values("key")
    return ReferenceIndex.objects.filter(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        object_id__in=keys,
        to_content_type__app_label="core",
        to_content_type__model=CustomDocument._meta.model_name,
    )


def documents_in(pages: PageQuerySet) -> QuerySet[CustomDocument]:
    """Return the documents in some pages, unless their collection is private."""
    named = naming_documents(pages)
    documents = CustomDocument.objects.annotate(key=Cast("pk", CharField())).filter(
        key__in=named.values("to_object_id")
    )
    return _in_open_collections(documents)


def _in_open_collections(documents: QuerySet[CustomDocument]) -> QuerySet[CustomDocument]:
    wanted = ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
    restrictions = CollectionViewRestriction.objects.annotate(wanted=wanted)
    return documents.filter(~Exists(restrictions.filter(wanted__startswith=F("collection__path"))))


def _found(records: QuerySet[Any], query: str, finder: Finder) -> list[FoundRecord]:
    rows = get_search_backend().search(query, records)[:MOST]
    return [FoundRecord(row, finder.marked(str(row))) for row in rows]
