"""From the end of signing to the answer: nothing is added after the delivery, nothing is recorded twice."""

import datetime
import zipfile
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from network.letters import happenings, lifecycle
from network.letters.enums import LetterState, SignatureState, TokenPurpose
from network.letters.models import Delivery, Letter, ReceivedAnswer, Token
from network.letters.office import delivering
from tests.admin.signed_in import signed_in
from tests.factories import SignatureFactory
from tests.factories.agreement import fresh
from tests.factories.letters import open_letter

__all__ = ["signed_in"]

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
WORDS = {
    "recipient_ka": "საქართველოს პარლამენტი",
    "recipient_en": "The Parliament",
    "way_ka": "ფოსტით",
    "way_en": "By mail",
}
ANSWER = {"sender_ka": "პარლამენტი", "sender_en": "The Parliament", "text_en": "We have read it.\n\nThank you."}


@pytest.fixture
def letter() -> Letter:
    made = open_letter()
    Letter.objects.update(opens_at=timezone.now() - 100 * HOUR)
    SignatureFactory.create_batch(2, letter=made)
    lifecycle.close(letter_id=made.pk)
    return fresh(made)


@pytest.fixture
def office(signed_in) -> Client:
    return signed_in("secretariat")


@pytest.fixture
def happened() -> Iterator[list[str]]:
    """What is told to the rest of the site."""
    told: list[str] = []
    listeners = {
        name: lambda name=name, **kwargs: told.append(name) for name in ("letter_delivered", "letter_answered")
    }
    for name, listener in listeners.items():
        getattr(happenings, name).connect(listener)
    yield told
    for name, listener in listeners.items():
        getattr(happenings, name).disconnect(listener)


def step(client: Client, letter: Letter, name: str, follow: bool = False, **typed):
    fields = {f"{name}-{field}": value for field, value in typed.items()}
    return client.post(reverse("letters:take_step", args=[letter.pk, name]), fields, follow=follow)


def page(letter: Letter) -> str:
    return reverse("letters:delivery", args=[letter.pk])


def today() -> str:
    return timezone.localdate().isoformat()


def test_the_whole_way(office: Client, letter: Letter, happened: list[str]) -> None:
    assert step(office, letter, "prepare", **WORDS).status_code == 302
    delivery = Delivery.objects.get()
    assert (delivery.recipient_ka, delivery.way_en, delivery.version) == (
        WORDS["recipient_ka"],
        "By mail",
        letter.version,
    )
    assert delivery.counts["person"]["signed"] == 2
    assert fresh(letter).state == LetterState.CLOSED
    bundle = office.get(reverse("letters:bundle", args=[delivery.pk]))
    assert "no-store" in bundle["Cache-Control"]
    with delivery.bundle.open() as file, zipfile.ZipFile(file) as archive:
        assert {"letter.ka.pdf", "letter.en.pdf"} <= set(archive.namelist()) <= {*delivery.hashes, "SHA256SUMS"}
    assert b"".join(bundle.streaming_content)[:2] == b"PK"
    # The words are mended; it stays one delivery.
    step(office, letter, "prepare", **WORDS | {"way_en": "In person, with a receipt"})
    assert Delivery.objects.get().way_en == "In person, with a receipt"
    assert happened == []
    assert step(office, letter, "hand_over", delivered_on=today()).status_code == 302
    assert (fresh(letter).state, Delivery.objects.get().delivered_on) == (LetterState.DELIVERED, timezone.localdate())
    assert (
        "This is no longer possible"
        in step(office, letter, "hand_over", follow=True, delivered_on=today()).content.decode()
    )
    assert step(office, letter, "answer", received_on=today(), **ANSWER).status_code == 302
    assert fresh(letter).state == LetterState.ANSWERED
    step(office, letter, "answer", received_on=today(), **ANSWER)  # pressed twice
    assert ReceivedAnswer.objects.get().text_en == ANSWER["text_en"]
    assert happened == ["letter_delivered", "letter_answered"]
    shown = office.get(page(letter)).content.decode()
    assert "We have read it." in shown
    lifecycle.archive(letter_id=letter.pk)
    later = ANSWER | {"sender_en": "The Government"}
    assert step(office, letter, "answer", received_on=today(), **later).status_code == 302
    assert (fresh(letter).state, letter.answers.count()) == (LetterState.ARCHIVED, 2)


