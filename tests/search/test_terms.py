"""Terms that mean the same: through the site's own search, in both languages; and the ones to begin with."""

from collections import Counter
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from cms.search.models import GlossaryEntry
from cms.search.services import load_terms, starting_terms
from tests import factories
from tests.factories import GlossaryEntryFactory, NewsPageFactory

pytestmark = pytest.mark.django_db

GEORGIAN = "არასამთავრობო ორგანიზაცია"
ENGLISH = "non-governmental organisation"


def ngo() -> GlossaryEntry:
    return GlossaryEntryFactory(terms_ka=GEORGIAN, terms_en=f"{ENGLISH}\nNGO")


def finds(client: Client, query: str, page: Page) -> bool:
    """Say whether the public search in the page's language has the page among its results."""
    answer = client.get(f"/{page.locale.language_code}/search/", {"q": query})
    assert answer.status_code == 200
    return f'"{page.url}"' in answer.text


@pytest.mark.parametrize(
    "query", ["NGO", "ngo", "NGO-ს", "Non-Governmental Organisations", "არასამთავრობო ორგანიზაციებისთვის"]
)
def test_english_terms_find_georgian_pages(client: Client, query: str) -> None:
    ngo()
    page = NewsPageFactory(title="შეხვედრა", lead="მოვიწვიეთ არასამთავრობო ორგანიზაციები.")
    other = NewsPageFactory(title="სხვა", lead="მოვიწვიეთ სამთავრობო ორგანიზაციები.")
    assert finds(client, query, page)
    assert not finds(client, query, other)


@pytest.mark.parametrize("query", ["არასამთავრობო ორგანიზაციებმა", "NGO"])
def test_georgian_terms_find_english_pages(client: Client, query: str) -> None:
    ngo()
    page = factories.translate(
        NewsPageFactory(title="შეხვედრა"), title="Meeting", lead="Non-governmental organisations."
    )
    other = factories.translate(NewsPageFactory(title="სხვა"), title="Another", lead="A governmental body.")
    assert finds(client, query, page)
    assert not finds(client, query, other)


def test_among_other_words_all_must_be_found(client: Client) -> None:
    ngo()
    both = NewsPageFactory(title="ერთი", lead="არასამთავრობო ორგანიზაციების რეესტრი.")
    one = NewsPageFactory(title="ორი", lead="არასამთავრობო ორგანიზაციების შეხვედრა.")
    for query in ("NGO რეესტრი", "რეესტრში NGO"):
        assert finds(client, query, both)
        assert not finds(client, query, one)


def test_half_of_a_term_is_not_the_term(client: Client) -> None:
    ngo()
    page = NewsPageFactory(title="ერთი", lead="NGO")
    assert finds(client, GEORGIAN, page)
    assert not finds(client, "ორგანიზაცია", page)


def test_what_editors_change_counts_at_once(client: Client) -> None:
    page = NewsPageFactory(title="ერთი", lead="ტრეფიკინგის წინააღმდეგ.")
    assert not finds(client, "slavery", page)
    entry = GlossaryEntryFactory(terms_ka="ტრეფიკინგი", terms_en="slavery")
    assert finds(client, "slavery", page)
    entry.terms_en = "bondage"
    entry.save()
    assert not finds(client, "slavery", page)
    assert finds(client, "bondage", page)
    entry.delete()
    assert not finds(client, "bondage", page)


def test_two_names_in_one_language(client: Client) -> None:
    GlossaryEntryFactory(terms_ka="კვორუმი\nქვორუმი", terms_en="")
    page = NewsPageFactory(title="ერთი", lead="კვორუმის გარეშე.")
    assert finds(client, "ქვორუმი", page)


@pytest.mark.parametrize(
    ("terms_ka", "terms_en"),
    [("მარტო", ""), ("", ""), ("იგივე\n იგივე ", ""), ("ა" * 101, "b"), ("\n".join(map(str, range(11))), "b")],
)
def test_what_is_no_entry(terms_ka: str, terms_en: str) -> None:
    with pytest.raises(ValidationError):
        GlossaryEntry(terms_ka=terms_ka, terms_en=terms_en).full_clean()


# --- The terms to begin with


def test_each_has_both_languages_and_stands_once() -> None:
    entries = starting_terms()
    for entry in entries:
        entry.full_clean()
        assert entry.terms_ka
        assert entry.terms_en
    terms = Counter(term.casefold() for entry in entries for term in entry.terms)
    assert [term for term, times in terms.items() if times > 1] == []


def test_loading_twice_adds_nothing_and_keeps_what_editors_changed() -> None:
    output = StringIO()
    call_command("load_search_terms", stdout=output)
    number = GlossaryEntry.objects.count()
    assert f"{number} search terms added" in output.getvalue()
    entry = GlossaryEntry.objects.get(terms_ka="დონორი")
    entry.terms_en = "donor\nfunder"
    entry.save()
    assert load_terms() == []
    entry.refresh_from_db()
    assert entry.terms == ("დონორი", "donor", "funder")
    entry.delete()
    assert [str(added) for added in load_terms()] == ["დონორი – donor"]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("immigration", "ემიგრაცია"),
        ("emigration", "იმიგრაცია"),
        ("migration", "იმიგრაცია"),
        ("integration", "რეინტეგრაცია"),
        ("refugee", "დევნილი"),
        ("contract", "შეთანხმება"),
    ],
)
def test_neighbours_are_not_the_same(client: Client, query: str, text: str) -> None:
    load_terms()
    page = NewsPageFactory(title="ერთი", lead=f"{text}.")
    assert finds(client, text, page)
    assert not finds(client, query, page)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("ICMPD-ის", "მიგრაციის პოლიტიკის განვითარების საერთაშორისო ცენტრმა"),
        ("IDPs", "დევნილთა"),
        ("EU", "ევროკავშირში"),
        ("ევროპის კავშირი", "EU-ს მხარდაჭერით"),
        ("trafficking", "ადამიანებით ვაჭრობის"),
        ("მსსკ", "მიგრაციის საკითხთა სამთავრობო კომისიის"),
        ("გამჭვრივალობა", "გამჭვირვალობისთვის"),
        ("პრეს-რელიზი", "პრესრელიზები"),
    ],
)
def test_the_words_of_this_site(client: Client, query: str, text: str) -> None:
    load_terms()
    assert finds(client, query, NewsPageFactory(title="ერთი", lead=f"{text}."))
