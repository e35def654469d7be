"""The record as data: the same facts in both languages, and the frozen texts, so that anybody can compute the digests.

Its keys are stable; docs/records.md lists them and says how a digest is made.
"""

from typing import Any

from cms.core.addresses import named_address
from network.agreement.enums import EventKind, Stance
from network.agreement.record import MATCHES, Correction, Record
from network.agreement.rounds import AgreementRound
from network.agreement.texts import LANGUAGES
from network.members.models import Membership

FORMAT = 1


def as_data(record: Record) -> dict[str, Any]:
    """Return everything that the record says, as plain values."""
    asked = record.round
    return {
        "format": FORMAT,
        "record": asked.pk,
        "addresses": {language: named_address("record", asked.pk, language=language) for language in LANGUAGES},
        "round": asked.number,
        "kind": asked.kind,
        "voice": asked.voice,
        "state": asked.state,
        "titles": {text.language: text.title for text in record.texts},
        "dates": {
            name: _time(getattr(asked, f"{name}_at"))
            for name in ("opened", "closes", "extended", "closed", "published", "ended")
        },
        "procedure": procedure_of(asked),
        "counts": _counts(asked),
        "named": {
            Stance.AGREE.value: [_names(member) for member in record.supporters],
            Stance.STAND_ASIDE.value: [_names(member) for member in record.aside],
        },
        "fingerprint": asked.fingerprint,
        "texts": _texts(record),
        "corrections": [_correction(correction, record) for correction in record.corrections],
        "earlier_rounds": [_earlier(other) for other in record.earlier],
        "log": _log(record),
    }


def _counts(asked: AgreementRound) -> dict[str, int]:
    return {
        "roll": asked.roll_size,
        "agree": asked.agree_count,
        "stand_aside": asked.aside_count,
        "abstain": asked.abstain_count,
        "object": asked.object_count,
        "no_answer": asked.silent_count,
    }


def _log(record: Record) -> list[dict[str, Any]]:
    return [
        {
            "sequence": event.sequence,
            "kind": event.kind,
            # Not when a member answered: an hour may point at somebody.
            "at": None if event.kind == EventKind.ANSWERED else _time(event.at),
            "hash": event.hash,
            "previous_hash": event.previous_hash,
        }
        for event in record.events
    ]


def _texts(record: Record) -> dict[str, Any]:
    shown = {text.pk for text in record.open_texts}
    return {
        each.text.language: {
            "digest": each.text.digest,
            "digest_version": each.text.digest_version,
            "online": each.state,
            "is_exactly_as_agreed": each.state == MATCHES,
            "content": each.text.content if each.text.pk in shown else None,
        }
        for each in record.live
    }


def _correction(correction: Correction, record: Record) -> dict[str, Any]:
    row = correction.row
    is_shown = any(text.language == row.language for text in record.open_texts)
    return {
        "language": row.language,
        "state": row.state,
        "confirmed_at": _time(row.confirmed_at),
        "words": row.words,
        "changes": row.changes if is_shown else None,
        "before_digest": row.before_digest,
        "after_digest": row.after_digest,
        "after_content": row.after_content if is_shown else None,
    }


def _earlier(other: AgreementRound) -> dict[str, Any]:
    return {
        "round": other.number,
        "state": other.state,
        "closed_at": _time(other.closed_at or other.ended_at),
        "roll": other.roll_size,
        "agree": other.agree_count,
        "object": other.object_count,
    }


def procedure_of(asked: AgreementRound) -> dict[str, Any]:
    """Return by which procedure the members were asked."""
    policy = asked.policy
    return {
        "version": policy.version,
        "adopted_on": policy.adopted_on.isoformat(),
        "window_hours": policy.window_hours,
        "quorum_percent": policy.quorum_percent,
        "must_agree": [policy.agrees_numerator, policy.agrees_denominator],
        "silence_blocks": not policy.tacit_consent,
    }


def _names(member: Membership) -> dict[str, str]:
    return {language: member.name_in(language) for language in LANGUAGES}


def _time(at: Any) -> str | None:
    return at.isoformat() if at else None
