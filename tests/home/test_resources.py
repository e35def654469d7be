"""Resources: every publication and document that readers find, in one list with filters."""

import datetime

import pytest
from bs4 import BeautifulSoup, Tag
from django.http import QueryDict
from django.test import Client
from django.utils.translation import override
from wagtail.models import BaseViewRestriction, Collection, CollectionViewRestriction, Page, PageViewRestriction

from cms.core.dates import FuzzyDate
from cms.core.media import CustomDocument
from home.resources import PER_PAGE, ResourceListing
from tests import factories
from tests.factories.pages import as_locale, stream

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]


def documents(*rows: CustomDocument) -> str:
    return stream(*(("document", {"document": row.pk, "label": ""}) for row in rows))


def listing(query: str = "", language: str = "ka") -> ResourceListing:
    with override(language):
        found = ResourceListing(as_locale(language).pk, QueryDict(query))
        assert found.filters
    return found


def titles(query: str = "", language: str = "ka") -> list[str]:
    return [resource.title for resource in listing(query, language).matching]


@pytest.fixture
def shelf() -> dict[str, Page]:
    """A publication in two files, one of no known year, and documents of an event and of a news item."""
    labour, children = factories.TopicFactory(slug="labour"), factories.TopicFactory(slug="return")
    files = [factories.DocumentFactory(language="ka"), factories.DocumentFactory(language="en")]
    note = factories.DocumentFactory(title_ka="კონცეფცია", title_en="Concept note", language="en")
    table = factories.DocumentFactory(title_ka="ცხრილი", title_en="Table", language="mul")
    return {
        "guide": factories.PublicationPageFactory(
            title="გზამკვლევი", year=2025, files=documents(*files), topics=[labour]
        ),
        "analysis": factories.PublicationPageFactory(title="ანალიზი", language_of_text="und", topics=[children]),
        "event": factories.EventPageFactory(
            start_date=datetime.date(2021, 4, 22), documents=documents(note), topics=[labour]
        ),
        "news": factories.NewsPageFactory(
            date=FuzzyDate.parse("2019-03"), body=stream(("document", {"document": table.pk, "label": ""}))
        ),
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["გზამკვლევი", "კონცეფცია", "ცხრილი", "ანალიზი"]),
        ("kind=publication", ["გზამკვლევი", "ანალიზი"]),
        ("kind=event", ["კონცეფცია"]),
        ("kind=news", ["ცხრილი"]),
        ("topic=labour", ["გზამკვლევი", "კონცეფცია"]),
        ("topic=labour&kind=event", ["კონცეფცია"]),
        ("year=2021", ["კონცეფცია"]),
        ("language=ka", ["გზამკვლევი", "ცხრილი"]),
        ("language=en", ["გზამკვლევი", "კონცეფცია", "ცხრილი"]),
        ("language=und", ["ანალიზი"]),
        ("year=2025&language=und", []),
    ],
)
def test_filters(shelf: dict[str, Page], query: str, found: list[str]) -> None:
    assert titles(query) == found


def test_filters_offer_only_what_the_list_has(shelf: dict[str, Page]) -> None:
    offered = {filter_.name: [choice.value for choice in filter_.choices] for filter_ in listing().filters}
    assert offered == {
        "kind": ["publication", "event", "news"],
        "topic": ["labour", "return"],
        "year": ["2025", "2021", "2019"],
        "language": ["ka", "en", "und"],
    }


@pytest.mark.parametrize("query", ["kind=x", "topic='; drop", "year=99999999999999999999", "language=%00", "kind="])
def test_a_value_that_means_nothing_is_ignored(shelf: dict[str, Page], query: str) -> None:
    assert len(titles(query)) == 4


