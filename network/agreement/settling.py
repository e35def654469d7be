"""Counting answers, and ending rounds. All functions work on a round whose row is locked by ``locked``."""

import datetime
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from network.agreement import happenings, rules
from network.agreement.answers import Answer
from network.agreement.enums import EventKind, RoundState
from network.agreement.events import record
from network.agreement.moderation import send_back
from network.agreement.rounds import AgreementRound
from network.agreement.rules import Facts, Tally


def locked(round_id: int) -> AgreementRound:
    """Return the round, locked until the transaction ends: answers are counted by one at a time."""
    return AgreementRound.objects.select_for_update(of=("self",)).select_related("policy").get(pk=round_id)


def count(asked: AgreementRound) -> Tally:
    """Count the answers as they stand now, without members that were struck."""
    answers = Answer.objects.counting().filter(round_member__round=asked).values_list("stance", "name_us")
    return rules.tally(asked.roll.standing().count(), answers)


def facts_of(asked: AgreementRound) -> Facts:
    """Return everything that decides the round now."""
    policy = asked.policy
    return Facts(
        tally=count(asked),
        closes_at=asked.closes_at,
        voice=asked.voice,
        quorum_percent=policy.quorum_percent,
        agrees_numerator=policy.agrees_numerator,
        agrees_denominator=policy.agrees_denominator,
        tacit_consent=policy.tacit_consent,
    )


def settle(asked: AgreementRound, now: datetime.datetime) -> bool:
    """Close an open round if it has come to its end; say whether it did."""
    facts = facts_of(asked)
    state = rules.outcome(facts, now) if asked.is_open else None
    if state is None:
        return False
    counts = asdict(facts.tally)
    for name, value in counts.items():
        setattr(asked, name, value)
    asked.state, asked.closed_at = state, now
    asked.save(update_fields=["state", "closed_at", *counts])
    record(EventKind.CLOSED, round=asked, outcome=str(state), fingerprint=asked.fingerprint, **counts)
    if state == RoundState.OBJECTED:
        send_back(asked, by=None, comment=_("A member objects. Record of the round: %(number)s") % _number(asked))
    elif state == RoundState.LAPSED:
        send_back(asked, by=None, comment=_("Too few members agreed. Record of the round: %(number)s") % _number(asked))
    happenings.round_closed.send(sender=AgreementRound, round=asked)
    return True


def invalidate(asked: AgreementRound, now: datetime.datetime) -> None:
    """End a round whose text is no longer the one that the members were asked about: nothing goes out."""
    end(asked, RoundState.INVALIDATED, now)
    record(EventKind.INVALIDATED, round=asked, fingerprint=asked.fingerprint)
    comment = _("The text is not the one that the members were asked about. Record of the round: %(number)s")
    send_back(asked, by=None, comment=comment % _number(asked))
    happenings.round_invalidated.send(sender=AgreementRound, round=asked)


def take_back(asked: AgreementRound, now: datetime.datetime, *, by: Any = None, comment: str = "") -> None:
    """End a round because the question was withdrawn."""
    end(asked, RoundState.WITHDRAWN, now)
    record(EventKind.WITHDRAWN, round=asked)
    text = _("The question to the members was withdrawn. Record of the round: %(number)s") % _number(asked)
    send_back(asked, by=by, comment=f"{text}\n{comment}".strip())
    happenings.round_withdrawn.send(sender=AgreementRound, round=asked)


def end(asked: AgreementRound, state: RoundState, now: datetime.datetime) -> None:
    """Put a round into a state in which it is over."""
    asked.state, asked.ended_at = state, now
    asked.closed_at = asked.closed_at or now
    asked.publish_at = None
    asked.save(update_fields=["state", "ended_at", "closed_at", "publish_at"])


def _number(asked: AgreementRound) -> dict[str, int]:
    return {"number": asked.pk}
