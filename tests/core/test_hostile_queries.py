"""No address and no query makes the site fail, on any database: by examples that once did, and by properties."""

from string import printable
from urllib.parse import quote, quote_from_bytes, unquote_to_bytes

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cms.core.dates import FuzzyDate
from news.models import NewsPage
from tests import factories

pytestmark = pytest.mark.django_db
PARAMETERS = ["kind", "topic", "year", "place", "project", "page", "q", "next", "utm_source", ""]
VALUES = [
    "", " ", '"', '""', '" OR 1=1 --', "'", "\\", "%", "_", "%25", "*", "a*", "NOT", "AND OR NOT", "NEAR(a b)",
    "a AND",
    "(", ")", "a:b", "^a", "-a", "{a}", "+", "~", "!", "|", "&", "<->", "a & b", ":*", "<script>alert(1)</script>",
    "😀", "🇬🇪", "ა" * 200, "ა" * 10_000, "a " * 5_000, "\u202e", "\u0301", "\ufeff", "\ufffd", "Ა", "İ", "\r\n", "\t",
    "\x1b",
    "0", "-1", "1", "01", "1.5", "1e9", "99999", "99999999999999999999", "9" * 5_000, "٣", "²", "½", "abc", "None",
    "2020",
    "news", "NEWS", "topic-1",
]  # fmt: skip
READERS_OF_QUERIES = ["/ka/search/", "/ka/list/"]
ALLOWED = {200, 301, 302, 400, 404}
MANY = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def news() -> NewsPage:
    """An item in a list with something in every filter."""
    factories.NewsIndexPageFactory(slug="list")
    topic, place = factories.TopicFactory(), factories.PlaceFactory()
    return factories.NewsPageFactory(date=FuzzyDate.parse("2020-05-01"), topics=[topic], places=[place])


@pytest.fixture
def addresses(news: NewsPage) -> list[str]:
    """One address of every kind of view."""
    project = factories.ProjectPageFactory()
    section = factories.SectionPageFactory(show_topics=True)
    pages = [news.get_parent(), news, project, project.get_parent(), section]
    views = ["/ka/", "/ka/search/", "/ka/feed.xml", "/sitemap.xml", "/robots.txt", f"/en/untranslated/{news.pk}/"]
    return [*(page.specific.url for page in pages), *views, f"/en/{news.slug}/", "/ka/net/", "/de/", "/"]


def check(client: Client, address: str, query: str = "") -> None:
    """Ask, and let an exception be the test's failure; no answer may show a reader's markup unescaped."""
    path = unquote_to_bytes(address).decode("latin-1")
    response = client.get("/", PATH_INFO=path, QUERY_STRING=query)
    assert response.status_code in ALLOWED, (address, query)
    assert b"<script>alert" not in response.content
    assert not response.cookies


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_values_of_parameters(client: Client, news: NewsPage, value: str) -> None:
    for address in READERS_OF_QUERIES:
        check(client, address, "&".join(f"{quote(name)}={quote(value)}" for name in PARAMETERS))
    for name in ("q", "page"):
        check(client, "/ka/search/", f"q=a&{name}={quote(value)}")


def test_every_view_takes_any_parameter(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        for value in ('"', "9" * 5_000, "😀", "-1"):
            check(client, address, "&".join(f"{quote(name)}={quote(value)}" for name in PARAMETERS))


@pytest.mark.parametrize(
    "query",
    [
        "q=%ff", "q=%ED%A0%80", "q=%C0%80", "%ff=%fe", "q=%", "q=%u0041", "q=%zz", "q", "=", "&&&", "q=a&q=b&q=c",
        "page=1&page=2", "page[]=1", "q[a]=b", ";", "?", "??page=2", "q=a#b", "kind=news&kind=interview", "&" * 5_000,
        "&".join(f"a{number}=1" for number in range(2_000)), "&".join("page=2" for _ in range(500)), "\xff\xfe",
        "q=\xe1\x83",
    ],
    ids=range(24),
)  # fmt: skip
def test_queries_that_are_none(client: Client, news: NewsPage, query: str) -> None:
    for address in READERS_OF_QUERIES:
        check(client, address, query)


def test_too_many_parameters_are_refused(client: Client) -> None:
    response = client.get("/ka/", QUERY_STRING="&".join(f"a{number}=1" for number in range(11_000)))
    assert response.status_code == 400


@MANY
@given(query=st.dictionaries(st.sampled_from(PARAMETERS), st.text(max_size=30), min_size=1))
@example(query={"q": '"'})
@example(query={"page": "9" * 30})
def test_any_text_in_any_parameter(client: Client, news: NewsPage, query: dict[str, str]) -> None:
    encoded = "&".join(f"{name}={quote(value, safe='', errors='surrogatepass')}" for name, value in query.items())
    for address in READERS_OF_QUERIES:
        check(client, address, encoded)


@MANY
@given(words=st.lists(st.text(alphabet=printable + "აბგ„“😀", max_size=8), max_size=6).map(" ".join))
def test_any_words_in_the_search(client: Client, news: NewsPage, words: str) -> None:
    check(client, "/ka/search/", f"q={quote(words)}")


@MANY
@given(query=st.binary(max_size=60))
def test_any_bytes_as_a_query(client: Client, query: bytes) -> None:
    check(client, "/ka/search/", query.decode("latin-1"))


@MANY
@given(path=st.binary(max_size=80))
@example(path=b"%ff")
@example(path=b"/[")
@example(path=b"ka/\xe1\x83")
@example(path=b"ka/\xff/")
def test_any_bytes_as_a_path(client: Client, path: bytes) -> None:
    for address in (quote_from_bytes(path), path.decode("latin-1")):
        check(client, f"/{address}")
        check(client, f"/ka/{address}/")


@MANY
@given(pieces=st.lists(st.text(alphabet="ab-ა/._~ %", max_size=12), max_size=40))
def test_paths_of_any_depth(client: Client, news: NewsPage, pieces: list[str]) -> None:
    check(client, "/en/" + quote("/".join(pieces)) + "/")
