"""What is forgotten, and when. Numbers stay: who came for which organisation is erased, that somebody came is not."""

import datetime

from django.db import transaction
from django.utils import timezone

from network.events.enums import RegistrationState
from network.events.places import hold
from network.events.records import KEPT_AFTER_END, UNCONFIRMED_KEPT, Event, Registration, RegistrationLink
from network.events.registering import NOTHING_PERSONAL
from network.events.registration_mail import drop_unsent


def forget_unconfirmed(now: datetime.datetime | None = None) -> int:
    """Delete what was typed and never confirmed; return how many."""
    limit = (now or timezone.now()) - UNCONFIRMED_KEPT
    worn = Registration.objects.filter(state=RegistrationState.PENDING, asked_at__lte=limit)
    return worn.delete()[1].get("events.Registration", 0)


def anonymise_due(now: datetime.datetime | None = None) -> int:
    """Erase names, addresses, accounts and links of events that ended 30 days ago; return how many events."""
    moment = now or timezone.now()
    due = Event.objects.filter(ends_at__lte=moment - KEPT_AFTER_END, anonymised_at=None)
    found = list(due.order_by("pk").values_list("pk", flat=True))
    for pk in found:
        anonymise(event_id=pk, now=moment)
    return len(found)


@transaction.atomic
def anonymise(*, event_id: int, now: datetime.datetime) -> None:
    """Erase who registered for one event. The member for which somebody came stays, with the state and the hour."""
    event = hold(event_id)
    RegistrationLink.objects.filter(registration__event=event).delete()
    for pk in event.registrations.values_list("pk", flat=True):
        drop_unsent(pk)
    event.registrations.filter(membership__person__isnull=False).update(membership=None)
    event.registrations.update(user=None, **NOTHING_PERSONAL)
    event.joining_link, event.anonymised_at = "", now
    event.save(update_fields=["joining_link", "anonymised_at"])
