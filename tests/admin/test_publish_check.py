"""A page goes out in the language of its page, under an address of its own. A draft may wait unfinished."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from cms.core.page_forms import UNTRANSLATED
from cms.editing.services import create_counterpart
from tests.admin.page_forms import PUBLISH, SUBMIT, news_form, paragraph
from tests.factories import NewsIndexPageFactory, NewsPageFactory, UserFactory, translate

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.fixture
def copied() -> Page:
    """A fresh English copy of a Georgian page."""
    georgian = NewsPageFactory(title="ქსელის სიახლე", lead="ქართული წინადადება")
    translate(georgian.get_parent(), title="News")
    return create_counterpart(page=georgian, user=UserFactory()).page


def errors(response) -> dict[str, list[str]]:
    """Return the codes of the errors by field; their words stand in the page, in the editor's language."""
    assert response.status_code == 200, "the form is shown again"
    found = response.context["form"].errors.as_data()
    return {name: [error.code for error in entries] for name, entries in found.items()}


@pytest.mark.parametrize("action", [PUBLISH, SUBMIT], ids=["publish", "submit"])
def test_a_copy_cannot_go_out(signed_in: SignIn, copied: Page, action: dict[str, str]) -> None:
    part = "translator" if action == SUBMIT else "editor"
    data = news_form(copied.title, slug=copied.slug, lead=copied.lead) | action
    response = signed_in(part).post(edit_url(copied), data)
    assert errors(response) == {"title": ["untranslated"], "lead": ["untranslated"]}
    assert "The title is not in English yet. Translate it, then publish the page." in response.text
    assert "The lead is not in English yet. Translate it, then publish the page." in response.text
    assert not Page.objects.get(pk=copied.pk).live


def test_a_borrowed_address_cannot_go_out(signed_in: SignIn, copied: Page) -> None:
    data = news_form("News of the Network", slug=copied.slug, lead="A sentence") | PUBLISH
    response = signed_in("editor").post(edit_url(copied), data)
    assert errors(response) == {"slug": ["borrowed"]}
    assert "This is the address of the Georgian page." in response.text
    assert "for example: news-of-the-network" in response.text
    assert not Page.objects.get(pk=copied.pk).live


@pytest.mark.parametrize("slug", ["", "news-of-the-network"])
def test_a_translated_page_goes_out(signed_in: SignIn, copied: Page, slug: str) -> None:
    data = news_form("News of the Network", slug=slug, lead="A sentence") | PUBLISH
    response = signed_in("editor").post(edit_url(copied), data)
    assert response.status_code == 302
    row = Page.objects.get(pk=copied.pk)
    assert row.live
    assert row.slug == "news-of-the-network"
    assert row.url.startswith("/en/")


def test_nothing_typed_is_lost(signed_in: SignIn, copied: Page) -> None:
    data = news_form(
        "ქსელის სიახლე",
        slug="typed-address",
        lead="Typed lead",
        internal_note="Typed note",
        place_line="Typed place",
        body={"count": "1", "0": {"type": "paragraph", "value": paragraph("Typed text"), "order": "0", "deleted": ""}},
    )
    response = signed_in("editor").post(edit_url(copied), data | PUBLISH)
    page = BeautifulSoup(response.text, "html.parser")
    assert page.select_one("[name=title]")["value"] == "ქსელის სიახლე"
    assert page.select_one("[name=slug]")["value"] == "typed-address"
    assert page.select_one("[name=lead]").text.strip() == "Typed lead"
    assert page.select_one("[name=internal_note]").text.strip() == "Typed note"
    assert page.select_one("[name=place_line]")["value"] == "Typed place"
    assert "Typed text" in response.text


def test_the_refusal_speaks_the_editors_language(signed_in: SignIn, copied: Page) -> None:
    data = news_form(copied.title, slug=copied.slug) | PUBLISH
    response = signed_in("editor", "ka").post(edit_url(copied), data)
    with translation.override("ka"):
        assert str(UNTRANSLATED["en"]["title"]) in response.text
    assert "გვერდი ვერ შეინახა: ფორმაში შეცდომებია." in response.text


def test_the_reverse(signed_in: SignIn) -> None:
    english = NewsPageFactory(locale="en", title="A statement", lead="A sentence")
    translate(english.get_parent(), title="სიახლეები")
    georgian = create_counterpart(page=english, user=UserFactory()).page
    data = news_form("A statement", slug="x", lead="A sentence") | PUBLISH
    response = signed_in("editor").post(edit_url(georgian), data)
    assert errors(response) == {"title": ["untranslated"], "lead": ["untranslated"]}
    assert "The title is not in Georgian yet. Translate it, then publish the page." in response.text


@pytest.mark.parametrize("title", ["IRIS NETWORKing", "COVID-19", "2030", "GFMD: დღის წესრიგი"])
def test_names_in_latin_capitals_may_stand_alone_in_georgian(signed_in: SignIn, title: str) -> None:
    page = NewsPageFactory(title="სიახლე")
    assert signed_in("editor").post(edit_url(page), news_form(title, slug="own") | PUBLISH).status_code == 302


def test_a_page_may_share_an_address_that_is_its_own(signed_in: SignIn) -> None:
    georgian = NewsPageFactory(title="IACTA", slug="iacta")
    english = translate(georgian, title="IACTA", slug="iacta", live=False)
    response = signed_in("editor").post(edit_url(english), news_form("IACTA", slug="iacta") | PUBLISH)
    assert response.status_code == 302
    assert Page.objects.get(pk=english.pk).live


def test_a_draft_waits_unfinished(signed_in: SignIn, copied: Page) -> None:
    data = news_form(copied.title, slug=copied.slug, lead=copied.lead)
    assert signed_in("translator").post(edit_url(copied), data).status_code == 302


def test_a_new_page_in_the_wrong_language_is_not_published(signed_in: SignIn) -> None:
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", NewsIndexPageFactory(locale="en").pk])
    response = signed_in("editor").post(url, news_form("სიახლე") | PUBLISH)
    assert errors(response) == {"title": ["untranslated"]}
    assert not Page.objects.filter(title="სიახლე").exists()


def bulk_publish(client: Client, *pages: Page, below: bool = False):
    query = "&".join(f"id={page.pk}" for page in pages)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    data = {"include_descendants": "on"} if below else {}
    return client.post(f"{url}?{query}&next=/admin/", data, follow=True)


def test_several_at_once_are_asked_the_same(signed_in: SignIn, copied: Page) -> None:
    finished = NewsPageFactory(title="მზად არის", live=False)
    client = signed_in("editor")
    response = bulk_publish(client, copied, finished)
    assert "These pages are not translated yet: “ქსელის სიახლე”" in response.text
    assert not Page.objects.filter(pk__in=[copied.pk, finished.pk], live=True).exists()

    bulk_publish(client, copied.get_parent(), below=True)
    assert not Page.objects.get(pk=copied.pk).live

    bulk_publish(client, finished)
    assert Page.objects.get(pk=finished.pk).live


def test_other_actions_on_several_are_not_asked(signed_in: SignIn, copied: Page) -> None:
    Page.objects.filter(pk=copied.pk).update(live=True)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    signed_in("editor").post(f"{url}?id={copied.pk}&next=/admin/")
    assert not Page.objects.get(pk=copied.pk).live
