"""Answers: who may give them, to which text, until when; and what is refused, with nothing changed."""

import datetime

import pytest
from django.utils import timezone

from network.agreement import happenings
from network.agreement.answers import Answer
from network.agreement.enums import Channel, EventKind, RoundState, Stance
from network.agreement.events import AgreementEvent, first_broken_entry
from network.agreement.models import AgreementRound
from network.agreement.queries import tally_of
from network.agreement.services import AnswerRefused, close_due_rounds, record_phone_answer, strike, withdraw_objection
from network.members.services import revoke_mandate
from tests.factories import UserFactory
from tests.factories.agreement import PROPOSAL, REASON, Member, asked_round, bilingual_draft, fresh, members

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
SECOND = datetime.timedelta(seconds=1)


def heard(signal) -> list:
    """Return a list that fills with what a signal tells; it must be kept, or the receiver goes."""
    told: list = []

    def receiver(sender, **kwargs):
        told.append(next(value for name, value in kwargs.items() if name != "signal"))

    signal.connect(receiver, weak=False)
    told_by = (signal, receiver)
    heard.open.append(told_by)
    return told


heard.open = []


@pytest.fixture(autouse=True)
def deaf_again():
    yield
    while heard.open:
        signal, receiver = heard.open.pop()
        signal.disconnect(receiver)


def refused(code: str, member: Member, asked: AgreementRound, stance: str = Stance.AGREE, **details) -> None:
    """Say that an answer is refused, tells why, and leaves nothing behind."""
    before = list(Answer.objects.order_by("pk").values())
    entries = AgreementEvent.objects.count()
    with pytest.raises(AnswerRefused) as refusal:
        member.answer(asked, stance, **details)
    assert refusal.value.code == code
    assert refusal.value.messages[0]
    assert list(Answer.objects.order_by("pk").values()) == before
    assert AgreementEvent.objects.count() == entries


@pytest.mark.parametrize("stance", Stance.values)
def test_each_stance_is_written_down(stance: str) -> None:
    first, _second = members(2)
    asked = asked_round()
    told = heard(happenings.answered)
    given = first.answer(asked, stance)
    assert given.stance == stance
    assert given.counts
    assert given.given_by == first.user
    assert given.fingerprint == asked.fingerprint
    assert told == [given]
    assert tally_of(asked).answered == 1
    assert AgreementEvent.objects.filter(round=asked, kind=EventKind.ANSWERED).count() == 1


def test_the_log_does_not_say_who_answered_what() -> None:
    first, _second = members(2)
    asked = asked_round()
    first.answer(asked, Stance.OBJECT)
    entry = AgreementEvent.objects.get(kind=EventKind.ANSWERED)
    assert entry.data == {"channel": "desk", "again": False}
    assert first_broken_entry() is None


@pytest.mark.parametrize(
    ("stance", "named"), [("agree", True), ("stand_aside", True), ("abstain", False), ("object", False)]
)
def test_only_supporters_and_those_aside_can_be_named(stance: str, named: bool) -> None:
    first, _second = members(2)
    assert first.answer(asked_round(), stance, name_us=True).name_us is named
    assert Answer.objects.get().name_us is named


def test_a_member_changes_its_mind_and_the_history_stays() -> None:
    first, _second = members(2)
    asked = asked_round()
    for stance in ("agree", "abstain", "stand_aside"):
        first.answer(asked, stance)
    assert [entry.stance for entry in Answer.objects.order_by("pk")] == ["agree", "abstain", "stand_aside"]
    assert Answer.objects.counting().get().stance == "stand_aside"
    assert tally_of(asked).answered == 1


def test_a_repeated_click_changes_nothing() -> None:
    first, _second = members(2)
    asked = asked_round()
    told = heard(happenings.answered)
    assert first.answer(asked) == first.answer(asked)
    assert Answer.objects.count() == len(told) == 1


def test_a_text_of_another_round_is_refused() -> None:
    first, _second = members(2)
    asked, other = asked_round(), asked_round(bilingual_draft(slug="other", title="სხვა განცხადება"))
    assert asked.fingerprint != other.fingerprint
    refused("text_changed", first, asked, fingerprint=other.fingerprint)
    refused("text_changed", first, asked, fingerprint="")


