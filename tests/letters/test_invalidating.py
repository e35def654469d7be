"""Invalidating in batches: exactly what was shown, at any size, and back."""

import time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from network.letters.by_mail.managing import erase
from network.letters.counting.sequencing import sequence
from network.letters.enums import Display, SignatureKind, SignatureState
from network.letters.models import InvalidationBatch, Letter, Signature
from network.letters.office.invalidating import Selection, invalidate, seal, undo
from tests.admin.signed_in import signed_in
from tests.factories import SignatureFactory
from tests.factories.agreement import fresh
from tests.factories.letters import open_letter

__all__ = ["signed_in"]

pytestmark = pytest.mark.django_db

MANY = 10_000


@pytest.fixture
def letter() -> Letter:
    return open_letter()


@pytest.fixture
def office(signed_in) -> Client:
    return signed_in("secretariat")


def forged(letter: Letter, count: int = 1, **details) -> list[Signature]:
    return [SignatureFactory(letter=letter, email=f"bot{number}@forged.example", **details) for number in range(count)]


def sent_along(response: Any) -> dict[str, Any]:
    """What the form sends by itself, as it stands in the page."""
    return {field.name: field.value() for field in response.context["batch_form"].hidden_fields()}


def sealed(selection: Selection) -> str:
    return seal(selection.signatures().values_list("pk", flat=True))


def test_a_batch_goes_out_of_the_count_and_comes_back(office: Client, letter: Letter) -> None:
    honest = SignatureFactory(letter=letter)
    active, hidden = forged(letter), forged(letter, hidden=True)
    held = forged(letter, state=SignatureState.HELD)
    member = SignatureFactory(letter=letter, of_member=True)
    Signature.objects.filter(pk=member.pk).update(email="chair@forged.example")  # never part of a batch
    sequence()
    address = f"{reverse('letters:selection', args=[letter.pk])}?domain=forged.example"
    response = office.get(address)
    assert (response.context["count"], response.context["named"]) == (3, 2)
    form = sent_along(response)
    missing = office.post(address, form)
    assert missing.status_code == 400
    assert not InvalidationBatch.objects.exists()
    office.post(address, {**form, "reason": "A program made them."})
    batch = InvalidationBatch.objects.get()
    assert (batch.size, batch.reason, batch.filters) == (3, "A program made them.", {"domain": "forged.example"})
    states = [fresh(row[0]).state for row in (active, hidden, held)]
    assert states == [SignatureState.INVALIDATED] * 3
    assert fresh(letter).removals > letter.removals
    sequence()
    assert (fresh(letter).tally.all_people, fresh(letter).tally.invalidated) == (1, 2)
    assert fresh(honest).state == fresh(member).state == SignatureState.ACTIVE
    # Who erases the signature in the meantime has done so.
    assert erase(signature_id=hidden[0].pk)
    office.post(reverse("letters:undo", args=[batch.pk]))
    back = [(fresh(row[0]).state, fresh(row[0]).state_before) for row in (active, hidden, held)]
    assert [state for state, _before in back] == [SignatureState.ACTIVE, SignatureState.ERASED, SignatureState.HELD]
    sequence()
    assert (fresh(letter).tally.all_people, fresh(letter).tally.invalidated) == (2, 0)
    assert undo(batch_id=batch.pk, by=None) is None


def test_what_was_not_shown_is_not_touched(office: Client, letter: Letter) -> None:
    forged(letter, 2)
    address = f"{reverse('letters:selection', args=[letter.pk])}?domain=forged.example"
    form = sent_along(office.get(address))
    SignatureFactory(letter=letter, email="somebody.new@forged.example")
    response = office.post(address, {**form, "reason": "A program made them."})
    assert response.status_code == 400
    shown = response.content.decode()
    assert "Other signatures fit by now" in shown
    assert "A program made them." in shown
    assert response.context["count"] == 3
    assert not InvalidationBatch.objects.exists()
    assert set(letter.signatures.values_list("state", flat=True)) == {SignatureState.ACTIVE}
    # The page that came back shows the three; sent again, they go.
    again = {**form, "previewed": response.context["batch_form"]["previewed"].value(), "reason": "Again."}
    assert office.post(address, again).status_code == 302
    assert InvalidationBatch.objects.get().size == 3


