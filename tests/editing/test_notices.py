"""After a save the editor is told how the other language stands now."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.admin.page_forms import PUBLISH, news_form
from tests.factories import NewsIndexPageFactory, NewsPageFactory, translate

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def save(client: Client, page: Page, title: str, **more: str) -> list[str]:
    """Post the form and return the messages of the page that follows."""
    data = news_form(title, slug=page.slug, **more) | {key: value for key, value in more.items() if "action" in key}
    response = client.post(edit_url(page), data, follow=True)
    assert response.status_code == 200
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def pair() -> tuple[Page, Page]:
    """A published pair, the Georgian page first."""
    georgian = NewsPageFactory(title="სიახლე")
    georgian.save_revision().publish()
    english = translate(georgian, title="News")
    english.save_revision().publish()
    return georgian, english


@pytest.mark.parametrize("action", [{}, PUBLISH], ids=["draft", "published"])
def test_a_changed_original_makes_its_translation_old(signed_in: SignIn, pair: tuple, action: dict) -> None:
    georgian, english = pair
    found = " ".join(save(signed_in("editor"), georgian, "ახალი სათაური", **action))
    assert "The English text is older than this one now. Bring it up to date." in found
    assert f'href="{edit_url(english)}"' in found
    assert "Edit the English page" in found


def test_an_answer_to_the_change_is_silent(signed_in: SignIn, pair: tuple) -> None:
    georgian, english = pair
    client = signed_in("editor")
    save(client, georgian, "ახალი სათაური", **PUBLISH)
    found = " ".join(save(client, english, "A new title", **PUBLISH))
    assert "original" not in found
    assert "older" not in found


def test_a_translation_changed_by_itself_points_to_the_original(signed_in: SignIn, pair: tuple) -> None:
    georgian, english = pair
    found = " ".join(save(signed_in("editor"), english, "A new title", **PUBLISH))
    assert "The Georgian text is the original of this page." in found
    assert f'href="{edit_url(georgian)}"' in found


def test_a_new_page_is_told_what_is_missing(signed_in: SignIn) -> None:
    index = NewsIndexPageFactory()
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])
    response = signed_in("editor").post(url, news_form("ახალი"), follow=True)
    found = " ".join(str(message) for message in response.context["messages"])
    page = Page.objects.child_of(index).get()
    assert "This page does not exist in English yet." in found
    assert reverse("editing:create_counterpart", args=[page.pk]) in found


def test_autosave_leaves_no_messages_behind(signed_in: SignIn, pair: tuple) -> None:
    georgian, _english = pair
    client = signed_in("editor")
    data = news_form("ახალი სათაური", slug=georgian.slug)
    response = client.post(edit_url(georgian), data, headers={"accept": "application/json"})
    assert response.json()["success"] is True
    assert list(client.get(reverse("wagtailadmin_home")).context["messages"]) == []
