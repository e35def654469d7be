"""Representatives: a code by mail. Who is not one learns nothing, and gets nothing."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cms.users.mail import code_mail
from cms.users.models import SharedNote, User
from tests import factories
from tests.users.people import ask, code_in, follow, representative, staff

pytestmark = pytest.mark.django_db


def answers(address: str, language: str) -> list[tuple[int, str, str]]:
    """Return what a new browser sees that asks for a code for this address, then types a wrong one."""
    client = Client()
    asked = ask(client, address, language)
    shown = client.get(asked["Location"])
    wrong = client.post(asked["Location"], {"code": "0000"})
    return [neutral(answer, address) for answer in (asked, shown, wrong)]


def neutral(answer, address: str) -> tuple[int, str, str]:
    """Return an answer without what differs in any two: the token, the address that was typed, the request's number."""
    text = re.sub(r'(name="csrfmiddlewaretoken" value=")\w+', r"\1", answer.text).replace(address, "")
    headers = {
        name: value
        for name, value in answer.headers.items()
        if name not in ("X-Request-ID", "Content-Length", "ETag", "Expires")
    }
    cookies = sorted((key, morsel["max-age"], morsel["httponly"]) for key, morsel in answer.cookies.items())
    return answer.status_code, text, repr((headers, cookies))


def test_a_representative_comes_in_by_a_code(client: Client, language: str) -> None:
    user = representative(language=language)
    asked = ask(client, user.email.upper(), language)
    (letter,) = mail.outbox
    assert letter.to == [user.email]
    assert code_in(letter) in letter.subject
    assert code_in(letter) in letter.alternatives[0][0]
    answer = client.post(asked["Location"], {"code": f" {code_in(letter)[:4]} {code_in(letter)[4:]} "})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)
    user.refresh_from_db()
    assert user.last_login is not None


@pytest.mark.parametrize("speaks", ["ka", "en"])
def test_the_mail_speaks_the_persons_language_whatever_the_page_does(client: Client, speaks: str) -> None:
    user = representative(language=speaks)
    ask(client, user.email, "en" if speaks == "ka" else "ka")
    with translation.override(speaks):
        assert translation.gettext("Your code for signing in:") in mail.outbox[0].body


def test_nobody_learns_whose_address_it_is(language: str) -> None:
    people = [
        representative(), representative(is_active=False), staff(), staff(groups=["Editors"], superuser=False),
    ]  # fmt: skip
    known = answers(people[0].email, language)
    mails = len(mail.outbox)
    for address in [*(person.email for person in people[1:]), "nobody@example.org"]:
        for got, expected in zip(answers(address, language), known, strict=True):
            assert got[0] == expected[0]
            assert got[1].splitlines() == expected[1].splitlines(), address
            assert got[2] == expected[2]
    assert mails == 1
    assert len(mail.outbox) == 1


