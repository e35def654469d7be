"""The news list: filters that survive any value, parts that exist, groups by year."""

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.test import Client
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from cms.core.dates import FuzzyDate
from cms.core.visibility import readable
from news.listing import NewsListing
from news.models import NewsPage
from tests import factories

pytestmark = pytest.mark.django_db


def listing(query: str = "", language: str = "ka") -> NewsListing:
    items = readable(NewsPage.objects.filter(locale__language_code=language))
    return NewsListing(items, QueryDict(query))


@pytest.fixture
def items() -> dict[str, NewsPage]:
    topic, other = factories.TopicFactory(slug="labour"), factories.TopicFactory(slug="return")
    place = factories.PlaceFactory(slug="geneva")
    project = factories.ProjectPageFactory(slug="iris")
    return {
        "interview": factories.NewsPageFactory(
            kind="interview", date=FuzzyDate.parse("2017-10-11"), topics=[topic], places=[place], project=project
        ),
        "report": factories.NewsPageFactory(
            kind="event_report", date=FuzzyDate.parse("2017-12/2018-01"), topics=[topic]
        ),
        "undated": factories.NewsPageFactory(date=FuzzyDate.parse("XXXX-01-25"), topics=[other]),
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["report", "interview", "undated"]),
        ("kind=interview", ["interview"]),
        ("topic=labour", ["report", "interview"]),
        ("topic=return", ["undated"]),
        ("place=geneva", ["interview"]),
        ("project=iris", ["interview"]),
        ("year=2017", ["report", "interview"]),
        ("year=2018", ["report"]),
        ("kind=interview&topic=labour&place=geneva&project=iris&year=2017", ["interview"]),
        ("kind=interview&topic=return", []),
        ("kind=interview&kind=event_report", ["report"]),
    ],
)
def test_filters(items: dict[str, NewsPage], query: str, names: list[str]) -> None:
    assert [item.pk for item in listing(query).matching] == [items[name].pk for name in names]


@pytest.mark.parametrize(
    "query", ["kind=x", "topic=%00", "year=99999", "year=2017a", "place=", "project=none", "year=²"]
)
def test_a_value_that_means_nothing_is_ignored_and_said(items: dict[str, NewsPage], query: str) -> None:
    found = listing(query)
    assert found.total == 3
    assert found.chosen == []
    assert len(found.ignored) == (0 if query.endswith("=") else 1)


def test_values_are_the_same_in_both_languages(items: dict[str, NewsPage]) -> None:
    for name, page in items.items():
        factories.translate(page, title=f"Item {name}")
    factories.translate(items["interview"].project, title="Iris network", slug="iris-network")
    with override("en"):
        for query in ("project=iris", "project=iris-network"):
            (found,) = listing(query, "en").matching
            assert found.title == "Item interview"


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("", 1),
        ("1", 1),
        ("2", 2),
        ("3", 2),
        ("0", 1),
        ("-1", 1),
        ("abc", 1),
        ("1.5", 1),
        ("9" * 5_000, 2),
        ("٢", 2),
        (" 2 ", 2),
    ],
)
def test_the_nearest_part_that_exists(asked: str, number: int) -> None:
    factories.NewsPageFactory.create_batch(11)
    data = QueryDict(mutable=True)
    data["page"] = asked
    assert NewsListing(readable(NewsPage.objects.all()), data).page.number == number


def test_a_private_project_is_no_filter(items: dict[str, NewsPage]) -> None:
    PageViewRestriction.objects.create(page=items["interview"].project, restriction_type="login")
    (projects,) = [filter_ for filter_ in listing().filters if filter_.name == "project"]
    assert projects.choices == []
    assert listing("project=iris").total == 3


def test_groups_by_year(items: dict[str, NewsPage]) -> None:
    assert [(year, len(found)) for year, found in listing().groups] == [(2018, 1), (2017, 1), (None, 1)]
    assert listing().first_year == 2017


def test_links_of_the_pager_keep_the_filters(client: Client) -> None:
    pages = factories.NewsPageFactory.create_batch(21, kind="speech")
    soup = BeautifulSoup(client.get(f"{pages[0].get_parent().url}?kind=speech&page=2").content, "html.parser")
    links = {link["href"] for link in soup.select("nav.pager a")}
    assert links == {"?kind=speech&page=1", "?kind=speech&page=3"}
