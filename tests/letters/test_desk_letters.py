"""Letters on the desk: what a representative sees and presses, in a fixed number of questions."""

import re
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from network.agreement.models import AgreementRound
from network.letters import lifecycle
from network.letters.by_members.member_desk import receipt_code
from network.letters.by_members.member_signing import contest
from network.letters.enums import LetterState, Position, SignatureState
from network.letters.models import Letter, LetterVersion, Signature, Token
from network.members.enums import Visibility
from tests.factories import UserFactory
from tests.factories.agreement import Member, asked_round, fresh, members
from tests.factories.letters import SignatureFactory, letter_draft, letter_of, open_letter, page_of
from tests.factories.members import MandateFactory

pytestmark = pytest.mark.django_db

DESK, LETTERS = "/en/desk/", "/en/desk/letters/"
NOTE = "We work on this every day."
# What the pages may ask of the database, and ask at 1 letter as at 50.
MOST_QUESTIONS = {DESK: 20, LETTERS: 12, "letter": 21}


@pytest.fixture
def held(client: Client) -> list[Member]:
    """Two members; the first one's representative is signed in."""
    held = members(2)
    client.force_login(held[0].user)
    return held


@pytest.fixture
def letter(held: list[Member]) -> Letter:
    """A letter that nobody has signed."""
    return open_letter(held)


def address(letter: Letter) -> str:
    return f"{LETTERS}{letter.pk}/"


def form(letter: Letter, member: Member, action: str = "sign", **details: str) -> dict[str, str]:
    fields = {"member": str(member.membership.pk), "fingerprint": letter.version.fingerprint, "action": action}
    return fields | {"comment": ""} | details


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    assert response.headers["Cache-Control"] == "private, no-store"
    return response.content.decode()


def test_the_exact_text_stands_there_in_both_languages_and_two_taps_sign(
    client: Client, held: list[Member], letter: Letter
) -> None:
    text = page(client, address(letter))
    for words in (
        "გთხოვთ, დაიცვათ ყველა მიგრანტი.",
        "We ask you to protect every migrant.",
        "გაეროს წევრი სახელმწიფოები",
    ):
        assert words in text
    assert letter.version.fingerprint in text
    assert held[1].membership.name_in("en") not in text
    response = client.post(address(letter), form(letter, held[0], comment=NOTE))
    assert response.headers["Location"] == f"{address(letter)}#decide"
    signed = Signature.objects.get()
    text = page(client, address(letter))
    assert "Thank you. Signed: " in text
    assert receipt_code(signed) in text
    assert NOTE in text


@pytest.mark.parametrize("action", [Position.ABSTAIN, Position.DECLINE])
def test_one_can_abstain_or_decline_openly_and_take_it_back(
    client: Client, held: list[Member], letter: Letter, action: str
) -> None:
    client.post(address(letter), form(letter, held[0], action))
    assert Signature.objects.get().position == action
    assert str(Position(action).label) in page(client, address(letter))
    client.post(address(letter), form(letter, held[0], "withdraw"))
    assert Signature.objects.get().state == SignatureState.WITHDRAWN
    assert "You have taken back what the member had said." in page(client, address(letter))
    client.post(address(letter), form(letter, held[0]))
    assert Signature.objects.get().state == SignatureState.ACTIVE


def test_what_was_typed_stays_when_it_is_refused(client: Client, held: list[Member], letter: Letter) -> None:
    refusals = {
        "abstain": (form(letter, held[0], "abstain", comment=NOTE), 200, f">{NOTE}</textarea>"),
        "changed": (form(letter, held[0], fingerprint="0" * 64, comment=NOTE), 409, f">{NOTE}</textarea>"),
        "foreign": (form(letter, held[1], comment=NOTE), 403, f">{NOTE}</p>"),
        "nobody": ({"action": "sign", "comment": NOTE}, 403, f">{NOTE}</p>"),
    }
    for name, (fields, status, kept) in refusals.items():
        response = client.post(address(letter), fields)
        assert response.status_code == status, name
        assert kept in response.content.decode(), name
        assert "<title>Error:" in response.content.decode(), name
    client.post(address(letter), form(letter, held[0], "anything else"))
    assert not Signature.objects.exists()
    lifecycle.close(letter_id=letter.pk)
    assert client.post(address(letter), form(letter, held[0])).status_code == 409


def test_who_gets_in(client: Client, held: list[Member], letter: Letter) -> None:
    draft = letter_of(letter_draft())
    assert client.get(address(draft)).status_code == 404
    assert client.get(f"{LETTERS}{'9' * 30}/").status_code == 404
    assert client.put(address(letter)).status_code == 405
    client.force_login(UserFactory(superuser=True))
    for path in (LETTERS, address(letter)):
        assert client.get(path).status_code == 403
        assert client.post(path, form(letter, held[0])).status_code in (403, 405)
        assert Client().get(path).headers["Location"].startswith("/en/sign-in/")
    assert not Signature.objects.exists()


