"""Applying to join: the mailed link, steps that are kept half-filled, sending, taking back."""

import re
from typing import Any

import pytest
from django.test import Client

from cms.core.models import SiteSettings
from cms.mail.models import OutboxMail
from network.directory.applications import Application, ApplicationLink
from network.directory.joining import applying
from network.directory.states import ApplicationState
from tests.factories.requests import application, opened, typed

pytestmark = pytest.mark.django_db

JOIN = "/en/join/"
ADDRESS = "nino@example.org"
LINK = re.compile(r"https?://[^/\s]+(/\w\w/join/\S+/)")
AGREED = {"charter": "on", "storing": "on"}


@pytest.fixture(autouse=True)
def office() -> None:
    """The secretariat has an address."""
    names = SiteSettings.load()
    names.email = "office@example.org"
    names.save()


def ask_for_link(client: Client, address: str = ADDRESS, language: str = "en", **details: str) -> Any:
    return client.post(f"/{language}/join/", {"email": address, **details})


def link_to(address: str = ADDRESS) -> str:
    """Return the path of the link in the newest mail to somebody."""
    found = LINK.search(OutboxMail.objects.filter(recipient=address).latest("pk").text)
    assert found
    return found[1]


def test_the_link_comes_by_mail_and_only_its_hash_is_kept(client: Client, language: str) -> None:
    page = client.get(f"/{language}/join/").content.decode()
    assert 'name="email"' in page
    assert not Application.objects.exists()
    answer = ask_for_link(client, language=language)
    assert answer.status_code == 303
    assert not client.cookies.get("sessionid")
    path = link_to()
    assert path.startswith(f"/{language}/join/")
    secret = path.split("/")[3]
    assert ApplicationLink.objects.get().token_hash != secret
    shown = client.get(path)
    assert shown.status_code == 200
    assert shown.headers["Referrer-Policy"] == "no-referrer"
    assert shown.headers["Cache-Control"] == "private, no-store"


def test_who_comes_back_gets_another_link_to_the_same_application_and_both_work(client: Client) -> None:
    ask_for_link(client)
    first = link_to()
    client.post(f"{first}who/", {"kind": "organisation", "name_en": "Sample Union", "later": "1"})
    ask_for_link(client, "NINO@example.org")
    second = link_to()
    assert first != second
    for path in (first, second):
        assert "Sample Union" in client.get(path).content.decode()
    assert Application.objects.count() == 1


def test_the_answer_is_the_same_whoever_asks(client: Client) -> None:
    application(ApplicationState.SENT, email="known@example.org")
    answers = [ask_for_link(client, address) for address in ("known@example.org", "new@example.org")]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    pages = [client.get(answer.headers["Location"]).content for answer in answers]
    assert pages[0] == pages[1]


def test_a_spelling_that_databases_take_for_the_same_gets_no_link_to_anothers_application(client: Client) -> None:
    application(email="info@example.org")
    ask_for_link(client, "ınfo@example.org")
    assert "Sample Union" not in client.get(link_to("ınfo@example.org")).content.decode()
    ask_for_link(client, "info@example.org")
    assert "Sample Union" in client.get(link_to("info@example.org")).content.decode()


def test_a_machine_and_who_asks_too_often_get_no_mail(client: Client) -> None:
    assert ask_for_link(client, homepage="https://example.org").status_code == 303
    assert not OutboxMail.objects.exists()
    for _number in range(5):
        assert ask_for_link(client).status_code == 303
    assert OutboxMail.objects.filter(recipient=ADDRESS).count() == 3
    answers = {ask_for_link(client, f"a{number}@example.org").status_code for number in range(20)}
    assert answers == {303, 429}


@pytest.mark.parametrize("address", ["", "nobody", "a@b@c", "x" * 300 + "@example.org"])
def test_what_is_no_address_is_said_in_words(client: Client, address: str) -> None:
    page = ask_for_link(client, address)
    assert page.status_code == 200
    assert 'class="error-text"' in page.content.decode()
    assert not Application.objects.exists()


