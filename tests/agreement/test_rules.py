"""When a round ends, and how: the pure rules."""

import datetime
from dataclasses import replace
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.agreement import rules
from network.agreement.enums import ReminderKind, Stance, Voice
from network.agreement.rules import Facts, Tally

OPENED = datetime.datetime(2026, 12, 1, 9, 0, tzinfo=datetime.UTC)
DEADLINE = OPENED + datetime.timedelta(days=7)
MOMENT = datetime.timedelta(microseconds=1)


def tally(agree: int = 0, aside: int = 0, abstain: int = 0, objecting: int = 0, silent: int = 0) -> Tally:
    return Tally(
        roll_size=agree + aside + abstain + objecting + silent,
        agree_count=agree,
        aside_count=aside,
        abstain_count=abstain,
        object_count=objecting,
        silent_count=silent,
    )


numbers = st.integers(0, 40)
tallies = st.builds(tally, numbers, numbers, numbers, st.integers(0, 3), numbers)
policies = st.integers(1, 12).flatmap(
    lambda denominator: st.builds(
        Facts,
        tally=tallies,
        closes_at=st.just(DEADLINE),
        voice=st.sampled_from([Voice.NETWORK, Voice.LISTED, Voice.MEMBER]),
        quorum_percent=st.integers(0, 100),
        agrees_numerator=st.integers(0, denominator),
        agrees_denominator=st.just(denominator),
        tacit_consent=st.booleans(),
    )
)


@given(policies)
def test_nothing_but_the_full_agreement_of_all_ends_a_round_early(facts: Facts) -> None:
    early = rules.outcome(facts, DEADLINE - MOMENT)
    assert early in (None, "agreed")
    if early == "agreed":
        assert facts.tally.silent_count == 0
        assert facts.tally.object_count == 0
        assert rules.outcome(facts, DEADLINE) == "agreed"


@given(policies)
def test_a_round_always_ends_at_its_deadline(facts: Facts) -> None:
    late = rules.outcome(facts, DEADLINE)
    assert late in ("agreed", "objected", "lapsed")
    assert late == rules.outcome(facts, DEADLINE + datetime.timedelta(days=1))
    assert (late == "objected") == bool(facts.tally.object_count)


@given(policies)
def test_agreement_means_that_enough_members_said_so(facts: Facts) -> None:
    counted = facts.tally
    if rules.outcome(facts, DEADLINE) != "agreed":
        return
    assert counted.object_count == 0
    assert counted.agree_count >= 1
    assert counted.agree_count >= Fraction(facts.agrees_numerator, facts.agrees_denominator) * counted.roll_size
    assert counted.answered >= Fraction(facts.quorum_percent, 100) * counted.roll_size
    if not facts.tacit_consent:
        assert counted.silent_count == 0
    if facts.voice != Voice.NETWORK:
        assert counted.agree_count == counted.roll_size


@given(policies)
def test_one_more_objection_never_helps_and_one_more_agreement_never_harms(facts: Facts) -> None:
    counted = facts.tally
    if counted.silent_count and rules.outcome(facts, DEADLINE) == "agreed":
        more = replace(counted, agree_count=counted.agree_count + 1, silent_count=counted.silent_count - 1)
        assert rules.outcome(replace(facts, tally=more), DEADLINE) == "agreed"
    if counted.silent_count:
        less = replace(counted, object_count=counted.object_count + 1, silent_count=counted.silent_count - 1)
        assert rules.outcome(replace(facts, tally=less), DEADLINE) == "objected"


@given(st.integers(1, 500), st.integers(0, 20), st.integers(1, 20))
def test_the_fraction_is_rounded_up_and_never_none(roll: int, numerator: int, denominator: int) -> None:
    facts = Facts(tally(silent=roll), DEADLINE, agrees_numerator=numerator, agrees_denominator=denominator)
    assert rules.agrees_needed(facts) == max(1, ceil(Fraction(numerator, denominator) * roll))


@pytest.mark.parametrize(("roll", "needed"), [(17, 6), (18, 6), (19, 7), (3, 1), (1, 1), (0, 1)])
def test_a_third_of_the_roll(roll: int, needed: int) -> None:
    assert rules.agrees_needed(Facts(tally(silent=roll), DEADLINE)) == needed


@pytest.mark.parametrize(
    ("counted", "voice", "more", "before", "after"),
    [
        (tally(agree=6, silent=11), Voice.NETWORK, {}, None, "agreed"),
        (tally(agree=5, silent=12), Voice.NETWORK, {}, None, "lapsed"),
        (tally(agree=17), Voice.NETWORK, {}, "agreed", "agreed"),
        (tally(agree=16, aside=1), Voice.NETWORK, {}, "agreed", "agreed"),
        (tally(agree=16, objecting=1), Voice.NETWORK, {}, None, "objected"),
        (tally(abstain=17), Voice.NETWORK, {}, None, "lapsed"),
        (tally(agree=16, silent=1), Voice.NETWORK, {"tacit_consent": False}, None, "lapsed"),
        (tally(agree=6, silent=11), Voice.NETWORK, {"quorum_percent": 50}, None, "lapsed"),
        (tally(agree=6, abstain=3, silent=8), Voice.NETWORK, {"quorum_percent": 50}, None, "agreed"),
        (tally(agree=2, silent=1), Voice.LISTED, {}, None, "lapsed"),
        (tally(agree=2, aside=1), Voice.LISTED, {}, None, "lapsed"),
        (tally(agree=3), Voice.LISTED, {}, "agreed", "agreed"),
        (tally(agree=1), Voice.MEMBER, {}, "agreed", "agreed"),
        (tally(objecting=1), Voice.MEMBER, {}, None, "objected"),
        (tally(silent=1), Voice.MEMBER, {}, None, "lapsed"),
        (tally(), Voice.NETWORK, {}, None, "lapsed"),
    ],
)
def test_examples(counted: Tally, voice: Voice, more: dict, before: str | None, after: str) -> None:
    facts = Facts(counted, DEADLINE, voice=voice, **more)
    assert rules.outcome(facts, DEADLINE - MOMENT) == before
    assert rules.outcome(facts, DEADLINE) == after


@given(st.lists(st.tuples(st.sampled_from(Stance.values), st.booleans()), max_size=30), st.integers(0, 30))
def test_every_member_is_counted_once(answers: list[tuple[str, bool]], silent: int) -> None:
    counted = rules.tally(len(answers) + silent, answers)
    said = counted.agree_count + counted.aside_count + counted.abstain_count + counted.object_count
    assert said + counted.silent_count == counted.roll_size
    assert counted.answered == len(answers)
    assert counted.named_count <= counted.agree_count


def test_only_members_that_agree_are_named_as_supporters() -> None:
    answers = [(Stance.AGREE, True), (Stance.AGREE, False), (Stance.STAND_ASIDE, True)]
    assert rules.tally(5, answers).named_count == 1


@given(st.integers(1, 24 * 60))
def test_reminders_come_within_the_window_and_in_order(hours: int) -> None:
    closes = OPENED + datetime.timedelta(hours=hours)
    times = rules.reminder_times(OPENED, closes)
    assert all(OPENED < moment < closes for moment in times.values())
    if ReminderKind.LAST_DAY in times:
        assert times[ReminderKind.HALF_TIME] < times[ReminderKind.LAST_DAY] == closes - rules.LAST_DAY
    assert (ReminderKind.LAST_DAY in times) == (hours > 48)