def test_each_member_of_a_person_decides_for_itself(client: Client, held: list[Member], letter: Letter) -> None:
    MandateFactory(membership=held[1].membership, user=held[0].user, deputy=True)
    client.post(address(letter), form(letter, held[1]))
    assert Signature.objects.get().membership == held[1].membership
    text = page(client, address(letter))
    assert text.count('value="sign"') == 2
    overview = page(client, LETTERS)
    assert "Not decided yet" in overview
    assert str(Position.SIGN.label) in overview


def test_a_new_version_is_one_tap_away_and_says_what_is_new(client: Client, held: list[Member], letter: Letter) -> None:
    client.post(address(letter), form(letter, held[0], comment=NOTE))
    for language in ("ka", "en"):
        draft = page_of(letter, language).get_latest_revision_as_object()
        draft.context = f"Something new ({language})"
        draft.save_revision()
    asked: AgreementRound = asked_round(page_of(letter))
    for member in held:
        member.answer(asked)
    text = page(client, address(letter))
    assert "What has changed since you signed" in text
    assert "<ins>Something new (en)</ins>" in text
    (fields,) = re.findall(r'<form class="actions" method="post"[^>]*>(.*?Sign version 2.*?)</form>', text, re.S)
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', fields))
    assert client.post(address(letter), sent).status_code == 302
    signed = Signature.objects.get()
    assert (signed.version.number, signed.comment) == (2, NOTE)
    assert "What has changed" not in page(client, address(letter))


def test_the_lists_say_where_each_letter_stands(client: Client, held: list[Member], letter: Letter) -> None:
    assert "Waiting for your decision" in page(client, LETTERS)
    assert "Not decided yet" in page(client, DESK)
    client.post(address(letter), form(letter, held[0]))
    signed = Signature.objects.get()
    for path in (LETTERS, DESK):
        assert str(Position.SIGN.label) in page(client, path)
        assert address(letter) in page(client, path)
    signed.tokens.create(purpose="object", token_hash="x")
    contest(token=Token.objects.get(token_hash="x"))
    assert "Contested by the member" in page(client, LETTERS)
    text = page(client, address(letter))
    assert "Nobody can sign for the member" in text
    assert 'name="action"' not in text
    lifecycle.close(letter_id=letter.pk)
    assert "Signing is over" in page(client, LETTERS)
    page_of(letter).unpublish()
    assert "We ask you to protect every migrant." in page(client, address(letter)), "what was signed can be read"


def test_a_member_known_to_members_only_is_told_that_it_is_not_named(
    client: Client, held: list[Member], letter: Letter
) -> None:
    held[0].membership.visibility = Visibility.MEMBERS
    held[0].membership.save()
    assert "readers see the number, never the name" in page(client, address(letter))
    client.post(address(letter), form(letter, held[0]))
    assert "Counted, not named." in page(client, address(letter))


def questions(client: Client, path: str) -> int:
    """Return how many questions a page costs when nothing is remembered."""
    client.get(path)
    cache.clear()
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    once = ("django_content_type", "wagtailcore_locale")
    sources = [query["sql"].split(" FROM ", 1)[-1].strip('"') for query in captured]
    return len([source for source in sources if not source.startswith(once)])


def grow(letter: Letter, count: int, member: Member) -> None:
    """Bring the letters to a number: open and closed ones, signed by the member and not, with a page each or none."""
    for number in range(count - Letter.objects.count()):
        other: Any = fresh(letter)
        other.pk, other.version, other.state = None, None, LetterState.DRAFT
        other.translation_key = Page.objects.model().translation_key
        other.save()
        version = LetterVersion(letter=other, number=1, round=None, made_at=timezone.now())
        version.fingerprint, version.titles = letter.version.fingerprint, letter.version.titles
        version.contents = letter.version.contents
        version.save()
        other.version, other.state = version, LetterState.OPEN if number % 3 else LetterState.CLOSED
        other.save()
        if number % 2:
            mandate = member.user.mandates.get()
            SignatureFactory(letter=other, of_member=True, mandate=mandate, position=Position.ABSTAIN)


def test_it_costs_the_same_at_50_letters_as_at_one(client: Client, held: list[Member], letter: Letter) -> None:
    client.post(address(letter), form(letter, held[0]))
    grow(letter, 3, held[0])
    paths = {DESK: DESK, LETTERS: LETTERS, "letter": address(letter)}
    few = {name: questions(client, path) for name, path in paths.items()}
    grow(letter, 50, held[0])
    many = {name: questions(client, path) for name, path in paths.items()}
    assert few == many
    assert {name: number for name, number in many.items() if number > MOST_QUESTIONS[name]} == {}
