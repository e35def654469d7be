"""The search page: in the reader's language, with filters, members and documents, and help if nothing is found."""

from urllib.parse import parse_qs, quote, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import BaseViewRestriction, Collection, CollectionViewRestriction, PageViewRestriction

from cms.core.dates import FuzzyDate
from cms.core.models import SiteSettings
from network.members.enums import Visibility
from tests import factories
from tests.factories.pages import SitePageFactory, stream

pytestmark = pytest.mark.django_db
LONG = "შესავალი წინადადება ამბობს, რატომ დაიწერა ეს გვერდი. " * 12


def soup_of(client: Client, query: str, language: str = "ka") -> BeautifulSoup:
    response = client.get(f"/{language}/search/?{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(client: Client, address: str) -> list[str]:
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return [link.text for link in soup.select("main article h2 a")]


def main_text(soup: BeautifulSoup) -> str:
    return " ".join(soup.main.get_text(" ").split())


def status(soup: BeautifulSoup) -> str:
    return " ".join(soup.select_one("main [role=status]").get_text(" ").split())


def records(soup: BeautifulSoup, section: str) -> list[str]:
    return [name.text for name in soup.select(f"section[aria-labelledby={section}] li b")]


@pytest.mark.parametrize(
    "page_factory",
    [
        factories.NewsPageFactory,
        factories.ProjectPageFactory,
        factories.SectionPageFactory,
        factories.AboutPageFactory,
        factories.OpenLetterPageFactory,
    ],
)
def test_finds_pages_of_every_type_in_its_language(client: Client, page_factory: type[SitePageFactory]) -> None:
    page = page_factory(title="რეინტეგრაცია")
    factories.translate(page, title="Reintegration")
    assert titles(client, "/ka/search/?q=რეინტეგრაცია") == ["რეინტეგრაცია"]
    assert titles(client, "/en/search/?q=reintegration") == ["Reintegration"]
    assert titles(client, "/en/search/?q=რეინტეგრაცია") == []


@pytest.mark.parametrize("query", ["რეინტეგრაციისთვის", "reintegracia", "REINTEGRATSIA", "Რეინტეგრაცია"])
def test_finds_other_forms_and_latin_letters(client: Client, query: str) -> None:
    factories.StandardPageFactory(title="რეინტეგრაცია")
    assert titles(client, f"/ka/search/?q={query}") == ["რეინტეგრაცია"]


def test_parts(client: Client) -> None:
    for number in range(12):
        factories.StandardPageFactory(title=f"მიგრაცია {number}")
    assert len(titles(client, "/ka/search/?q=მიგრაცია")) == 10
    assert len(titles(client, "/ka/search/?q=მიგრაცია&page=2")) == 2
    assert len(titles(client, "/ka/search/?q=მიგრაცია&page=99")) == 2
    soup = soup_of(client, "q=მიგრაცია&type=page")
    assert parse_qs(urlsplit(soup.select_one("a[rel=next]")["href"]).query) == {
        "q": ["მიგრაცია"],
        "type": ["page"],
        "page": ["2"],
    }


@pytest.mark.parametrize("query", ["", "q=", "q=%20", "q=%00"])
def test_nothing_is_asked(client: Client, query: str) -> None:
    soup = soup_of(client, query)
    assert not soup.select("main article, main [role=status], main details")


def test_a_quotation_mark_is_a_mark_of_the_text(client: Client) -> None:
    factories.StandardPageFactory(title="შრომითი მიგრაცია")
    assert titles(client, '/ka/search/?q="შრომითი მიგრაცია"') == ["შრომითი მიგრაცია"]


def test_words_are_shown_as_they_were_typed_and_never_as_markup(client: Client) -> None:
    text = client.get("/ka/search/?q=<b>ა</b>").content.decode()
    assert "&lt;b&gt;" in text
    assert "<b>ა" not in text
    factories.StandardPageFactory(title="მიგრაცია <i>და</i>", lead="<script>მიგრაცია</script>")
    soup = soup_of(client, "q=მიგრაცია")
    assert not soup.select("main i, main script")
    assert soup.select_one("main article h2").text.strip() == "მიგრაცია <i>და</i>"


def test_is_kept_out_of_search_engines(client: Client) -> None:
    assert 'content="noindex, follow"' in client.get("/ka/search/?q=a").content.decode()


def test_words_that_were_found_are_marked_in_any_form(client: Client) -> None:
    factories.StandardPageFactory(
        title="მიგრაციის პოლიტიკა", body=stream(("paragraph", f"<p>{LONG} ბოლოს ქვეყნები თანხმდებიან. {LONG}</p>"))
    )
    soup = soup_of(client, "q=ქვეყანა+მიგრაცია")
    assert [mark.text for mark in soup.select("main article mark")] == ["მიგრაციის", "ქვეყნები"]
    snippet = soup.select_one("main article .sum").text
    assert "ბოლოს ქვეყნები თანხმდებიან" in snippet
    assert len(snippet) < 300


def test_what_was_found_elsewhere_is_said_with_a_link_that_keeps_everything(client: Client) -> None:
    topic = factories.TopicFactory()
    page = factories.NewsPageFactory(title="GCM შეთანხმება", topics=[topic])
    factories.translate(page, title="GCM agreement")
    factories.translate(factories.NewsPageFactory(title="სხვა", topics=[topic]), title="GCM again")
    (link,) = soup_of(client, f"q=gcm&topic={topic.slug}&type=news").select("main [role=status] a[hreflang=en]")
    assert link.text.startswith("2 ") or "2" in link.text
    assert urlsplit(link["href"]).path == "/en/search/"
    assert parse_qs(urlsplit(link["href"]).query) == {"q": ["gcm"], "topic": [topic.slug], "type": ["news"]}
    assert sorted(titles(client, link["href"])) == ["GCM again", "GCM agreement"]
    assert not soup_of(client, "q=შეთანხმება").select("main a[hreflang=en]")


def test_the_language_link_keeps_words_and_filters(client: Client) -> None:
    factories.StandardPageFactory(title="მიგრაცია")
    link = soup_of(client, "q=მიგრაცია&type=page&year=2026").select_one("header a[hreflang=en]")
    assert urlsplit(link["href"]).path == "/en/search/"
    assert parse_qs(urlsplit(link["href"]).query) == {"q": ["მიგრაცია"], "type": ["page"], "year": ["2026"]}


@pytest.fixture
def varied() -> None:
    """Make a news item, a project and a plain page that all hold one word."""
    labour, rights = factories.TopicFactory(slug="labour"), factories.TopicFactory(slug="rights")
    batumi = factories.PlaceFactory(slug="batumi", name_ka="ბათუმი")
    factories.PlaceFactory(slug="unused")
    factories.NewsPageFactory(
        title="მიგრაცია ცნობა", date=FuzzyDate.parse("2019-05-01"), topics=[labour], places=[batumi]
    )
    factories.ProjectPageFactory(title="მიგრაცია პროექტი", start=FuzzyDate.parse("2021-02"), topics=[labour, rights])
    factories.StandardPageFactory(title="მიგრაცია გვერდი")


@pytest.mark.usefixtures("varied")
@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("type=news", {"ცნობა"}),
        ("type=project", {"პროექტი"}),
        ("type=page", {"გვერდი"}),
        ("type=letter", set()),
        ("topic=labour", {"ცნობა", "პროექტი"}),
        ("topic=rights", {"პროექტი"}),
        ("place=batumi", {"ცნობა"}),
        ("year=2019", {"ცნობა"}),
        ("year=2021", {"პროექტი"}),
        ("topic=labour&year=2021&type=project", {"პროექტი"}),
        ("topic=labour&type=page", set()),
    ],
)
@pytest.mark.parametrize("words", ["q=მიგრაცია&", ""])
def test_filters(client: Client, words: str, filters: str, expected: set[str]) -> None:
    found = titles(client, f"/ka/search/?{words}{filters}")
    assert {title.removeprefix("მიგრაცია ") for title in found if title.startswith("მიგრაცია ")} == expected
    assert len(found) == len(set(found))


