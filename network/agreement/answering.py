"""A member's answer: who may give it, to which text, and until when."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from cms.users.models import User
from network.agreement import happenings, rules
from network.agreement.answers import Answer
from network.agreement.enums import Channel, EventKind, RoundState, Stance
from network.agreement.events import record
from network.agreement.permissions import user_can_record
from network.agreement.publishing import try_to_publish
from network.agreement.rounds import AgreementRound
from network.agreement.settling import invalidate, locked, settle
from network.agreement.texts import is_as_asked
from network.members.enums import MandateKind
from network.members.models import Mandate, Membership

REFUSALS = {
    "closed": gettext_lazy("The time to answer is over."),
    "text_changed": gettext_lazy("This is not the text that the members are asked about. Read it again, then answer."),
    "not_on_roll": gettext_lazy("This member is not asked in this round."),
    "no_mandate": gettext_lazy("You have no mandate to answer for this member."),
    "no_right": gettext_lazy("Only the secretariat can record an answer given by phone."),
    "reason": gettext_lazy("Say why you object, in at least 20 characters."),
    "proposal": gettext_lazy("Say what should change so that you can agree."),
    "note": gettext_lazy("Note who called, and when."),
    "primary_only": gettext_lazy(
        "A colleague has objected. Only the same person, or your member’s representative, can replace the objection."
    ),
    "collision": gettext_lazy("Your colleague has just answered. Look at the answer before you change it."),
}


class AnswerRefused(ValidationError):
    """An answer that does not count; ``code`` says which rule it breaks, the message tells the person."""

    def __init__(self, code: str) -> None:
        super().__init__(REFUSALS[code], code=code)


def answer(
    *,
    round_id: int,
    membership: Membership,
    by: User,
    stance: str,
    fingerprint: str,
    name_us: bool = False,
    reason: str = "",
    proposal: str = "",
    channel: str = Channel.DESK,
    note: str = "",
    now: datetime.datetime | None = None,
) -> Answer:
    """Write down a member's answer to the exact text named by ``fingerprint``, in place of its earlier one.

    The last of all closes the round; what is agreed is published right after, in a transaction of its own, so that a
    failing publication never loses an answer. Raises ``AnswerRefused``; a repeated click changes nothing.
    """
    moment = now or timezone.now()
    given = Answer(
        stance=Stance(stance),
        name_us=name_us and stance in (Stance.AGREE, Stance.STAND_ASIDE),
        reason=reason.strip(),
        proposal=proposal.strip(),
        fingerprint=fingerprint,
        given_by=by,
        channel=Channel(channel),
        note=note.strip() if channel == Channel.PHONE else "",
        given_at=moment,
    )
    with transaction.atomic():
        asked = locked(round_id)
        if is_same := _check_text(asked, given, moment):
            given = _write(asked, given, membership, moment)
    if not is_same:
        raise AnswerRefused("text_changed")
    if asked.state == RoundState.AGREED:
        try_to_publish(round_id, now)
    return given


def record_phone_answer(**details: Any) -> Answer:
    """Write down what a member has answered by phone; ``note`` is needed, the member is told and can overwrite it."""
    return answer(**details, channel=Channel.PHONE)


@transaction.atomic
def withdraw_objection(*, answer: Answer, by: User, now: datetime.datetime | None = None) -> Answer:
    """Take an objection back without answering anew: the member counts as undecided again."""
    asked = locked(answer.round_member.round_id)
    held = Answer.objects.objections().filter(pk=answer.pk).select_related("round_member__membership").first()
    if held is None or not asked.is_open or rules.is_over(asked.closes_at, now or timezone.now()):
        raise AnswerRefused("closed")
    _check_right(held.round_member.membership, by)
    _check_objection(held, held.round_member.membership, by)
    _replace(asked, held)
    return held


def _check_text(asked: AgreementRound, given: Answer, moment: datetime.datetime) -> bool:
    """Say whether the frozen text still is what the answer is about; a round whose text differs is ended."""
    if not asked.is_open or rules.is_over(asked.closes_at, moment):
        raise AnswerRefused("closed")
    if given.fingerprint != asked.fingerprint:
        raise AnswerRefused("text_changed")
    if is_as_asked(asked):
        return True
    invalidate(asked, moment)
    return False


def _write(asked: AgreementRound, given: Answer, membership: Membership, moment: datetime.datetime) -> Answer:
    entry = asked.roll.standing().filter(membership=membership).select_related("membership").first()
    if entry is None:
        raise AnswerRefused("not_on_roll")
    _check_words(given)
    _check_right(membership, given.given_by, given.channel)
    before = entry.answers.counting().first()
    if before is not None:
        if _says_the_same(before, given):
            return before
        if before.stance == Stance.OBJECT:
            _check_objection(before, membership, given.given_by)
        _replace(asked, before, by=given)
    given.round_member = entry
    try:
        with transaction.atomic():
            given.save(force_insert=True)
    except IntegrityError as error:
        raise AnswerRefused("collision") from error
    # The log is read by everybody: neither who answered nor what.
    record(EventKind.ANSWERED, round=asked, channel=str(given.channel), again=before is not None)
    _tell(given)
    settle(asked, moment)
    return given


def _check_words(given: Answer) -> None:
    if given.stance == Stance.OBJECT:
        if len(given.reason) < rules.REASON_LENGTH:
            raise AnswerRefused("reason")
        if not given.proposal:
            raise AnswerRefused("proposal")
    if given.channel == Channel.PHONE and not given.note:
        raise AnswerRefused("note")


def _check_right(membership: Membership, by: Any, channel: str = Channel.DESK) -> None:
    """Demand a mandate that is valid at this moment, or the right to record answers given by phone."""
    if channel == Channel.PHONE:
        if not user_can_record(by):
            raise AnswerRefused("no_right")
    elif not Mandate.objects.valid().of_user(by).filter(membership=membership).exists():
        raise AnswerRefused("no_mandate")


def _check_objection(held: Answer, membership: Membership, by: Any) -> None:
    """Demand that an objection is replaced by who raised it or by the primary representative.

    One that the secretariat recorded by phone can be overwritten by every representative.
    """
    if held.given_by_id == by.pk:
        return
    mandates = Mandate.objects.valid().of_user(by).filter(membership=membership)
    if held.channel != Channel.PHONE:
        mandates = mandates.filter(kind=MandateKind.PRIMARY)
    if not mandates.exists():
        raise AnswerRefused("primary_only")


def _says_the_same(before: Answer, given: Answer) -> bool:
    said = ("stance", "name_us", "reason", "proposal", "given_by_id", "channel", "note")
    return all(getattr(before, name) == getattr(given, name) for name in said)


def _replace(asked: AgreementRound, before: Answer, by: Answer | None = None) -> None:
    """Let an answer count no more; it stays as history."""
    before.counts = False
    before.save(update_fields=["counts"])
    if before.stance == Stance.OBJECT and (by is None or by.stance != Stance.OBJECT):
        record(EventKind.OBJECTION_WITHDRAWN, round=asked)
        happenings.objection_withdrawn.send(sender=Answer, answer=before)


def _tell(given: Answer) -> None:
    happenings.answered.send(sender=Answer, answer=given)
    if given.stance == Stance.OBJECT:
        happenings.objection_raised.send(sender=Answer, answer=given)
    if given.channel == Channel.PHONE:
        happenings.answer_recorded.send(sender=Answer, answer=given)
