"""When a round is agreed, stopped or lapsed, and when members are reminded. Pure.

Source: the Network's rules on agreement (docs/agreement.md). Silence is no stance: under tacit consent it does not
block, but it never counts as support.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from network.agreement.enums import ReminderKind, RoundState, Stance, Voice

REASON_LENGTH = 20  # an objection says why in at least so many characters
LAST_DAY = datetime.timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Tally:
    """How the members on the roll have answered; struck members are in none of the numbers."""

    roll_size: int = 0
    agree_count: int = 0
    named_count: int = 0  # those among them that are named as supporters
    aside_count: int = 0
    abstain_count: int = 0
    object_count: int = 0
    silent_count: int = 0

    @property
    def answered(self) -> int:
        """How many members have answered at all."""
        return self.roll_size - self.silent_count


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that decides a round."""

    tally: Tally
    closes_at: datetime.datetime
    voice: str = Voice.NETWORK
    quorum_percent: int = 0
    agrees_numerator: int = 1
    agrees_denominator: int = 3
    tacit_consent: bool = True


def tally(roll_size: int, answers: Iterable[tuple[str, bool]]) -> Tally:
    """Count the answers, given as stance and whether the member is to be named, of a roll without struck members."""
    held = list(answers)
    stances = [stance for stance, _named in held]
    return Tally(
        roll_size=roll_size,
        agree_count=stances.count(Stance.AGREE),
        named_count=sum(named and stance == Stance.AGREE for stance, named in held),
        aside_count=stances.count(Stance.STAND_ASIDE),
        abstain_count=stances.count(Stance.ABSTAIN),
        object_count=stances.count(Stance.OBJECT),
        silent_count=roll_size - len(held),
    )


def agrees_needed(facts: Facts) -> int:
    """Return how many members must agree: the policy's fraction of the roll, rounded up, and never none.

    In the name of listed members each of them must; what one member publishes needs that member.
    """
    roll = facts.tally.roll_size
    if facts.voice in (Voice.LISTED, Voice.MEMBER):
        return max(roll, 1)
    return max(-(-roll * facts.agrees_numerator // facts.agrees_denominator), 1)


def is_met(facts: Facts) -> bool:
    """Say whether the answers so far amount to agreement."""
    counted = facts.tally
    return (
        counted.object_count == 0
        and counted.agree_count >= agrees_needed(facts)
        and counted.answered * 100 >= facts.quorum_percent * counted.roll_size
        and (facts.tacit_consent or counted.silent_count == 0)
    )


def outcome(facts: Facts, now: datetime.datetime) -> RoundState | None:
    """Return how the round ends, or None as long as it goes on.

    It waits for its deadline although enough have agreed, so that everybody has the full time; it ends earlier only
    when every member has answered and they agree. An objection, or too few that agree, wait for the deadline: until
    then minds may change. The second of the deadline is too late for an answer.
    """
    if is_over(facts.closes_at, now):
        if facts.tally.object_count:
            return RoundState.OBJECTED
        return RoundState.AGREED if is_met(facts) else RoundState.LAPSED
    return RoundState.AGREED if facts.tally.silent_count == 0 and is_met(facts) else None


def is_over(closes_at: datetime.datetime, now: datetime.datetime) -> bool:
    """Say whether the time to answer is over. At the very deadline it is."""
    return now >= closes_at


def reminder_times(opened_at: datetime.datetime, closes_at: datetime.datetime) -> dict[ReminderKind, datetime.datetime]:
    """Return when members that have not answered are reminded.

    At half time, and 24 hours before the deadline if that is later; a round of a day or two has the first one only.
    """
    half_time = opened_at + (closes_at - opened_at) / 2
    last_day = closes_at - LAST_DAY
    times = {ReminderKind.HALF_TIME: half_time}
    return times | {ReminderKind.LAST_DAY: last_day} if last_day > half_time else times
