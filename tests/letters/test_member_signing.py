"""A member signs by whoever has its mandate: to which text, until when, how often; and two at the same moment."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from cms.mail.models import OutboxMail
from network.letters import lifecycle
from network.letters.by_members.member_signing import (
    LONGEST_NOTE,
    SigningRefused,
    hide_names_of,
    sign_for_member,
    withdraw_for_member,
)
from network.letters.enums import Display, LetterState, Position, SignatureState
from network.letters.erasure_notes import ErasureNote
from network.letters.models import Letter, Signature
from network.members.enums import Visibility
from network.members.models import Mandate
from tests.agreement.test_concurrency import at_once
from tests.factories import UserFactory
from tests.factories.agreement import Member, fresh, members
from tests.factories.letters import open_letter

pytestmark = pytest.mark.django_db

SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def held() -> list[Member]:
    """Two members."""
    return members(2)


@pytest.fixture
def letter(held: list[Member]) -> Letter:
    """A letter to which both members have agreed, without asking to be named: nobody has signed it."""
    return open_letter(held)


def sign(letter: Letter, member: Member, **details: Any) -> Signature:
    details.setdefault("fingerprint", letter.version.fingerprint)
    return sign_for_member(letter_id=letter.pk, membership=member.membership, by=member.user, **details)


def withdraw(letter: Letter, member: Member) -> bool:
    return withdraw_for_member(letter_id=letter.pk, membership=member.membership, by=member.user)


def refusal(letter: Letter, member: Member, **details: Any) -> str:
    with pytest.raises(SigningRefused) as refused:
        sign(letter, member, **details)
    return str(refused.value.code)


def mails_to(address: str) -> list[OutboxMail]:
    return list(OutboxMail.objects.filter(recipient=address, key__startswith="letters:").order_by("pk"))


def test_a_member_signs_the_exact_text_by_its_mandate(letter: Letter, held: list[Member]) -> None:
    found = sign(letter, held[0], comment=" We work\u200b on this every day. ")
    assert (found.state, found.position, found.display) == (SignatureState.ACTIVE, Position.SIGN, Display.PUBLIC)
    assert found.version == letter.version
    assert found.subject_key == f"member:{held[0].membership.pk}"
    assert (found.user, found.mandate) == (held[0].user, held[0].user.mandates.get())
    assert found.comment == "We work on this every day."
    assert not found.is_counted, "the sequencer counts it"
    assert found.salt
    assert found.search_text


def test_both_the_registered_address_and_the_representatives_are_told(letter: Letter, held: list[Member]) -> None:
    deputy = held[0].deputy()
    OutboxMail.objects.all().delete()
    sign(letter, held[0])
    (registered,) = mails_to(held[0].membership.contact_email)
    assert "/letters/object/" in registered.text
    for person in (held[0].user, deputy.user):
        (mail,) = mails_to(person.email)
        assert "/letters/object/" not in mail.text + mail.html, "who signs must not be the one who objects"
        assert f"/desk/letters/{letter.pk}/" in mail.text
    assert not mails_to(held[1].user.email)


def test_a_second_tap_changes_nothing(letter: Letter, held: list[Member]) -> None:
    first = sign(letter, held[0], comment="A note.")
    told = OutboxMail.objects.count()
    assert sign(letter, held[0], comment="A note.") == first
    assert sign(letter, held[0].deputy(), comment="A note.").user == held[0].user
    assert fresh(first).confirmed_at == first.confirmed_at
    assert OutboxMail.objects.count() == told


def test_the_later_word_takes_the_place_of_the_earlier_in_the_same_row(letter: Letter, held: list[Member]) -> None:
    first = sign(letter, held[0], comment="A note.")
    Signature.objects.update(is_counted=True)
    found = sign(letter, held[0].deputy(), position=Position.ABSTAIN)
    assert found.pk == first.pk
    assert (found.position, found.comment, found.is_counted) == (Position.ABSTAIN, "", False)
    assert found.user != first.user
    assert fresh(letter).removals == 1, "a name has gone from the list of signatories"
    assert len(mails_to(held[0].user.email)) >= 2, "the colleague's word is told"
    assert not withdraw(letter, held[1])
    assert sign(letter, held[0], position=Position.DECLINE).position == Position.DECLINE
    assert Signature.objects.count() == 1


def test_taking_it_back_leaves_nothing_and_it_can_be_said_again(letter: Letter, held: list[Member]) -> None:
    signed = sign(letter, held[0], comment="A note.")
    assert withdraw(letter, held[0])
    assert not withdraw(letter, held[0])
    gone = fresh(signed)
    assert (gone.state, gone.comment, gone.sort_key, gone.search_text) == (SignatureState.WITHDRAWN, "", "", "")
    assert fresh(letter).removals == 1
    assert list(ErasureNote.objects.values_list("signature_number", "what")) == [(signed.pk, "withdrawn")]
    again = sign(letter, held[0])
    assert (again.pk, again.state, again.withdrawn_at) == (signed.pk, SignatureState.ACTIVE, None)
    lifecycle.close(letter_id=letter.pk)
    assert withdraw(letter, held[0]), "a member can take its name back at any time"


def test_who_may_not_and_what_does_not_count(letter: Letter, held: list[Member]) -> None:
    assert refusal(letter, Member(held[0].membership, held[1].user)) == "no_mandate"
    assert refusal(letter, Member(held[0].membership, UserFactory(superuser=True))) == "no_mandate"
    assert refusal(letter, held[0], fingerprint="0" * 64) == "text_changed"
    assert refusal(letter, held[0], comment="x" * (LONGEST_NOTE + 1)) == "comment"
    assert refusal(letter, held[0], comment="A note.", position=Position.ABSTAIN) == "comment"
    assert refusal(letter, held[0], now=letter.closes_at) == "closed"
    assert sign(letter, held[1], now=letter.closes_at - SECOND).state == SignatureState.ACTIVE
    Mandate.objects.filter(user=held[0].user).update(revoked_at=timezone.now())
    assert refusal(letter, held[0]) == "no_mandate"
    with pytest.raises(SigningRefused):
        withdraw(letter, held[0])
    for state in set(LetterState) - {LetterState.OPEN}:
        Letter.objects.update(state=state)
        assert refusal(letter, held[1], position=Position.ABSTAIN) == "closed"
    Letter.objects.update(state=LetterState.OPEN, accepts_members=False)
    assert refusal(letter, held[1], position=Position.ABSTAIN) == "closed"
    assert Signature.objects.get().membership == held[1].membership


def test_a_member_known_to_members_only_is_never_named(letter: Letter, held: list[Member]) -> None:
    named, quiet = sign(letter, held[0]), held[1]
    quiet.membership.visibility = Visibility.MEMBERS
    quiet.membership.save()
    assert sign(letter, quiet).display == Display.HIDDEN
    hidden = Signature.objects.get(membership=quiet.membership)
    assert (hidden.sort_key, hidden.search_text) == ("", "")
    held[0].membership.visibility = Visibility.MEMBERS
    held[0].membership.save()
    assert fresh(named).display == Display.HIDDEN
    assert not fresh(named).search_text
    assert fresh(letter).removals == 1
    assert hide_names_of(held[0].membership) == 0
    held[0].membership.visibility = Visibility.PUBLIC
    held[0].membership.save()
    assert fresh(named).display == Display.HIDDEN, "to be named is said anew"
    assert sign(letter, held[0]).display == Display.PUBLIC


# --- At the same moment --------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_representatives_at_once_leave_one_row_and_both_are_told() -> None:
    member, other = members(2)
    letter = open_letter([member, other])
    deputy = member.deputy()
    results = at_once(lambda: sign(letter, member), lambda: sign(letter, deputy, position=Position.ABSTAIN))
    assert [type(result) for result in results] == [Signature, Signature], results
    row = Signature.objects.get()
    assert row.position == (Position.SIGN if row.user == member.user else Position.ABSTAIN)
    for person in (member.user, deputy.user):
        assert len([mail for mail in mails_to(person.email) if ":signed:" in mail.key]) == 2
    taps = at_once(*[lambda: sign(letter, other)] * 4)
    assert {getattr(result, "pk", result) for result in taps} == {Signature.objects.get(membership=other.membership).pk}
    assert len([mail for mail in mails_to(other.user.email) if ":signed:" in mail.key]) == 1


@pytest.mark.django_db(transaction=True)
def test_signing_withdrawing_hiding_and_closing_at_once_never_end_in_a_circle() -> None:
    held = members(3)
    letter = open_letter(held)
    for member in held:
        sign(letter, member)

    def hide() -> int:
        held[2].membership.visibility = Visibility.MEMBERS
        held[2].membership.save()
        return 0

    works = [
        lambda: withdraw(letter, held[0]),
        lambda: sign(letter, held[0], comment="Again."),
        lambda: sign(letter, held[1], position=Position.ABSTAIN),
        lambda: withdraw(letter, held[1]),
        lambda: sign(letter, held[1]),
        hide,
        lambda: withdraw(letter, held[2]),
        lambda: lifecycle.close(letter_id=letter.pk),
    ]
    results = at_once(*works)
    unexpected = [each for each in results if isinstance(each, Exception) and getattr(each, "code", "") != "closed"]
    assert unexpected == []
    assert fresh(letter).state == LetterState.CLOSED
    for row in Signature.objects.all():
        assert row.state in (SignatureState.ACTIVE, SignatureState.WITHDRAWN)
        assert (row.withdrawn_at is None) == (row.state == SignatureState.ACTIVE)
    assert refusal(letter, held[0]) == "closed"
    assert fresh(letter).removals >= 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("position", [Position.SIGN, Position.ABSTAIN])
def test_at_the_closing_second_a_signature_is_whole_or_refused(position: str) -> None:
    held = members(6)
    letter = open_letter(held)
    works = [lambda member=member: sign(letter, member, position=position) for member in held]
    results = at_once(*works, lambda: lifecycle.close(letter_id=letter.pk))
    signed = [result for result in results if isinstance(result, Signature)]
    assert [getattr(each, "code", each) for each in results[:-1] if each not in signed] == ["closed"] * (
        6 - len(signed)
    )
    assert Signature.objects.count() == len(signed)
