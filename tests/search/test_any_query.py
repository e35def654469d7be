"""Any query is answered: by the backend and by the page, on both databases; by examples and by properties."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Not, Or, Phrase, PlainText

from cms.search.models import GlossaryEntry
from network.registry.models import Organisation
from news.models import NewsPage
from tests import factories

pytestmark = pytest.mark.django_db
MANY = settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
SOME = settings(MANY, max_examples=25)
# What means something to FTS5, to tsquery, to SQL or to an address, and letters at the edges of what we read.
PARTS = (
    '"', "'", "''", "\\", "\\'", "*", "^", "(", ")", "{", "}", ":", ":*", "-", "+", "&", "|", "!", "<->", "<2>", "%",
    "_", ";", "--", "/*", "*/", "\x00", "\x01", "\x1f", "\ufffe", "\uffff", " ", "\n", "\t", "\u00a0", "\u200b",
    "\u202e", "\u0301",
    "AND", "OR", "NOT", "NEAR", "NEAR(", "title:", "body:", "MATCH", "NULL", "SELECT 1", "DROP TABLE x", "' OR 1=1 --",
    "ჿ", "ჿჿჿ", "kax", "kaxmigraci", "მიგრაცია", "ᲛᲘᲒᲠᲐᲪᲘᲐ", "ჼ", "ჺ", "Ა", "migracia", "khelmots’era", "ICMPD-ის",
    "2026-ში", "-ის", "აშშ-", "'", "’", "ʼ", "`", "`a", "a’", "İ", "ß", "ﬁ", "ſ", "Å", "½", "²", "٣", "漢字", "𝔸",
    "😀", "🇬🇪",
    "👩‍👩‍👧", "\U0010ffff", "а", "миграция", "και", "ა" * 61, "a" * 3_000,
)  # fmt: skip
QUERIES = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=60),
    st.lists(st.sampled_from(PARTS), max_size=12).map("".join),
    st.lists(st.sampled_from(PARTS), max_size=30).map(" ".join),
)
LONG = ["ა" * 10_000, "a" * 10_000, "ა " * 5_000, '"' * 10_000, "\x00" * 10_000, "😀" * 10_000, "a-ის " * 2_000]


@pytest.fixture
def texts() -> None:
    """Something of each kind that can be found, with odd characters in it."""
    GlossaryEntry.objects.create(terms_ka="არასამთავრობო ორგანიზაცია", terms_en="NGO\nnon-governmental organisation")
    document = factories.DocumentFactory()
    factories.NewsPageFactory(
        title="მიგრაცია & „ICMPD-ის“ 2026 😀",
        documents=factories.stream(("document", {"document": document.pk})),
    )
    factories.MembershipFactory()


def ask(query: str) -> None:
    """Look in each way for each kind of thing."""
    backend = get_search_backend()
    for operator in ("and", "or"):
        assert len(backend.search(query, Page, operator=operator)) >= 0
    for model in (NewsPage, Organisation):
        assert len(backend.autocomplete(query, model)[:10]) >= 0
        assert backend.search(query, model).count() >= 0


@pytest.mark.parametrize("query", [*LONG, *PARTS, "", " "], ids=lambda query: repr(query[:12]))
def test_the_backend_answers(texts: None, query: str) -> None:
    ask(query)


@MANY
@given(query=QUERIES)
@example(query='" OR "')
@example(query="\x00'")
def test_the_backend_answers_anything(texts: None, query: str) -> None:
    ask(query)


@MANY
@given(query=QUERIES)
def test_joined_queries_are_answered(texts: None, query: str) -> None:
    plain, phrase = PlainText(query), Phrase(query)
    for joined in (phrase, And([plain, phrase]), Or([plain, phrase]), And([plain, Not(phrase)])):
        assert len(get_search_backend().search(joined, Page)) >= 0


@SOME
@given(query=QUERIES)
@example(query="ა" * 10_000)
@example(query="\x00")
def test_the_page_answers_anything(client: Client, texts: None, query: str) -> None:
    for language in ("ka", "en"):
        response = client.get(f"/{language}/search/", {"q": query})
        assert response.status_code == 200
        assert b"<script>alert" not in response.content


@pytest.mark.parametrize(
    "raw", [b"q=%00", b"q=%ff", b"q=%ed%a0%80", b"q=%22%00%27", b"q", b"q=a&q=b", b"q[]=a", b"q=%"]
)
def test_the_page_answers_what_no_form_sends(client: Client, texts: None, raw: bytes) -> None:
    assert client.get("/ka/search/", QUERY_STRING=raw.decode()).status_code == 200


@MANY
@given(text=QUERIES)
def test_any_text_is_indexed_and_its_words_are_found_again(texts: None, text: str) -> None:
    page = NewsPage.objects.get()
    page.lead = f"{text} ზღარბი".replace("\x00", " ")
    get_search_backend().add_bulk(NewsPage, [page])
    assert list(get_search_backend().search("ზღარბის", NewsPage)) == [page]
