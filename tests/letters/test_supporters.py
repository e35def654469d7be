"""Who answered "agree, name us" signs by that: the first version when it opens, a new one when it is agreed."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from cms.mail.models import OutboxMail
from network.agreement.enums import Channel, Stance
from network.agreement.models import AgreementRound
from network.letters import lifecycle
from network.letters.by_members.member_mail import remind_members
from network.letters.by_members.member_signing import (
    SigningRefused,
    sign_for_member,
    sign_supporters,
    withdraw_for_member,
)
from network.letters.enums import LetterState, Position, SignatureState
from network.letters.models import Letter, Signature
from network.members.models import Mandate
from tests.factories import UserFactory
from tests.factories.agreement import Member, asked_round, fresh, members
from tests.factories.letters import letter_draft, letter_of, open_letter, page_of, round_of

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def new_words(letter: Letter) -> AgreementRound:
    """Ask the members about other words in both languages."""
    for language in ("ka", "en"):
        draft = page_of(letter, language).get_latest_revision_as_object()
        draft.context = f"New words ({language})"
        draft.save_revision()
    return asked_round(page_of(letter))


def signed_by() -> dict[int, Any]:
    return {row.membership_id: row for row in Signature.objects.select_related("version")}


def mails(happening: str) -> list[OutboxMail]:
    return list(OutboxMail.objects.filter(key__startswith=f"letters:{happening}:").order_by("pk"))


def sign(letter: Letter, member: Member, **details: Any) -> Signature:
    details = {"fingerprint": letter.version.fingerprint} | details
    return sign_for_member(letter_id=letter.pk, membership=member.membership, by=member.user, **details)


def test_supporters_sign_when_it_opens_and_the_others_are_asked() -> None:
    held = members(5)
    asked = asked_round(letter_draft())
    by_phone = UserFactory(groups=["Secretariat"])
    held[0].answer(asked, name_us=True)
    Member(held[1].membership, by_phone).answer(asked, name_us=True, channel=Channel.PHONE, note="Called on Monday.")
    held[2].answer(asked, name_us=True)
    Mandate.objects.filter(user=held[2].user).update(revoked_at=timezone.now())
    held[3].answer(asked, Stance.STAND_ASIDE, name_us=True)
    held[4].answer(asked)
    letter = letter_of(asked)
    found = signed_by()
    assert sorted(found) == sorted(member.membership.pk for member in held[:3])
    own, phoned, ended = (found[member.membership.pk] for member in held[:3])
    assert (own.user, own.mandate) == (held[0].user, held[0].user.mandates.get())
    assert [(row.user, row.mandate) for row in (phoned, ended)] == [(None, None)] * 2
    assert {row.state for row in found.values()} == {SignatureState.ACTIVE}
    assert {row.version for row in found.values()} == {letter.version}
    assert sorted(mail.recipient for mail in mails("opened")) == sorted(member.user.email for member in held[3:])
    told = {mail.recipient for mail in mails("signed")}
    assert {member.membership.contact_email for member in held[:3]} <= told
    assert sign_supporters(letter, fresh(asked)) == 0
    assert Signature.objects.count() == 3


def test_supporters_stand_there_before_signing_begins() -> None:
    page = letter_draft()
    Letter.objects.update(opens_at=timezone.now() + DAY, closes_at=timezone.now() + 9 * DAY)
    held = members(2)
    asked = asked_round(page)
    for member in held:
        member.answer(asked, name_us=member is held[0])
    assert list(signed_by()) == [held[0].membership.pk]
    (mail,) = mails("opened")
    assert mail.recipient == held[1].user.email


def test_a_new_version_takes_supporters_with_it_and_asks_the_other_signatories() -> None:
    held = members(5)
    letter = open_letter(held, name_us=True)
    supporter, silent, gone, abstains, left_after = held
    withdraw_for_member(letter_id=letter.pk, membership=gone.membership, by=gone.user)
    sign(letter, abstains, position=Position.ABSTAIN)
    asked = new_words(letter)
    supporter.answer(asked, name_us=True)
    silent.answer(asked)
    gone.answer(asked)
    left_after.answer(asked, name_us=True)
    withdraw_for_member(letter_id=letter.pk, membership=left_after.membership, by=left_after.user)
    OutboxMail.objects.all().delete()
    abstains.answer(asked, name_us=True)
    changed, found = letter_of(asked), signed_by()
    assert changed.version.number == 2
    assert found[supporter.membership.pk].version == changed.version
    assert found[abstains.membership.pk].version == changed.version
    assert found[abstains.membership.pk].position == Position.SIGN
    assert found[silent.membership.pk].version == letter.version, "silence leaves it on the old version"
    assert found[silent.membership.pk].state == SignatureState.ACTIVE
    assert found[gone.membership.pk].state == SignatureState.WITHDRAWN
    assert found[left_after.membership.pk].state == SignatureState.WITHDRAWN, "what a member does later counts"
    assert [mail.recipient for mail in mails("version")] == [silent.user.email]
    assert sign_supporters(changed, round_of(changed)) == 0
    sign(changed, silent)
    assert signed_by()[silent.membership.pk].version == changed.version
    assert Signature.objects.count() == len(held)


def test_nobody_is_moved_when_signing_is_over() -> None:
    held = members(2)
    letter = open_letter(held, name_us=True)
    asked = new_words(letter)
    held[0].answer(asked, name_us=True)
    lifecycle.close(letter_id=letter.pk)
    held[1].answer(asked, name_us=True)
    assert letter_of(asked).version.number == 2
    assert {row.version for row in signed_by().values()} == {letter.version}
    assert not mails("version")


def test_who_signed_before_has_seven_days_for_a_new_version_even_if_signing_ends() -> None:
    held = members(3)
    letter = open_letter(held, name_us=True)
    held += members(1)
    asked = new_words(letter)
    for member in held:
        member.answer(asked)
    lifecycle.close(letter_id=letter.pk)
    changed = letter_of(asked)
    last = changed.version.made_at + 7 * DAY
    assert sign(changed, held[0], now=last - DAY).version == changed.version
    for details in ({"now": last}, {"position": Position.ABSTAIN}):
        with pytest.raises(SigningRefused):
            sign(changed, held[1], **details)
    with pytest.raises(SigningRefused):
        sign(changed, held[3])
    Letter.objects.update(state=LetterState.DELIVERED)
    with pytest.raises(SigningRefused):
        sign(changed, held[2])
    assert [row.version.number for row in signed_by().values()].count(2) == 1


def test_reminders_go_to_the_undecided_once_a_day() -> None:
    held = members(3)
    letter = open_letter(held)
    deputy = Member(held[0].membership, UserFactory(language="en"))
    for member in (held[0], held[1]):  # speaks for two members: one mail about both
        Mandate.objects.create(membership=member.membership, user=deputy.user, kind="deputy", granted_by="The board")
    sign(letter, held[2], position=Position.DECLINE)
    now = timezone.now()
    assert remind_members(letter, now) == 3
    assert remind_members(fresh(letter), now + DAY / 2) == 0
    sent = mails("reminder")
    assert sorted(mail.recipient for mail in sent) == sorted(each.user.email for each in (*held[:2], deputy))
    (both,) = (mail for mail in sent if mail.recipient == deputy.user.email)
    assert all(member.membership.name_in("en") in both.text for member in held[:2])
    assert fresh(letter).reminded_at == now
    assert remind_members(fresh(letter), now + DAY) == 3
    assert remind_members(fresh(letter), letter.closes_at) == 0
    lifecycle.close(letter_id=letter.pk)
    assert remind_members(fresh(letter), now + 3 * DAY) == 0
