"""What events do by themselves."""

import datetime

from cms.core.periodic import periodic
from network.events import reminders, retention

MINUTES, DAY = datetime.timedelta(minutes=5), datetime.timedelta(days=1)


@periodic("events.fill", every=MINUTES)
def fill() -> None:
    """Give free places to the waiting list when second places may be given."""
    reminders.fill_waiting()


@periodic("events.remind", every=MINUTES)
def remind() -> None:
    """Remind people of tomorrow's events."""
    reminders.remind_due()


@periodic("events.retention", every=DAY)
def keep_no_longer_than_told() -> None:
    """Delete what was never confirmed; erase names and addresses 30 days after the event."""
    retention.forget_unconfirmed()
    retention.anonymise_due()
