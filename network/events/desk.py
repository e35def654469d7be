"""What a representative's desk shows of events: read in a fixed number of questions, however many there are."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils import timezone

from network.events.enums import EventState, RegistrationMode, RegistrationState
from network.events.pages import EventPage
from network.events.public import pages_of, when, where
from network.events.records import Event, Registration
from network.members.models import Mandate


@dataclass
class EventOnDesk:
    """One event with the person's own registration, and those of colleagues who speak for the same members."""

    event: Event
    page: EventPage | None
    own: Registration | None = None
    of_members: dict[int, int] = field(default_factory=dict)
    now: datetime.datetime = field(default_factory=timezone.now)

    @property
    def title(self) -> str:
        """The event's name in the reader's language, or in the other one."""
        return str(self.page.title) if self.page else ""

    @property
    def begins(self) -> str:
        """When it begins, where it is held."""
        return when(self.event, self.page)

    @property
    def place(self) -> str:
        """Where one takes part."""
        return where(self.page)

    @property
    def free(self) -> int | None:
        """How many places are free; None if there are as many as come."""
        return None if self.event.capacity is None else max(self.event.capacity - self.event.taken, 0)

    @property
    def is_open(self) -> bool:
        """Whether one can register now."""
        return self.event.is_open(self.now)

    @property
    def reason(self) -> str:
        """Why one cannot register now; "" if one can."""
        return "" if self.is_open else why_not(self.event, self.now)

    @property
    def has_place(self) -> bool:
        """Whether the person has a place."""
        return self.own is not None and self.own.state == RegistrationState.CONFIRMED

    @property
    def waits(self) -> bool:
        """Whether the person can still register, and has not."""
        return self.own is None and self.is_open


def why_not(event: Event, now: datetime.datetime) -> str:
    """Say why nobody can register now: "none", "postponed", "cancelled", "future", "members" or "over"."""
    if event.state != EventState.PLANNED:
        return str(event.state)
    if event.registration == RegistrationMode.NONE:
        return "none"
    if event.opens_at is not None and event.opens_at > now:
        return "future"
    return "members" if event.is_open(now) else "over"


def coming_events(mandates: Iterable[Mandate], now: datetime.datetime | None = None) -> QuerySet[Event]:
    """Return events with registration that are not over, and those at which the person stands; the soonest first."""
    moment = now or timezone.now()
    people = {mandate.user_id for mandate in mandates}
    stands = Registration.objects.standing().filter(user__in=people)
    events: QuerySet[Event] = Event.objects.readable().with_numbers().filter(ends_at__gt=moment)
    return events.filter(
        ~Q(registration=RegistrationMode.NONE) | Q(pk__in=stands.values("event")),
    ).order_by("starts_at", "pk")


def on_desk(
    events: Iterable[Event], mandates: list[Mandate], now: datetime.datetime | None = None
) -> list[EventOnDesk]:
    """Return the events with what the person and colleagues have registered: two questions, however many."""
    held = list(events)
    pages = pages_of(held)
    users = {mandate.user_id for mandate in mandates}
    members = [mandate.membership_id for mandate in mandates]
    entries = {event.pk: EventOnDesk(event, pages.get(event.pk), now=now or timezone.now()) for event in held}
    rows = Registration.objects.standing().filter(Q(user__in=users) | Q(membership__in=members), event__in=held)
    for row in rows.select_related("membership__organisation", "membership__person"):
        entry = entries[row.event_id]
        if row.user_id in users:
            entry.own = row
        if row.membership_id:
            entry.of_members[row.membership_id] = entry.of_members.get(row.membership_id, 0) + 1
    return list(entries.values())


def events_for_desk(mandates: list[Mandate], most: int) -> list[EventOnDesk]:
    """Return coming events for the front of the desk, the soonest first. Three questions."""
    return on_desk(coming_events(mandates)[:most], mandates)
