"""Resources: publications and documents of one language in one list with filters, by a fixed number of questions.

The files of a publication stand under it; any other document says in which page it stands. ``Library`` holds what the
filters ask of each entry; pages and files themselves are read for the part that is shown.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.languages import sort_key
from cms.core.lists import Filter, FilteredList, nearest_page
from cms.core.locales import language_of
from cms.core.media import CustomDocument, DocumentLanguage
from cms.core.visibility import readable
from home.enums import ResourceKind
from home.searching.found import documents_in, naming_documents
from home.searching.kinds import PAGE_TYPES, YEAR, topics_of
from network.registry.models import Topic
from news.publications import PublicationPage

PER_PAGE = 20
KINDS = {str(model._meta.model_name): ResourceKind(value) for value, model in PAGE_TYPES.items()}


@dataclass
class Resource:
    """A publication with its files, or a document with the page in which it stands."""

    kind: ResourceKind
    title: str
    year: int | None
    page_id: int
    documents: list[int]
    languages: set[str]
    topics: set[int]
    # Read for the part that is shown.
    page: Any = None
    files: list[CustomDocument] = field(default_factory=list)

    @property
    def is_publication(self) -> bool:
        """Whether it has a page of its own."""
        return self.kind == ResourceKind.PUBLICATION

    @property
    def order(self) -> tuple[int, str, int]:
        """Its place in the list: the latest first, what has no known year last."""
        return -(self.year or 0), sort_key(self.title), self.page_id


class Library:
    """Every publication and document that readers of a language find: five questions."""

    def __init__(self, locale_id: int) -> None:
        self.language = language_of(locale_id)
        # An alias shows what stands elsewhere already.
        self.pages = readable(Page.objects.filter(locale_id=locale_id, alias_of=None)).order_by()

    @cached_property
    def resources(self) -> list[Resource]:
        """The list in its order."""
        return sorted([*self._publications(), *self._documents()], key=lambda resource: resource.order)

    @cached_property
    def _records(self) -> dict[int, dict[str, Any]]:
        """What is known of the documents, by their number."""
        rows = documents_in(self.pages).values("pk", "title_ka", "title_en", "language")
        return {row["pk"]: row for row in rows}

    @cached_property
    def _named(self) -> dict[int, list[int]]:
        """The documents that each page names, in the order of their numbers."""
        named: dict[int, set[int]] = defaultdict(set)
        for page, document in naming_documents(self.pages).values_list("object_id", "to_object_id"):
            if int(document) in self._records:
                named[int(page)].add(int(document))
        return defaultdict(list, {page: sorted(documents) for page, documents in named.items()})

    @cached_property
    def _rows(self) -> list[tuple[Any, ...]]:
        """Publications, and pages that name a document: number, title, type, year and language, year spoken of."""
        columns = ("pk", "title", "content_type__model", "publicationpage__year", "publicationpage__language_of_text")
        return list(self._naming.values_list(*columns, "spoken_of"))

    @property
    def _naming(self) -> Any:
        keys = naming_documents(self.pages).values("object_id")
        wanted = Q(key__in=keys) | Q(content_type__model=PublicationPage._meta.model_name)
        return self.pages.annotate(key=Cast("pk", CharField()), spoken_of=YEAR).filter(wanted)

    @cached_property
    def _topics(self) -> dict[int, set[int]]:
        topics: dict[int, set[int]] = defaultdict(set)
        for page, topic in topics_of(self._naming.values("pk")):
            topics[page].add(topic)
        return topics

    def _publications(self) -> Iterator[Resource]:
        for pk, title, model, year, language, _spoken_of in self._rows:
            if KINDS.get(model) == ResourceKind.PUBLICATION:
                files = self._named[pk]
                spoken = _languages(language, *(self._records[file]["language"] for file in files))
                yield Resource(ResourceKind.PUBLICATION, title, year, pk, files, spoken, self._topics[pk])

    def _documents(self) -> Iterator[Resource]:
        """Documents that are no file of a publication, each with the latest page in which it stands."""
        places: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        files: set[int] = set()
        for pk, _title, model, *_rest, spoken_of in self._rows:
            if KINDS.get(model) == ResourceKind.PUBLICATION:
                files.update(self._named[pk])
            for document in self._named[pk]:
                places[document].append((spoken_of or 0, pk, model))
        for document in places.keys() - files:
            year, page, model = max(places[document])
            record = self._records[document]
            title = record[f"title_{self.language}"] or record["title_ka"] or record["title_en"] or ""
            topics = set[int]().union(*(self._topics[pk] for _year, pk, _model in places[document]))
            kind = KINDS.get(model, ResourceKind.OTHER)
            yield Resource(kind, title, year or None, page, [document], _languages(record["language"]), topics)


def _languages(*codes: str | None) -> set[str]:
    """Return the languages that some codes stand for; one of them is "both"."""
    both = {DocumentLanguage.KA.value, DocumentLanguage.EN.value}
    return {code for code in codes if code and code != DocumentLanguage.BOTH} | (
        both if DocumentLanguage.BOTH in codes else set()
    )


def read(resources: list[Resource]) -> list[Resource]:
    """Read pages and files of some resources: three questions."""
    keys = [resource.page_id for resource in resources if resource.is_publication]
    publications = PublicationPage.objects.select_related(*PublicationPage.entry_relations).in_bulk(keys)
    pages = Page.objects.in_bulk([resource.page_id for resource in resources if not resource.is_publication])
    files = CustomDocument.objects.in_bulk([document for resource in resources for document in resource.documents])
    for resource in resources:
        found = publications.get(resource.page_id) or pages.get(resource.page_id)
        # A bare row knows enough for title and address.
        resource.page = found.specific_deferred if found and not resource.is_publication else found
        resource.files = [files[document] for document in resource.documents if document in files]
    return [resource for resource in resources if resource.page and (resource.is_publication or resource.files)]


class ResourceListing(FilteredList):
    """What the list shows for one address."""

    def __init__(self, locale_id: int, data: QueryDict) -> None:
        super().__init__(data)
        self.library = Library(locale_id)

    @cached_property
    def _topics(self) -> list[Topic]:
        used = {topic for resource in self.library.resources for topic in resource.topics}
        return [topic for topic in Topic.objects.all() if topic.pk in used]

    @cached_property
    def filters(self) -> list[Filter]:
        """The four selects, offering only values that something on the list has."""
        resources = self.library.resources
        kinds = {resource.kind for resource in resources}
        years = sorted({resource.year for resource in resources if resource.year}, reverse=True)
        spoken = {language for resource in resources for language in resource.languages}
        return [
            self._filter("kind", _("Kind"), _("All kinds"), _labelled(ResourceKind, kinds)),
            self._filter("topic", _("Topic"), _("All topics"), ((topic.slug, topic.name) for topic in self._topics)),
            self._filter("year", _("Year"), _("All years"), ((str(year), str(year)) for year in years)),
            self._filter("language", _("Language"), _("All languages"), _labelled(DocumentLanguage, spoken)),
        ]

    @cached_property
    def matching(self) -> list[Resource]:
        """What passes every filter."""
        asked = self.in_force
        topic = next((topic.pk for topic in self._topics if topic.slug == asked.get("topic")), None)
        return [
            resource
            for resource in self.library.resources
            if asked.get("kind") in (None, resource.kind)
            and (topic is None or topic in resource.topics)
            and asked.get("year") in (None, str(resource.year))
            and ("language" not in asked or asked["language"] in resource.languages)
        ]

    @cached_property
    def page(self) -> PaginatorPage:
        """The part that the address asks for, or the nearest that exists."""
        page = nearest_page(Paginator(self.matching, PER_PAGE), self.data.get("page", ""))
        page.object_list = read(list(page.object_list))
        return page


def _labelled(choices: Any, used: set[Any]) -> Iterator[tuple[str, str]]:
    return ((str(choice.value), str(choice.label)) for choice in choices if choice in used)