@pytest.mark.parametrize(
    ("reason", "proposal", "code"),
    [
        ("", PROPOSAL, "reason"),
        ("x" * 19, PROPOSAL, "reason"),
        ("  " + "x" * 19 + "\n\n", PROPOSAL, "reason"),
        (REASON, "", "proposal"),
        (REASON, " \n ", "proposal"),
    ],
)
def test_an_objection_says_why_and_what_should_change(reason: str, proposal: str, code: str) -> None:
    first, _second = members(2)
    refused(code, first, asked_round(), Stance.OBJECT, reason=reason, proposal=proposal)


def test_twenty_characters_are_enough() -> None:
    first, _second = members(2)
    given = first.answer(asked_round(), Stance.OBJECT, reason=" " + "x" * 20 + " ")
    assert given.reason == "x" * 20


def test_an_unknown_stance_is_no_answer() -> None:
    first, _second = members(2)
    with pytest.raises(ValueError, match="perhaps"):
        first.answer(asked_round(), "perhaps")
    assert not Answer.objects.exists()


def test_the_very_deadline_is_too_late() -> None:
    first, second, third = members(3)
    asked = asked_round()
    first.answer(asked, now=asked.closes_at - SECOND)
    second.answer(asked, now=asked.closes_at - datetime.timedelta(microseconds=1))
    refused("closed", third, asked, now=asked.closes_at)
    refused("closed", third, asked, now=asked.closes_at + SECOND)
    assert fresh(asked).is_open


@pytest.mark.parametrize("state", sorted(set(RoundState) - {RoundState.OPEN}))
def test_a_round_that_is_not_open_takes_no_answer(state: str) -> None:
    first, _second = members(2)
    asked = asked_round()
    AgreementRound.objects.filter(pk=asked.pk).update(state=state)
    refused("closed", first, asked)


def test_who_is_not_on_the_roll_is_not_asked() -> None:
    members(2)
    asked = asked_round()
    newcomer = Member.new()
    refused("not_on_roll", newcomer, asked)


def test_a_member_struck_meanwhile_is_not_asked() -> None:
    first, _second = members(2)
    asked = asked_round()
    strike(round_id=asked.pk, membership=first.membership, by=None)
    refused("not_on_roll", first, asked)


def test_nobody_answers_for_another_member() -> None:
    first, second = members(2)
    refused("no_mandate", Member(first.membership, second.user), asked_round())
    refused("no_mandate", Member(first.membership, UserFactory(superuser=True)), asked_round(bilingual_draft(slug="b")))


def test_a_mandate_revoked_between_reading_and_answering() -> None:
    first, _second = members(2)
    asked = asked_round()
    revoke_mandate(mandate=first.membership.mandates.get(), note="No longer with us.")
    refused("no_mandate", first, asked)


def test_a_mandate_that_ended_yesterday() -> None:
    first, _second = members(2)
    asked = asked_round()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    first.membership.mandates.update(starts_on=yesterday, ends_on=yesterday)
    refused("no_mandate", first, asked)


def test_a_deputy_answers_too_and_the_later_answer_counts() -> None:
    first, _second = members(2)
    asked = asked_round()
    first.answer(asked)
    first.deputy().answer(asked, Stance.ABSTAIN)
    assert Answer.objects.counting().get().stance == Stance.ABSTAIN


def test_a_deputy_does_not_replace_the_representatives_objection() -> None:
    first, _second = members(2)
    asked = asked_round()
    held = first.answer(asked, Stance.OBJECT)
    refused("primary_only", first.deputy(), asked)
    with pytest.raises(AnswerRefused):
        withdraw_objection(answer=held, by=first.membership.mandates.get(kind="deputy").user)
    assert tally_of(asked).object_count == 1