def test_of_two_that_press_at_once_one_does_it(letter: Letter) -> None:
    forged(letter, 2)
    selection = Selection(letter.pk, domain="forged.example")
    mark = sealed(selection)
    batch = invalidate(selection=selection, reason="R", previewed=mark, by=None)
    with pytest.raises(ValidationError):
        invalidate(selection=selection, reason="R", previewed=mark, by=None)
    assert InvalidationBatch.objects.get() == batch
    assert undo(batch_id=batch.pk, by=None) == 2


def test_a_batch_takes_back_its_own_rows_only(letter: Letter) -> None:
    one, two = forged(letter, 2)
    first = Selection(letter.pk, numbers=(one.pk,))
    second = Selection(letter.pk, domain="forged.example")
    earlier = invalidate(selection=first, reason="R", previewed=sealed(first), by=None)
    later = invalidate(selection=second, reason="R", previewed=sealed(second), by=None)
    assert later.size == 1
    assert undo(batch_id=later.pk, by=None) == 1
    assert (fresh(one).state, fresh(two).state) == (SignatureState.INVALIDATED, SignatureState.ACTIVE)
    assert undo(batch_id=earlier.pk, by=None) == 1


@pytest.mark.parametrize("query", ["", "domain=", "since=yesterday", "kind=robot&domain=a.b", "kind=member&domain=a.b"])
def test_nothing_chosen_is_nothing_touched(office: Client, letter: Letter, query: str) -> None:
    SignatureFactory(letter=letter)
    assert office.get(f"{reverse('letters:selection', args=[letter.pk])}?{query}").status_code == 400
    assert not Selection(letter.pk).signatures().exists()
    assert not Selection(letter.pk, kind=SignatureKind.PERSON).signatures().exists()


@pytest.mark.parametrize("written", ["nonsense", "[]", '{"since": "soon"}', '{"numbers": ["x"]}', '{"kind": "member"}'])
def test_a_selection_that_nobody_offered(office: Client, letter: Letter, written: str) -> None:
    SignatureFactory(letter=letter)
    address = reverse("letters:selection", args=[letter.pk])
    answers = [
        office.get(address, {"selection": written}),
        office.post(address, {"selection": written, "previewed": "x", "reason": "R"}),
    ]
    assert all(answer.status_code == 404 or answer.context["count"] == 0 for answer in answers)
    assert not InvalidationBatch.objects.exists()


def test_ten_thousand_in_one_go(office: Client, letter: Letter) -> None:
    template = SignatureFactory.build(letter=letter, version=letter.version)
    values = {"state": SignatureState.ACTIVE, "kind": SignatureKind.PERSON, "confirmed_at": template.confirmed_at}
    Signature.objects.bulk_create(
        Signature(
            letter=letter,
            version=letter.version,
            subject_key=f"many-{number}",
            name=f"Name {number}",
            email=f"many{number}@forged.example",
            display=Display.PUBLIC if number % 2 else Display.HIDDEN,
            **values,
        )
        for number in range(MANY)
    )
    address = f"{reverse('letters:selection', args=[letter.pk])}?domain=forged.example"
    response = office.get(address)
    assert (response.context["count"], response.context["named"], len(response.context["rows"])) == (
        MANY, MANY // 2, 50,
    )  # fmt: skip
    form = sent_along(response)
    begun = time.monotonic()
    assert office.post(address, {**form, "reason": "All of them."}).status_code == 302
    assert time.monotonic() - begun < 10
    batch = InvalidationBatch.objects.get()
    assert batch.size == batch.signatures.filter(state=SignatureState.INVALIDATED).count() == MANY
    assert undo(batch_id=batch.pk, by=None) == MANY
    assert letter.signatures.filter(state=SignatureState.ACTIVE).count() == MANY
