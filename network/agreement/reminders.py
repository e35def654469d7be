"""Reminders: at half time and 24 hours before the deadline, to those who have not answered, never twice."""

import datetime

from django.db import transaction
from django.utils import timezone

from network.agreement.enums import EventKind, ReminderKind
from network.agreement.events import record
from network.agreement.mail import remind
from network.agreement.rounds import AgreementRound
from network.agreement.rules import reminder_times


def send_due_reminders(now: datetime.datetime | None = None) -> int:
    """Send the reminders whose time has come; return how many mails were written.

    Whoever comes late sends only the last one that is due: two at once would be noise.
    """
    now = now or timezone.now()
    sent = 0
    for asked in AgreementRound.objects.open().filter(closes_at__gt=now, policy__reminders=True):
        kind = due_reminder(asked, now)
        if kind is not None:
            sent += _remind(asked, kind)
    return sent


def due_reminder(asked: AgreementRound, now: datetime.datetime) -> ReminderKind | None:
    """Return the last reminder of a round whose time has come."""
    due = [(at, kind) for kind, at in reminder_times(asked.opened_at, asked.closes_at).items() if at <= now]
    return max(due)[1] if due else None


@transaction.atomic
def _remind(asked: AgreementRound, kind: ReminderKind) -> int:
    sent = remind(asked, kind)
    if sent:
        record(EventKind.REMINDED, round=asked, reminder=kind.value, mails=sent)
    return sent