@pytest.mark.usefixtures("varied")
def test_filters_offer_what_something_has_and_keep_the_words(client: Client) -> None:
    factories.NewsPageFactory(live=False, topics=[factories.TopicFactory(slug="draft")])
    soup = soup_of(client, "q=მიგრაცია&topic=labour&year=0")
    form = soup.select_one("main details form")
    offered = {
        select["name"]: [option["value"] for option in select.select("option")] for select in form.select("select")
    }
    assert offered["topic"] == ["", "labour", "rights"]
    assert offered["place"] == ["", "batumi"]
    assert {"2019", "2021"} <= set(offered["year"])
    assert form.select_one("option[selected]")["value"] == "labour"
    assert form.select_one("input[type=hidden][name=q]")["value"] == "მიგრაცია"
    assert not soup.select("main script")
    assert main_text(soup).count("წელი") > 1  # the year that nothing has is said to be left out
    assert soup.select_one(".chosen").find("a", href=f"/ka/search/?q={quote('მიგრაცია')}")


def test_public_members_are_found(client: Client) -> None:
    member = factories.OrganisationFactory(name_ka="ქალთა კავშირი", name_en="Women's Union", website="https://wu.ge/")
    factories.MembershipFactory(organisation=member)
    factories.MembershipFactory(of_person=True, person=factories.PersonFactory(name_ka="ნინო კავშირელი"))
    hidden = factories.OrganisationFactory(name_ka="ფარული კავშირი")
    factories.MembershipFactory(organisation=hidden, visibility=Visibility.MEMBERS)
    factories.MembershipFactory(organisation=factories.OrganisationFactory(name_ka="წასული კავშირი"), left="2020")
    factories.OrganisationFactory(name_ka="უცხო კავშირი")
    soup = soup_of(client, "q=კავშირები")
    assert records(soup, "members") == ["ქალთა კავშირი"]
    assert soup.select_one("section[aria-labelledby=members] a")["href"] == "https://wu.ge/"
    assert "1" in status(soup)
    assert records(soup_of(client, "q=ნინო"), "members") == ["ნინო კავშირელი"]
    assert records(soup_of(client, "q=union", "en"), "members") == ["Women's Union"]
    assert records(soup_of(client, "q=კავშირი&type=news"), "members") == []


