"""What staff look for is found as readers find it: by other forms of a word and in Latin letters."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.search.models import GlossaryEntry
from tests import factories
from tests.factories import DocumentFactory, GlossaryEntryFactory, ImageFactory, MembershipFactory, OrganisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]
SignIn = Callable[..., Client]

NAME = "დიასპორის საბჭო"
# Another case, the plural, the first letters, and two ways to type it with Latin letters.
WAYS = ["დიასპორამ", "საბჭოები", "დიასპ", "diaspora sabcho", "diasporis sabWo"]


def a_page() -> tuple[str, str]:
    factories.NewsPageFactory(title="სხვა გვერდი")
    page = factories.NewsPageFactory(title=NAME, live=False)
    return reverse("wagtailadmin_explore_results", args=[Page.objects.get(depth=1).pk]), f"/pages/{page.pk}/"


def page_in_the_chooser() -> tuple[str, str]:
    page = factories.NewsPageFactory(title=NAME)
    return reverse("wagtailadmin_choose_page_search"), f'data-id="{page.pk}"'


def image() -> tuple[str, str]:
    ImageFactory(title="other", alt_ka="სხვა")
    return reverse("wagtailimages:index_results"), f"/images/{ImageFactory(title=NAME).pk}/"


def document() -> tuple[str, str]:
    DocumentFactory(title_ka="სხვა", title_en="Other")
    return reverse("wagtaildocs:index_results"), f"/documents/edit/{DocumentFactory(title_ka=NAME).pk}/"


def record() -> tuple[str, str]:
    OrganisationFactory()
    organisation = OrganisationFactory(name_ka=NAME)
    return reverse("wagtailsnippets_registry_organisation:list_results"), f"/edit/{organisation.pk}/"


def member_organisation() -> tuple[str, str]:
    MembershipFactory()
    member = MembershipFactory(organisation=OrganisationFactory(name_ka=NAME))
    return reverse("memberships:index_results"), f"/edit/{member.pk}/"


def member_person() -> tuple[str, str]:
    MembershipFactory(of_person=True)
    member = MembershipFactory(of_person=True, person__name_ka=NAME)
    return reverse("memberships:index_results"), f"/edit/{member.pk}/"


def search_term() -> tuple[str, str]:
    GlossaryEntryFactory()
    entry = GlossaryEntryFactory(terms_ka=NAME)
    return reverse("wagtailsnippets_search_glossaryentry:list_results"), f"/edit/{entry.pk}/"


@pytest.mark.parametrize("query", WAYS)
@pytest.mark.parametrize(
    "made", [a_page, page_in_the_chooser, image, document, record, member_organisation, member_person, search_term]
)
def test_is_found(signed_in: SignIn, made: Callable[[], tuple[str, str]], query: str) -> None:
    address, shown = made()
    answer = signed_in("secretariat").get(address, {"q": query})
    assert answer.status_code == 200
    assert shown in answer.text
    assert "სხვა" not in answer.text
    assert shown not in signed_in("secretariat").get(address, {"q": "თემა"}).text


def test_members_are_all_listed_without_a_query(signed_in: SignIn) -> None:
    members = [MembershipFactory(), MembershipFactory(of_person=True)]
    text = signed_in("secretariat").get(reverse("memberships:index")).text
    assert all(f"/edit/{member.pk}/" in text for member in members)
    assert 'name="q"' in text


# --- Search terms


def url(name: str, *args: int) -> str:
    return reverse(f"wagtailsnippets_search_glossaryentry:{name}", args=args)


@pytest.mark.parametrize(("language", "label"), [("en", "Search terms"), ("ka", "საძიებო ტერმინები")])
def test_an_editor_adds_a_term(signed_in: SignIn, language: str, label: str) -> None:
    client = signed_in("editor", language)
    assert f'"{url("list")}"' in client.get(reverse("wagtailadmin_home")).text  # in the menu
    sent = {"terms_ka": " დევნილი \r\n\r\nიძულებით  გადაადგილებული პირი", "terms_en": "IDP", "note": ""}
    assert client.post(url("add"), sent).status_code == 302
    entry = GlossaryEntry.objects.get()
    assert entry.terms == ("დევნილი", "იძულებით გადაადგილებული პირი", "IDP")
    text = client.get(url("list")).text
    assert label in text
    assert "დევნილი – IDP" in text
    assert "იძულებით გადაადგილებული პირი" in text


def test_a_term_alone_is_refused_in_words(signed_in: SignIn) -> None:
    answer = signed_in("editor").post(url("add"), {"terms_ka": "დევნილი", "terms_en": "", "note": ""})
    assert "Write at least two terms" in answer.text
    assert not GlossaryEntry.objects.exists()


@pytest.mark.parametrize(
    ("part", "may_add", "may_delete"),
    [("secretariat", True, True), ("editor", True, False), ("translator", False, False)],
)
def test_who_may_what(signed_in: SignIn, part: str, may_add: bool, may_delete: bool) -> None:
    entry = GlossaryEntryFactory()
    client = signed_in(part)
    changed = {"terms_ka": "ერთი", "terms_en": "one", "note": ""}
    assert client.post(url("edit", entry.pk), changed).status_code == 302
    entry.refresh_from_db()
    assert entry.terms_en == "one"
    client.post(url("add"), {"terms_ka": "ორი", "terms_en": "two", "note": ""})
    assert GlossaryEntry.objects.filter(terms_en="two").exists() == may_add
    client.post(url("delete", entry.pk))
    assert GlossaryEntry.objects.filter(pk=entry.pk).exists() != may_delete
