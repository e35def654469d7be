"""What the secretariat sees of a round: roll with answers, objections beside the text, time line. Few questions."""

from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import get_language

from network.agreement.answers import Answer
from network.agreement.certificates import MinorCorrection
from network.agreement.deadlines import time_left
from network.agreement.diff import changes
from network.agreement.enums import Stance
from network.agreement.plain import passages
from network.agreement.queries import earlier_rounds, tally_of
from network.agreement.rounds import AgreementRound


def roll_of(asked: AgreementRound) -> list[Any]:
    """Return the roll in alphabetical order; each entry has ``given``: its answers, the one that counts first."""
    answers = Answer.objects.select_related("given_by").order_by("-counts", "-given_at", "-pk")
    entries = list(
        asked.roll.select_related("membership__organisation", "membership__person").prefetch_related(
            Prefetch("answers", answers, to_attr="given")
        )
    )
    return sorted(entries, key=lambda entry: entry.membership.name)


def details(asked: AgreementRound) -> dict[str, Any]:
    """Return what the page of a round shows."""
    roll = roll_of(asked)
    earlier = earlier_rounds(asked)
    before = {text.language: text.content for text in earlier[0].texts.all()} if earlier else {}
    texts = [
        {
            "text": text,
            "passages": passages(text.content),
            "changes": changes(before[text.language], text.content) if text.language in before else [],
        }
        for text in asked.texts.select_related("page")
    ]
    return {
        "round": asked,
        "tally": tally_of(asked),
        "roll": roll,
        "objections": [
            (entry, answer)
            for entry in roll
            for answer in entry.given
            if answer.counts and answer.stance == Stance.OBJECT
        ],
        "texts": texts,
        "earlier": earlier,
        "earlier_objections": _objections_of(earlier[0]) if earlier else [],
        "events": asked.events.all(),
        "corrections": MinorCorrection.objects.filter(round=asked),
        "left": time_left(asked.closes_at, timezone.now()) if asked.is_open else "",
        "language": get_language(),
    }


def _objections_of(asked: AgreementRound) -> list[Answer]:
    found = Answer.objects.objections().filter(round_member__round=asked)
    return list(found.select_related("round_member__membership__organisation", "round_member__membership__person"))
