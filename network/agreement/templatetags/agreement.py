"""Tags of decisions: the agreement line of a text, and how a record writes days, fingerprints and results."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django import template
from django.utils import timezone

from network.agreement import wording
from network.agreement.enums import Stance, Voice
from network.agreement.pages import AgreedPage
from network.agreement.record import line_of, named
from network.agreement.rounds import AgreementRound
from network.members.models import Membership

register = template.Library()
# Lines beyond this number run together to a surface; the drawing keeps the proportion, the words the numbers.
MOST_LINES = 60


@register.simple_tag(takes_context=True)
def agreement_of(context: dict[str, Any], page: object) -> dict[str, Any]:
    """Return what the agreement line of a page says; nothing for a page that nobody has to agree to.

    One question for a text in the Network's or in listed members' name, none for others. A preview, and a draft shown
    within another page (``frame``), have no line: what they show is not agreed yet.
    """
    if not isinstance(page, AgreedPage):
        return {}
    is_draft = context.get("frame") or getattr(context.get("request"), "is_preview", False)
    has_line = page.voice in (Voice.NETWORK, Voice.LISTED) and not is_draft
    line = line_of(page) if has_line else None
    asked = line.round if line else None
    found: dict[str, Any] = {"page": page, "line": line, "round": asked}
    if line is not None:
        found["fingerprint"] = wording.short(asked.fingerprint if asked else line.digest)
    return found


@register.simple_tag
def supporters(asked: AgreementRound | None) -> list[Membership]:
    """Return the members that chose to be named as supporters; one question, and none if nobody did."""
    if asked is None or not asked.named_count:
        return []
    return [member for _stance, member in named(asked, Stance.AGREE)]


@register.simple_tag
def listed_members(page: AgreedPage) -> Iterable[Membership]:
    """Return the members in whose name a text stands, by name."""
    chosen = page.listed_members.values_list("pk", flat=True)
    return Membership.objects.filter(pk__in=chosen).with_names().alphabetical()


@register.simple_tag
def sheaf_of(asked: AgreementRound) -> dict[str, int]:
    """Return how many lines the sheaf of a round has, and how many of them meet."""
    total, agreed = asked.roll_size, asked.agree_count
    if total > MOST_LINES:
        # At least one line for whoever did not agree, and one for whoever did.
        part = round(agreed * MOST_LINES / total)
        agreed = min(max(part, min(agreed, 1)), MOST_LINES - (agreed < total))
        total = MOST_LINES
    return {"total": total, "agreed": agreed}


# The words of a record, as filters.
WORDS: dict[str, Callable[..., Any]] = {
    "result": wording.result,
    "kind_of_text": wording.kind_of_text,
    "closing": wording.closing,
    "standing": wording.standing,
    "record_summary": wording.summary,
    "earlier_round": wording.earlier,
    "recorded_decision": wording.legacy,
    "day": wording.day,
    "moment": wording.moment,
    "fingerprint_groups": wording.groups,
    "short_hash": wording.short,
}
for name, words in WORDS.items():
    register.filter(name, words)


@register.filter
def question(asked: AgreementRound) -> str:
    """Ask what the members were asked."""
    return wording.question(asked.voice)


@register.filter
def machine_time(at: datetime.datetime | None) -> str:
    """Write a moment for machines, with Tbilisi's offset."""
    return timezone.localtime(at).isoformat(timespec="minutes") if at else ""