def test_the_representative_replaces_a_deputys_objection_and_so_does_the_deputy() -> None:
    first, second, _third = members(3)
    asked = asked_round()
    told = heard(happenings.objection_withdrawn)
    deputies = [first.deputy(), second.deputy()]
    objections = [deputy.answer(asked, Stance.OBJECT) for deputy in deputies]
    first.answer(asked)
    deputies[1].answer(asked)
    assert told == objections
    assert tally_of(asked).object_count == 0
    assert AgreementEvent.objects.filter(kind=EventKind.OBJECTION_WITHDRAWN).count() == 2


def test_an_objection_can_be_worded_anew() -> None:
    first, _second = members(2)
    asked = asked_round()
    raised, withdrawn = heard(happenings.objection_raised), heard(happenings.objection_withdrawn)
    first.answer(asked, Stance.OBJECT)
    first.answer(asked, Stance.OBJECT, proposal="Leave the whole paragraph out.")
    assert len(raised) == 2
    assert not withdrawn
    assert tally_of(asked).object_count == 1


def test_an_objection_is_withdrawn_without_another_answer() -> None:
    first, _second = members(2)
    asked = asked_round()
    held = first.answer(asked, Stance.OBJECT)
    told = heard(happenings.objection_withdrawn)
    withdraw_objection(answer=held, by=first.user)
    assert told == [held]
    assert tally_of(asked).silent_count == 2
    with pytest.raises(AnswerRefused):
        withdraw_objection(answer=held, by=first.user)
    assert len(told) == 1


def test_an_objection_cannot_be_withdrawn_after_the_deadline() -> None:
    first, _second = members(2)
    asked = asked_round()
    held = first.answer(asked, Stance.OBJECT)
    with pytest.raises(AnswerRefused):
        withdraw_objection(answer=held, by=first.user, now=asked.closes_at)
    close_due_rounds(asked.closes_at)
    assert fresh(asked).state == RoundState.OBJECTED


def phone(member: Member, asked: AgreementRound, by, stance: str = Stance.AGREE, **details) -> Answer:
    details = {"note": "Called at noon.", "fingerprint": asked.fingerprint, **details}
    return record_phone_answer(round_id=asked.pk, membership=member.membership, by=by, stance=stance, **details)


def test_the_secretariat_records_what_a_member_said_by_phone() -> None:
    first, _second = members(2)
    asked = asked_round()
    told = heard(happenings.answer_recorded)
    secretary = UserFactory(groups=["Secretariat"])
    given = phone(first, asked, secretary)
    assert (given.channel, given.note, given.given_by) == (Channel.PHONE, "Called at noon.", secretary)
    assert told == [given]


@pytest.mark.parametrize("groups", [["Editors"], ["Translators"], []])
def test_nobody_else_records_a_phone_answer(groups: list[str]) -> None:
    first, _second = members(2)
    refused("no_right", Member(first.membership, UserFactory(groups=groups)), asked_round(), channel="phone", note="x")
    refused("no_right", first, asked_round(bilingual_draft(slug="second")), channel="phone", note="x")


def test_a_phone_answer_needs_a_note() -> None:
    first, _second = members(2)
    secretary = Member(first.membership, UserFactory(groups=["Secretariat"]))
    refused("note", secretary, asked_round(), channel="phone", note=" ")


def test_the_member_overwrites_what_was_recorded_for_it() -> None:
    first, _second = members(2)
    asked = asked_round()
    secretary = UserFactory(groups=["Secretariat"])
    phone(first, asked, secretary, Stance.OBJECT, reason=REASON, proposal=PROPOSAL)
    first.deputy().answer(asked)
    assert Answer.objects.counting().get().stance == Stance.AGREE


def test_the_secretariat_does_not_replace_a_representatives_objection() -> None:
    first, _second = members(2)
    asked = asked_round()
    first.answer(asked, Stance.OBJECT)
    secretary = Member(first.membership, UserFactory(groups=["Secretariat"]))
    refused("primary_only", secretary, asked, channel="phone", note="They called.")


def test_a_note_is_kept_only_for_phone_answers() -> None:
    first, _second = members(2)
    first.answer(asked_round(), note="Something")
    assert Answer.objects.get().note == ""
