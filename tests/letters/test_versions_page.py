"""Every text of a letter that was public can be read, with what the next one changed."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from network.letters.models import Letter, LetterVersion
from tests.factories.agreement import Member, asked_round, fresh, members
from tests.factories.letters import open_letter, page_of, round_of

pytestmark = pytest.mark.django_db


def second_version(held: list[Member]) -> Letter:
    """Return a letter whose members have agreed to a second text."""
    letter = open_letter(held)
    for language, words in (("ka", "ახლა გადაწყვიტეთ."), ("en", "Decide it now.")):
        draft = page_of(letter, language).get_latest_revision_as_object()
        draft.context = words
        draft.save_revision()
    asked = asked_round(page_of(letter))
    for member in held:
        member.answer(asked)
    return fresh(letter)


def body(client: Client, letter: Letter, rest: str = "", language: str = "en") -> str:
    """Return a page about the letter's versions."""
    response = client.get(f"/{language}/letters/{letter.pk}/versions/{rest}")
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_list_has_the_newest_first_and_the_members_decisions(client: Client) -> None:
    letter = second_version(members(2))
    html = body(client, letter)
    assert re.findall(r">Version (\d)</a>", html) == ["2", "1"]
    assert html.count("Agreed by all 2") == 2 or html.count("Agreed by all 2\xa0members") == 2
    assert f'href="/en/record/{round_of(letter).pk}/"' in html
    assert letter.version.fingerprint[:4] in html
    assert "Signed now" in html
    assert f'href="/ka/letters/{letter.pk}/versions/"' in html, "the language link"


def test_a_version_is_read_whole_and_shows_what_it_changed(client: Client) -> None:
    letter = second_version(members(2))
    first, second = body(client, letter, "1/"), body(client, letter, "2/")
    for html in (first, second):
        assert "We ask you to protect every migrant." in html
        assert "Ladies and Gentlemen," in html
    assert "This is the first version." in first
    assert "A newer text has taken the place of this one." in first
    assert "<ins>Decide it now.</ins>" in second
    assert "<ins>" not in first
    georgian = body(client, letter, "2/", "ka")
    assert "<ins>ახლა გადაწყვიტეთ.</ins>" in georgian
    assert "Decide" not in georgian


def test_a_correction_is_told_apart(client: Client) -> None:
    letter = second_version(members(1))
    LetterVersion.objects.filter(number=2).update(is_correction=True)
    assert body(client, letter).count("Minor correction") == 1


@pytest.mark.parametrize("number", ["0", "3", "9" * 30])
def test_a_version_that_is_not_there_is_not_found(client: Client, number: str) -> None:
    letter = open_letter()
    assert client.get(f"/en/letters/{letter.pk}/versions/{number}/").status_code == 404


def test_they_are_valid_html(client: Client, assert_valid_html: Callable[[dict[str, str]], None]) -> None:
    letter = second_version(members(1))
    pages = {
        f"{language}{rest}": body(client, letter, rest, language)
        for language in ("ka", "en")
        for rest in ("", "1/", "2/")
    }
    assert_valid_html(pages)
