"""The page editor shows the other language's newest draft, how the two stand, and what can be done."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.factories import NewsIndexPageFactory, NewsPageFactory, SectionPageFactory, home_page, stream, translate

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def panel(client: Client, page: Page) -> Tag:
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    found = BeautifulSoup(response.text, "html.parser").select_one("[data-side-panel='counterpart']")
    assert found is not None
    return found


def test_the_newest_draft_stands_beside_the_form(signed_in: SignIn) -> None:
    page = NewsPageFactory(title="სიახლე")
    english = translate(page, title="Published title")
    english.title = "Title of the draft"
    english.body = stream(("paragraph", "<p>Founded by <b>ICMPD</b> and ქსელი</p>"))
    english.save_revision()
    found = panel(signed_in("editor"), page)
    texts = [passage.get_text(strip=True) for passage in found.select(".counterpart__passage")]
    assert texts[0] == "Title of the draft"
    assert "Published title" not in found.text
    assert all(passage["lang"] == "en" for passage in found.select(".counterpart__passage"))
    assert found.select_one(".counterpart__passage b").text == "ICMPD"
    assert found.select_one("span[lang=ka]").text == "ქსელი", "a foreign phrase has a language of its own"
    assert found.select_one(f"a[href='{reverse('wagtailadmin_pages:edit', args=[english.pk])}']")


def test_a_page_without_counterpart_offers_to_make_it(signed_in: SignIn) -> None:
    page = NewsPageFactory(title="სიახლე")
    found = panel(signed_in("editor"), page)
    assert "This page does not exist in English yet." in found.text
    button = found.select_one("button")
    assert button["data-w-action-url-value"] == reverse("editing:create_counterpart", args=[page.pk])


def test_it_speaks_the_editors_language(signed_in: SignIn) -> None:
    page = NewsPageFactory(locale="en", title="News")
    found = panel(signed_in("editor", "en"), page)
    assert "This page does not exist in Georgian yet." in found.text


def test_differing_facts_are_named(signed_in: SignIn) -> None:
    page = NewsPageFactory(title="სიახლე", date="2023-06")
    english = translate(page, title="News", date="2022")
    found = panel(signed_in("editor"), english)
    assert "Facts differ from the Georgian page:" in found.text
    assert [item.text for item in found.select(".counterpart__facts li")] == ["Date"]
    assert found.select_one(f"a[href='{reverse('editing:bring_facts', args=[english.pk])}']")


def test_a_text_older_than_its_original_is_told(signed_in: SignIn) -> None:
    page = NewsPageFactory(title="სიახლე")
    english = translate(page, title="News")
    page.lead = "ახალი"
    page.save_revision().publish()
    client = signed_in("editor")
    assert "Compare the two and bring this page up to date." in panel(client, english).text
    assert "The English text is older than this one now." in panel(client, page).text
    response = client.get(reverse("wagtailadmin_pages:edit", args=[english.pk]))
    assert response.text.count("Compare the two") == 2, "the status panel says it too"


def test_the_form_of_a_new_page_has_the_panel_too(signed_in: SignIn) -> None:
    index = NewsIndexPageFactory()
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])
    response = signed_in("editor").get(url)
    assert "Save the page first" in response.text


@pytest.mark.parametrize("make", [lambda: home_page("ka"), SectionPageFactory, NewsIndexPageFactory])
def test_every_page_type_opens(signed_in: SignIn, make: Callable[[], Page]) -> None:
    panel(signed_in("secretariat"), make())
