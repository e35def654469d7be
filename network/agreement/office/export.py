"""A round as data for the secretariat's files: what members answered stands in it, so it is not for the public."""

import datetime
from typing import Any

from django.utils import timezone

from network.agreement.office.reading import roll_of
from network.agreement.queries import tally_of
from network.agreement.record_data import procedure_of
from network.agreement.rounds import AgreementRound, RoundMember
from network.agreement.rules import Tally
from network.agreement.texts import LANGUAGES


def as_data(asked: AgreementRound) -> dict[str, Any]:
    """Return everything about a round that JSON can hold. People are not named, members are."""
    tally = tally_of(asked)
    return {
        "record": asked.pk,
        "round": asked.number,
        "text": str(asked.translation_key),
        "kind": asked.kind,
        "voice": asked.voice,
        "state": asked.state,
        "procedure": procedure_of(asked),
        "opened": _moment(asked.opened_at),
        "deadline": _moment(asked.closes_at),
        "extended": _moment(asked.extended_at),
        "closed": _moment(asked.closed_at),
        "published": _moment(asked.published_at),
        "fingerprint": asked.fingerprint,
        "texts": [
            {"language": text.language, "title": text.title, "digest": text.digest, "content": text.content}
            for text in asked.texts.all()
        ],
        "counts": {name: getattr(tally, name) for name in Tally.__dataclass_fields__},
        "roll": [_entry(entry) for entry in roll_of(asked)],
        "log": [
            {"number": event.sequence, "at": _moment(event.at), "kind": event.kind, "hash": event.hash}
            for event in asked.events.all()
        ],
    }


def _entry(entry: RoundMember) -> dict[str, Any]:
    return {
        "member": {language: entry.membership.name_in(language) for language in LANGUAGES},
        "struck": _moment(entry.struck_at),
        "answers": [
            {
                "answer": answer.stance,
                "counts": answer.counts,
                "by_name": answer.name_us,
                "reason": answer.reason,
                "proposal": answer.proposal,
                "way": answer.channel,
                "given": _moment(answer.given_at),
            }
            for answer in getattr(entry, "given", [])
        ],
    }


def _moment(at: datetime.datetime | None) -> str | None:
    return timezone.localtime(at).isoformat(timespec="seconds") if at else None