def test_the_page_says_what_still_waits(office: Client, letter: Letter) -> None:
    assert not office.get(page(letter)).context["waiting"]
    SignatureFactory(letter=letter, of_organisation=True, state=SignatureState.HELD)
    for hours, state in ((10, SignatureState.PENDING), (-10, SignatureState.PENDING), (10, SignatureState.ACTIVE)):
        asked = SignatureFactory(letter=letter, state=state)
        for number in range(2):  # asked twice is still one who may answer
            Token.objects.create(
                signature=asked,
                purpose=TokenPurpose.CONFIRM,
                token_hash=f"{asked.pk}-{number}",
                expires_at=timezone.now() + hours * HOUR,
            )
    found = office.get(page(letter)).context["waiting"]
    assert (found.held, found.unconfirmed) == (1, 1)


def test_an_open_letter_is_not_delivered(office: Client, letter: Letter) -> None:
    Letter.objects.update(state=LetterState.OPEN)
    assert not office.get(page(letter)).context["offers"]
    step(office, letter, "prepare", **WORDS)
    with pytest.raises(ValidationError):
        delivering.prepare(letter_id=letter.pk, by=None, **WORDS)
    with pytest.raises(ValidationError):
        delivering.hand_over(letter_id=letter.pk, delivered_on=timezone.localdate())
    with pytest.raises(ValidationError):
        delivering.record_answer(letter_id=letter.pk, received_on=timezone.localdate(), **ANSWER)
    assert not Delivery.objects.exists()
    assert not ReceivedAnswer.objects.exists()


@pytest.mark.parametrize(
    ("day", "words"),
    [("2020-01-01", "too early"), ("2093-01-01", "has not come yet"), ("tomorrow", "tomorrow"), ("", "required")],
)
def test_days_that_cannot_be(office: Client, letter: Letter, day: str, words: str) -> None:
    delivery = delivering.prepare(letter_id=letter.pk, by=None, **WORDS)
    Delivery.objects.filter(pk=delivery.pk).update(hashes={"bundle.zip": "0" * 64})
    response = step(office, letter, "hand_over", delivered_on=day)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert fresh(letter).state == LetterState.CLOSED
    Letter.objects.update(state=LetterState.DELIVERED, delivered_at=timezone.now())
    response = step(office, letter, "answer", received_on=day, **ANSWER)
    assert response.status_code == 400
    assert "We have read it." in response.content.decode()
    assert fresh(letter).state == LetterState.DELIVERED
    assert not ReceivedAnswer.objects.exists()


def test_a_full_disk_loses_nothing(office: Client, letter: Letter) -> None:
    with patch("network.letters.files.sealed.write_bundle", side_effect=OSError("No space left on device")):
        response = step(office, letter, "prepare", **WORDS)
    assert response.status_code == 400
    shown = response.content.decode()
    assert "The sealed files could not be made" in shown
    assert WORDS["recipient_ka"] in shown
    refused = step(office, letter, "hand_over", delivered_on=today())
    assert "Prepare the delivery first" in refused.content.decode()
    assert fresh(letter).state == LetterState.CLOSED
    assert step(office, letter, "seal").status_code == 302
    assert step(office, letter, "hand_over", delivered_on=today()).status_code == 302


def test_an_answer_has_words_or_a_document(office: Client, letter: Letter) -> None:
    Letter.objects.update(state=LetterState.DELIVERED, delivered_at=timezone.now())
    delivering.Delivery.objects.create(letter=letter, version=letter.version, delivered_on=timezone.localdate())
    response = step(office, letter, "answer", received_on=today(), sender_ka="პარლამენტი", sender_en="The Parliament")
    assert response.status_code == 400
    assert "Give the text of the answer" in response.content.decode()
    assert "პარლამენტი" in response.content.decode()