def test_each_says_language_format_and_size_and_where_it_stands(client: Client, shelf: dict[str, Page]) -> None:
    section = factories.SectionPageFactory(show_resources=True)
    soup = BeautifulSoup(client.get(section.url).content, "html.parser")
    guide, note, table, analysis = soup.select("main section[aria-labelledby=resources] article")
    assert guide.select_one("h3 a")["href"] == shelf["guide"].url
    assert [link.span.text for link in guide.select("ul.docs a")] == [
        "PDF, ქართული, 15\N{NO-BREAK SPACE}ბაიტი",
        "PDF, ინგლისური, 15\N{NO-BREAK SPACE}ბაიტი",
    ]
    assert said(guide.select_one(".marg")) == "პუბლიკაცია 2025"
    assert said(note.select_one(".marg")).endswith("2021")
    assert note.select_one("h3 a")["hreflang"] == "en"
    assert note.select_one(".sum").text == "PDF, ინგლისური, 15\N{NO-BREAK SPACE}ბაიტი"
    assert note.select_one(".hint a")["href"] == shelf["event"].url
    assert table.select_one(".hint a")["href"] == shelf["news"].url
    assert said(analysis.select_one(".marg")) == "პუბლიკაცია"


def said(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


def test_a_section_that_gathers_nothing_shows_its_own_publications_only(client: Client, shelf: dict[str, Page]) -> None:
    own = shelf["guide"].get_parent().specific
    soup = BeautifulSoup(client.get(own.url).content, "html.parser")
    assert len(soup.select("main section[aria-labelledby=publications] article")) == 2
    assert not soup.select("main section[aria-labelledby=resources]")


def test_nothing_private_is_listed(shelf: dict[str, Page]) -> None:
    PageViewRestriction.objects.create(page=shelf["event"], restriction_type="login")
    Page.objects.filter(pk=shelf["news"].pk).update(live=False)
    closed = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type=BaseViewRestriction.LOGIN)
    hidden = factories.DocumentFactory(collection=closed)
    factories.NewsPageFactory(documents=documents(hidden))
    assert titles() == ["გზამკვლევი", "ანალიზი"]


def test_a_document_in_two_pages_is_listed_once_with_the_topics_of_both() -> None:
    first, second = factories.TopicFactory(slug="a"), factories.TopicFactory(slug="b")
    document = factories.DocumentFactory(title_ka="ერთი")
    factories.NewsPageFactory(date=FuzzyDate.parse("2001-01-01"), documents=documents(document), topics=[first])
    later = factories.NewsPageFactory(
        date=FuzzyDate.parse("2009-01-01"), documents=documents(document), topics=[second]
    )
    (resource,) = listing("topic=a").matching
    assert titles("topic=b") == ["ერთი"]
    assert (resource.year, resource.page_id) == (2009, later.pk)


def test_a_file_of_a_publication_is_not_listed_again() -> None:
    document = factories.DocumentFactory()
    factories.PublicationPageFactory(title="წიგნი", files=documents(document))
    factories.NewsPageFactory(documents=documents(document))
    assert titles() == ["წიგნი"]


def test_each_language_lists_its_own_pages(shelf: dict[str, Page]) -> None:
    assert titles(language="en") == []
    factories.translate(shelf["event"], title="Webinar")
    assert titles(language="en") == ["Concept note"]


def test_parts_and_questions_are_bounded(client: Client, django_assert_max_num_queries) -> None:
    for _number in range(PER_PAGE + 2):
        factories.PublicationPageFactory(year=2020, files=documents(factories.DocumentFactory()))
        factories.NewsPageFactory(documents=documents(factories.DocumentFactory()))
    section = factories.SectionPageFactory(show_resources=True)
    address = f"{section.url}?kind=publication"
    client.get(address)  # and the sizes of files, which are measured once
    with django_assert_max_num_queries(15):
        soup = BeautifulSoup(client.get(address).content, "html.parser")
    assert len(soup.select("main section[aria-labelledby=resources] article")) == PER_PAGE
    assert soup.select_one("a[rel=next]")["href"] == "?kind=publication&page=2"
    assert soup.select_one("link[rel=canonical]")["href"].endswith(section.url)


def test_the_language_link_keeps_the_language_of_documents(client: Client, shelf: dict[str, Page]) -> None:
    section = factories.SectionPageFactory(show_resources=True)
    factories.translate(section, title="Resources")
    soup = BeautifulSoup(client.get(f"{section.url}?language=en&kind=event").content, "html.parser")
    assert soup.select_one("a.tool--lang")["href"].endswith("?kind=event&language=en")