def test_the_answer_takes_as_much_work(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []

    def spy(address: str, code: str, language: str):
        written.append(address)
        return code_mail(address, code, language)

    monkeypatch.setattr("cms.users.adapters.code_mail", spy)
    monkeypatch.setattr("cms.users.views.code_mail", spy)
    ask(client, representative().email)
    ask(Client(), "nobody@example.org")
    assert len(written) == 2
    assert [letter.to for letter in mail.outbox] == [[written[0]]]


def test_three_wrong_codes_end_it(client: Client) -> None:
    asked = ask(client, representative().email)
    for _attempt in range(2):
        assert client.post(asked["Location"], {"code": "1"}).status_code == 200
    ended = client.post(asked["Location"], {"code": "1"})
    assert ended["Location"] == reverse("account_request_login_code")
    right = client.post(asked["Location"], {"code": code_in(mail.outbox[0])})
    assert right["Location"] == reverse("account_request_login_code")
    assert "_auth_user_id" not in client.session
    assert 'role="alert"' in follow(client, ended).text


@pytest.mark.parametrize(("minutes", "comes_in"), [(9, True), (11, False)])
def test_a_code_is_valid_for_ten_minutes(
    client: Client, time_machine_at: Callable, minutes: int, comes_in: bool
) -> None:
    asked = ask(client, representative().email)
    with time_machine_at(minutes):
        client.post(asked["Location"], {"code": code_in(mail.outbox[0])})
        assert ("_auth_user_id" in client.session) is comes_in


def test_a_code_opens_once_and_only_where_it_was_asked_for(client: Client) -> None:
    user = representative()
    asked = ask(client, user.email)
    code = code_in(mail.outbox[0])
    other = Client()
    assert other.post(asked["Location"], {"code": code})["Location"] == reverse("account_request_login_code")
    ask(other, user.email)
    other.post(asked["Location"], {"code": code})
    assert "_auth_user_id" not in other.session
    client.post(asked["Location"], {"code": code})
    client.post(reverse("account_logout"))
    client.post(asked["Location"], {"code": code})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("happens", ["made inactive", "made staff", "deleted"])
def test_what_happens_between_mail_and_code(client: Client, happens: str) -> None:
    user = representative()
    asked = ask(client, user.email)
    if happens == "deleted":
        user.delete()
    else:
        User.objects.filter(pk=user.pk).update(is_active=happens != "made inactive", is_staff=happens == "made staff")
    answer = client.post(asked["Location"], {"code": code_in(mail.outbox[0])})
    assert answer.status_code in (200, 302)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/ka/search/?q=1", "/ka/search/?q=1"),
        ("https://evil.example/", None),
        ("//evil.example/", None),
        ("/\\evil.example/", None),
        ("javascript:alert(1)", None),
        ("http:evil.example", None),
        ("https:///evil.example", None),
        ("http://testserver@evil.example/", None),
    ],
)
def test_the_way_on_stays_on_the_site(client: Client, wanted: str, leads_to: str | None) -> None:
    user = representative()
    page = client.get(reverse("account_request_login_code"), {"next": wanted})
    assert page.status_code == 200
    asked = client.post(reverse("account_request_login_code"), {"email": user.email, "next": wanted})
    shown = client.get(asked["Location"])
    carried = re.search(r'name="next" value="([^"]*)"', shown.text)
    answer = client.post(
        asked["Location"].split("?")[0],
        {"code": code_in(mail.outbox[0]), "next": wanted if carried is None else carried[1]},
    )
    if leads_to:
        assert answer["Location"] == leads_to
    else:
        assert "evil" not in answer["Location"]
        assert "javascript" not in answer["Location"]


def test_what_was_typed_is_not_kept(client: Client) -> None:
    ask(client, "stranger@example.org")
    assert client.session.get_expiry_age() <= 15 * 60
    user = representative()
    asked = ask(Client(), user.email)
    assert "@" not in repr(list(SharedNote.objects.values_list("key", "value")))
    assert "127.0.0.1" not in repr(list(SharedNote.objects.values_list("key", "value")))
    browser = Client()
    asked = ask(browser, user.email)
    browser.post(asked["Location"], {"code": code_in(mail.outbox[-1])})
    assert browser.session.get_expiry_age() > 86400


def test_no_address_in_the_messages_of_the_page(client: Client) -> None:
    user = representative()
    asked = ask(client, user.email)
    assert "messages" not in asked.cookies


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b", "x" * 300 + "@example.org", "ი@მაგალითი.გე", "a\nb@example.org"]
)
def test_an_address_that_is_none_is_said_to_be_none(client: Client, address: str, language: str) -> None:
    with translation.override(language):
        answer = client.post(reverse("account_request_login_code"), {"email": address})
    assert answer.status_code in (200, 302)
    if answer.status_code == 200:
        assert 'class="errors"' in answer.text
        assert 'aria-invalid="true"' in answer.text
    assert not mail.outbox


def test_the_pages_are_kept_by_nobody_and_found_by_no_search(client: Client, language: str) -> None:
    with translation.override(language):
        addresses = [reverse("account_request_login_code"), reverse("account_login")]
    for address in addresses:
        answer = client.get(address)
        assert "no-store" in answer["Cache-Control"]
        assert 'content="noindex' in answer.text
        assert "unsafe" not in answer["Content-Security-Policy"]


def test_an_address_belongs_to_one_person(client: Client) -> None:
    user = representative()
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.UserFactory(email=user.email.upper())
    factories.UserFactory(email="")
    factories.UserFactory(email="")
