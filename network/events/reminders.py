"""The mail of the day before."""

import datetime

from django.db import transaction
from django.utils import timezone

from network.events.enums import EventState, RegistrationState
from network.events.records import Event, Registration
from network.events.registering import fill_free_places
from network.events.registration_mail import remind

DAY_BEFORE = datetime.timedelta(days=1)


def remind_due(now: datetime.datetime | None = None) -> int:
    """Remind whoever has a place at an event that begins within a day, once; return how many."""
    moment = now or timezone.now()
    soon = Registration.objects.confirmed().filter(
        event__state=EventState.PLANNED,
        event__starts_at__gt=moment,
        event__starts_at__lte=moment + DAY_BEFORE,
        reminded_at=None,
    )
    # Whoever has got the place within this day has just had a mail that says the same.
    found = list(soon.exclude(placed_at__gt=moment - DAY_BEFORE).values_list("pk", flat=True))
    return sum(_remind(pk, moment) for pk in found)


@transaction.atomic
def _remind(pk: int, moment: datetime.datetime) -> int:
    due = Registration.objects.confirmed().filter(pk=pk, reminded_at=None)
    if due.update(reminded_at=moment):
        remind(Registration.objects.select_related("event", "user", "membership").get(pk=pk))
        return 1
    return 0


def fill_waiting(now: datetime.datetime | None = None) -> int:
    """Give free places that nobody's cancelling has made free, as second ones when their time has come."""
    moment = now or timezone.now()
    events = Event.objects.filter(
        state=EventState.PLANNED, starts_at__gt=moment, registrations__state=RegistrationState.WAITING
    )
    return sum(fill_free_places(event_id=pk, now=moment) for pk in events.values_list("pk", flat=True).distinct())