def test_a_half_filled_step_is_kept_as_it_was_typed(client: Client) -> None:
    made = application(typed={})
    step = opened(made, "work")
    typed_so_far = {"about_en": "We help <b>returned</b> migrants.", "level": "", "topics": ["17"], "later": "1"}
    assert client.post(step, typed_so_far).status_code == 303
    again = client.get(step).content.decode()
    assert "We help &lt;b&gt;returned&lt;/b&gt; migrants." in again
    overview = client.get(opened(made)).content.decode()
    assert "Begun, not complete yet" in overview
    answer = client.post(step, typed_so_far | {"later": ""} | {"about_en": "x" * 2500})
    made.refresh_from_db()
    assert made.typed["work"]["about_en"] == "x" * 2500, "too long for the step, and yet not lost"
    assert "later" not in made.typed["work"]
    assert answer.status_code == 303


def test_go_on_is_possible_only_from_a_complete_step_and_nothing_typed_is_lost(client: Client) -> None:
    made = application(typed={})
    page = client.post(opened(made, "who"), {"kind": "organisation", "name_ka": "", "name_en": ""})
    assert page.status_code == 200
    assert "Write the name, in Georgian or in English." in page.content.decode()
    made.refresh_from_db()
    assert made.typed["who"] == {"kind": "organisation"}
    one_language = {"kind": "person", "name_ka": "ნინო", "name_en": ""}
    assert client.post(opened(made, "who"), one_language).headers["Location"].endswith("/work/")


@pytest.mark.parametrize("bad", ["a\x00b", "a\ud800b".encode("utf-8", "replace").decode(), "‮evil", "x" * 100_000])
def test_signs_that_no_database_takes_do_not_break_the_form(client: Client, bad: str) -> None:
    made = application(typed={})
    assert client.post(opened(made, "why"), {"motivation": bad, "later": "1"}).status_code == 303
    assert client.get(opened(made, "why")).status_code == 200
    assert client.get(opened(made)).status_code == 200
    made.refresh_from_db()
    assert len(made.typed["why"]["motivation"]) <= 5000


def test_a_complete_application_goes_to_the_secretariat_once(client: Client, language: str) -> None:
    made = application(language=language)
    for _twice in range(2):
        assert client.post(opened(made, "send", language=language), AGREED).status_code == 303
    made.refresh_from_db()
    assert made.state == ApplicationState.SENT
    mails = {mail.recipient: mail.text for mail in OutboxMail.objects.all()}
    assert set(mails) == {ADDRESS, "office@example.org"}
    assert "საცდელი კავშირი" in mails["office@example.org"]
    assert f"/admin/requests/applications/{made.pk}/" in mails["office@example.org"]
    assert "We want to work with others." not in mails["office@example.org"]
    assert client.post(opened(made, "who"), {"kind": "person"}).status_code == 303
    made.refresh_from_db()
    assert made.typed == typed(), "what is sent is not changed any more"


def test_an_incomplete_one_is_not_sent_and_the_steps_are_named(client: Client) -> None:
    made = application(typed=typed() | {"contact": {}})
    page = client.post(opened(made, "send"), AGREED)
    assert page.status_code == 409
    assert "These steps are not complete yet: Contact" in page.content.decode()
    complete = application(email="other@example.org")
    page = client.post(opened(complete, "send"), {"charter": "on"})
    assert "Without keeping the application nobody can decide about it." in page.content.decode()
    assert {made.state for made in Application.objects.all()} == {ApplicationState.DRAFT}


def test_a_draft_that_is_taken_back_is_erased_and_a_sent_one_told(client: Client) -> None:
    draft, sent = application(), application(ApplicationState.SENT, email="sent@example.org")
    path = opened(draft, "withdraw")
    assert client.get(path).status_code == 405
    assert client.post(path).headers["Location"].endswith("/join/done/erased/")
    assert not Application.objects.filter(pk=draft.pk).exists()
    assert client.get(path.replace("withdraw/", "")).status_code == 404
    assert client.post(opened(sent, "withdraw")).headers["Location"].endswith("/join/done/withdrawn/")
    sent.refresh_from_db()
    assert sent.state == ApplicationState.WITHDRAWN
    assert OutboxMail.objects.get().recipient == "office@example.org"
    assert not applying.withdraw(application=sent)


def test_wrong_addresses_are_404_in_words(client: Client) -> None:
    for path in ("/en/join/not-a-link/", "/en/join/not-a-link/who/", opened(application(), "nothing")):
        assert client.get(path).status_code == 404
    assert client.post("/en/join/not-a-link/send/").status_code == 404
    assert client.get("/en/join/done/nothing/").status_code == 404
