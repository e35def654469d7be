"""What waits, on the first page of the admin: for each person what that person may do."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from tests.admin.signed_in import client_of, make_user
from tests.factories import NewsPageFactory, SectionPageFactory, StandardPageFactory, home_page, translate

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def panels(client: Client) -> dict[str, str]:
    response = client.get(reverse("wagtailadmin_home"))
    assert response.status_code == 200
    sections = BeautifulSoup(response.text, "html.parser").select(".w-panel--dashboard")
    return {section["id"].removesuffix("-section"): section.get_text(" ", strip=True) for section in sections}


def test_an_empty_desk(signed_in: SignIn) -> None:
    assert not {"drafts", "other-language", "notes"} & set(panels(signed_in("editor")))


def test_my_drafts_and_not_those_of_others() -> None:
    me, other = make_user("editor"), make_user("editor")
    NewsPageFactory(title="ჩემი", live=False).save_revision(user=me)
    NewsPageFactory(title="სხვისი", live=False).save_revision(user=other)
    finished = NewsPageFactory(title="დასრულებული")
    finished.save_revision(user=me).publish()
    found = panels(client_of(me))["drafts"]
    assert "ჩემი" in found
    assert "სხვისი" not in found
    assert "დასრულებული" not in found


def test_pages_whose_other_language_waits(signed_in: SignIn) -> None:
    section = SectionPageFactory(title="განყოფილება")
    translate(section, title="Section").save_revision().publish()
    for number in range(10):
        StandardPageFactory(title=f"გვერდი ნომერი {number}", parent=section)
    found = panels(signed_in("editor"))["other-language"]
    assert found.count("This page does not exist in English yet.") == 8
    assert "10 in all" in found


@pytest.mark.parametrize(
    ("language", "shown", "left_out"),
    [("ka", "თარიღი დასადასტურებელია", "Date to be confirmed"), ("en", "Date to be confirmed", "თარიღი")],
)
def test_a_note_in_the_language_of_the_admin(signed_in: SignIn, language: str, shown: str, left_out: str) -> None:
    page = NewsPageFactory(title="სიახლე", internal_note="თარიღი დასადასტურებელია")
    translate(page, title="News", internal_note="Date to be confirmed")
    StandardPageFactory(title="უშენიშვნო")
    found = panels(signed_in("translator", language))["notes"]
    assert found.count(shown) == 1
    assert left_out not in found
    assert "უშენიშვნო" not in found


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_note_that_one_language_alone_has(signed_in: SignIn, language: str) -> None:
    page = NewsPageFactory(title="სიახლე", internal_note="")
    translate(page, title="News", internal_note="Ask the donor")
    assert panels(signed_in("editor", language))["notes"].count("Ask the donor") == 1


def test_only_what_one_may_edit(signed_in: SignIn) -> None:
    elsewhere = Page(title="სხვაგან", slug="elsewhere", locale=home_page("ka").locale)
    Page.objects.get(depth=1).add_child(instance=elsewhere)
    assert "other-language" not in panels(signed_in("translator"))
    assert "სხვაგან" in panels(signed_in("superuser"))["other-language"]


def test_no_banner_and_no_news_of_wagtail(signed_in: SignIn) -> None:
    text = signed_in("superuser").get(reverse("wagtailadmin_home")).text
    assert "w-panel-upgrade" not in text
    assert "whats-new-in-wagtail" not in text


def test_few_queries_whatever_waits(signed_in: SignIn) -> None:
    section = SectionPageFactory()
    client, url = signed_in("editor"), reverse("wagtailadmin_home")
    StandardPageFactory.create_batch(2, parent=section, internal_note="შენიშვნა")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    StandardPageFactory.create_batch(20, parent=section, internal_note="შენიშვნა")
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)