def test_more_members_stand_in_a_list_of_their_own(client: Client) -> None:
    for number in range(7):
        factories.MembershipFactory(organisation=factories.OrganisationFactory(name_ka=f"კავშირი {number}"))
    soup = soup_of(client, "q=კავშირი")
    assert len(records(soup, "members")) == 5
    rest = soup.select_one("section[aria-labelledby=members] .actions a")["href"]
    assert len(records(soup_of(client, rest.removeprefix("?")), "members")) == 7


def with_document(**fields: object) -> None:
    """Make a page that shows a document called „წლიური ანგარიში“."""
    document = factories.DocumentFactory(title_ka="წლიური ანგარიში", title_en="Annual report")
    page_fields = {"body": stream(("document", {"document": document.pk}))} | fields
    factories.StandardPageFactory(**page_fields)


def test_documents_in_readable_pages_are_found(client: Client) -> None:
    with_document()
    soup = soup_of(client, "q=ანგარიშები")
    assert records(soup, "documents") == ["წლიური ანგარიში"]
    assert "PDF" in soup.select_one("section[aria-labelledby=documents]").text
    assert records(soup_of(client, "q=ანგარიში&type=document"), "documents") == ["წლიური ანგარიში"]
    assert records(soup_of(client, "q=ანგარიში&type=page"), "documents") == []
    assert records(soup_of(client, "q=report", "en"), "documents") == []


def test_other_documents_are_not_found(client: Client) -> None:
    factories.DocumentFactory(title_ka="წლიური ანგარიში")
    with_document(live=False)
    document = factories.DocumentFactory(title_ka="წლიური ანგარიში")
    private = factories.StandardPageFactory(body=stream(("document", {"document": document.pk})))
    PageViewRestriction.objects.create(page=private, restriction_type=BaseViewRestriction.LOGIN)
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=BaseViewRestriction.LOGIN)
    kept = factories.DocumentFactory(title_ka="წლიური ანგარიში", collection=collection)
    factories.StandardPageFactory(body=stream(("document", {"document": kept.pk})))
    assert records(soup_of(client, "q=ანგარიში"), "documents") == []


def test_nothing_found_helps(client: Client) -> None:
    settings = SiteSettings.load()
    settings.email = "office@example.org"
    settings.save()
    topic = factories.TopicFactory(name_ka="შრომა")
    page = factories.NewsPageFactory(title="რეინტეგრაცია", topics=[topic])
    factories.translate(page, title="Reintegration Quux")
    soup = soup_of(client, "q=რეინტრეგაცია")
    assert soup.main.find("a", string="რეინტეგრაცია")["href"] == f"/ka/search/?q={quote('რეინტეგრაცია')}"
    assert soup.main.find("a", string="შრომა")["href"] == f"/ka/search/?topic={topic.slug}"
    assert soup.main.find("a", href="mailto:office@example.org")
    assert soup_of(client, "q=quux").select_one("main a[hreflang=en]")["href"] == "/en/search/?q=quux"


def test_a_suggestion_comes_only_from_what_readers_may_see(client: Client) -> None:
    factories.StandardPageFactory(title="რეინტეგრაცია", live=False)
    private = factories.StandardPageFactory(title="რეინტეგრაცია")
    PageViewRestriction.objects.create(page=private, restriction_type=BaseViewRestriction.LOGIN)
    below = factories.SectionPageFactory(parent=factories.SectionPageFactory(), title="რეინტეგრაცია")
    PageViewRestriction.objects.create(page=below.get_parent(), restriction_type=BaseViewRestriction.LOGIN)
    soup = soup_of(client, "q=რეინტრეგაცია")
    assert "რეინტეგრაცია" not in main_text(soup)


ANYTHING = [
    '"', "'", "\x00", "a\x00b", "AND", "a OR", "NEAR(a b)", "*", "a*", "-a", "title:a", "{a}: b", "^a", "(", ")",
    "a & b",
    "a | !b", "a <-> b", ":*", "\\", "'; DROP TABLE x; --", "😀", "🇬🇪", "ა" * 10_000, "ა " * 5_000, "migraცია", "Ა",
    "ჿ", "kax", "\u202e", "%", "a_b", "და", "the",
]  # fmt: skip


@pytest.mark.parametrize("query", ANYTHING, ids=range(len(ANYTHING)))
def test_any_query_is_answered(client: Client, query: str) -> None:
    factories.StandardPageFactory(title="მიგრაცია")
    for language in ("ka", "en"):
        for rest in ("", "&type=member", "&type=document", "&topic=x&year=1e9&place=%00"):
            assert client.get(f"/{language}/search/?q={quote(query)}{rest}").status_code == 200
