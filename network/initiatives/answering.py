"""The secretariat's side: the promised day, the answer with its reason, and the drafts of a text."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.users.models import User
from network.agreement.beginnings import Beginning, begin
from network.initiatives import mail
from network.initiatives.credits import draft_text
from network.initiatives.enums import HappeningKind, InitiativeState
from network.initiatives.models import Initiative
from network.initiatives.speaking import InitiativeRefused, locked, write_down

LONGEST_PROMISE = datetime.timedelta(days=366)


@transaction.atomic
def promise(*, initiative: Initiative, day: datetime.date) -> None:
    """Promise an answer for a day, or another day; initiator and co-sponsors are told each time.

    Raises ``InitiativeRefused``.
    """
    held, today = locked(initiative), timezone.localdate()
    if not held.is_open:
        raise InitiativeRefused("closed")
    if day < today:
        raise InitiativeRefused("past")
    if day > today + LONGEST_PROMISE:
        raise InitiativeRefused("too_far")
    if held.promised_on == day:
        return
    held.promised_on = day
    held.save(update_fields=["promised_on"])
    happened = write_down(held, HappeningKind.PROMISED, day=day)
    mail.tell_promised(held, happened)


@transaction.atomic
def answer(*, initiative: Initiative, taken_up: bool, reasons: dict[str, str], by: User) -> None:
    """Answer whether the Network takes an initiative up, and why: in one language at least.

    An answer without a promise was promised for its own day. Raises ``InitiativeRefused``.
    """
    held = locked(initiative)
    if not held.is_open:
        raise InitiativeRefused("closed")
    if not any(reasons.values()):
        raise InitiativeRefused("no_reason")
    now = timezone.now()
    held.state = InitiativeState.TAKEN_UP if taken_up else InitiativeState.DECLINED
    held.answered_at, held.answered_by = now, by
    held.ended_at = None if taken_up else now
    held.promised_on = held.promised_on or timezone.localdate(now)
    for language, reason in reasons.items():
        setattr(held, f"answer_{language}", reason)
    held.save()
    write_down(held, HappeningKind.TAKEN_UP if taken_up else HappeningKind.DECLINED)
    mail.tell_answered(held)


def can_begin_text(initiative: Initiative) -> bool:
    """Say whether drafts can be made: it is taken up, and has none, or they have been deleted."""
    if initiative.state == InitiativeState.WRITING:
        return not Page.objects.filter(translation_key=initiative.translation_key).exists()
    return initiative.state == InitiativeState.TAKEN_UP


@transaction.atomic
def begin_text(*, initiative: Initiative, kind: Beginning, word: str, by: User) -> dict[str, Any]:
    """Make the drafts of a text in both languages where such texts stand; return them by language.

    The last sentence of each names the initiator; ``word`` is what the members read above the text when they are
    asked. Raises ``ValidationError``.
    """
    held = locked(initiative)
    if not can_begin_text(held):
        raise InitiativeRefused("closed")
    pages = begin(kind, draft_text(held), by=by)
    held.translation_key = next(iter(pages.values())).translation_key
    held.state, held.word_to_members = InitiativeState.WRITING, word
    held.save(update_fields=["translation_key", "state", "word_to_members"])
    write_down(held, HappeningKind.BEGUN)
    mail.tell_begun(held)
    return pages


@transaction.atomic
def mark_published(translation_key: Any) -> None:
    """Note that the text of an initiative is public now; its initiator and co-sponsors are told once."""
    found = Initiative.objects.select_for_update(of=("self",)).filter(
        translation_key=translation_key, state=InitiativeState.WRITING
    )
    for held in found:
        held.state, held.ended_at = InitiativeState.REALISED, timezone.now()
        held.save(update_fields=["state", "ended_at"])
        write_down(held, HappeningKind.REALISED)
        mail.tell_published(held)


@transaction.atomic
def change_word(*, initiative: Initiative, word: str) -> None:
    """Change what the members read above the text when they are asked; a round that runs keeps its own."""
    held = locked(initiative)
    if held.state != InitiativeState.WRITING:
        raise InitiativeRefused("closed")
    held.word_to_members = word
    held.save(update_fields=["word_to_members"])
