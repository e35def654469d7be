"""Who gets a place, and in which order. Everything here is asked with the event's row held.

The rule of fairness: a member's first place and those who register by mail come in the order in which they asked. A
member's second place waits until every other member has had its chance: until all members that have a representative
stand there, or the moment that the secretariat has set is over (``Event.equal_until``; else the end of registration).
Where there is room for everybody nobody waits.
"""

import datetime

from django.db.models import Exists, OuterRef, QuerySet

from network.events.enums import EventState, RegistrationState
from network.events.records import Event, Registration
from network.members.models import Mandate, Membership


def hold(event_id: int) -> Event:
    """Return the event with its row held: nobody else gives places, registers or cancels until the transaction ends.

    SQLite has one writer anyway: there a transaction begins with ``BEGIN IMMEDIATE`` (cms.settings).
    """
    event: Event = Event.objects.select_for_update(no_key=True).get(pk=event_id)
    return event


def free_places(event: Event) -> int | None:
    """Return how many places are free; None if there are as many as come."""
    if event.capacity is None:
        return None
    return max(event.capacity - event.registrations.confirmed().count(), 0)


def seconds_may_come(event: Event, now: datetime.datetime) -> bool:
    """Say whether a member can get a second place by now."""
    until = event.equal_until or event.registration_ends_at
    if event.capacity is None or (until is not None and until <= now):
        return True
    return not _without_their_first(event).exists()


def fill(event: Event, now: datetime.datetime) -> list[Registration]:
    """Give the free places to the waiting list in its order; return who has got one.

    Nobody is moved up once the event has begun, or as long as it is postponed or cancelled.
    """
    if event.state != EventState.PLANNED or event.starts_at is None or event.starts_at <= now:
        return []
    free = free_places(event)
    line = event.registrations.in_line().select_related("user")
    if not seconds_may_come(event, now):
        line = line.filter(is_second=False)
    placed = list(line if free is None else line[:free])
    event.registrations.filter(pk__in=[each.pk for each in placed]).update(
        state=RegistrationState.CONFIRMED, placed_at=now
    )
    for each in placed:
        each.state, each.placed_at = RegistrationState.CONFIRMED, now
    return placed


def move_up_within_member(event: Event, membership_id: int) -> None:
    """Let a member's next registration be its first one, where the first was cancelled."""
    own = event.registrations.standing().filter(membership=membership_id)
    if own.filter(is_second=False).exists():
        return
    # "confirmed" stands before "waiting".
    following = own.order_by("state", "asked_at", "pk").first()
    if following is not None:
        event.registrations.filter(pk=following.pk).update(is_second=False)


def _without_their_first(event: Event) -> QuerySet[Membership]:
    """Return the members that have somebody to register and have not registered anybody."""
    spoken_for = Mandate.objects.valid().filter(membership=OuterRef("pk"))
    there = event.registrations.standing().filter(membership=OuterRef("pk"))
    members: QuerySet[Membership] = Membership.objects.current().filter(Exists(spoken_for), ~Exists(there))
    return members
