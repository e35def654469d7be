"""What changes about an event without a new round: places, hours, joining link, whether it stays; and what follows.

None of it is part of the text that the members agreed to. Calendars learn of it by the sequence (RFC 5545).
"""

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.visibility import readable
from network.events import registration_mail as mail
from network.events.enums import EventState
from network.events.pages import EventPage
from network.events.places import fill, hold
from network.events.records import Event, Registration


@dataclass(frozen=True)
class Terms:
    """What the secretariat decides about registration; moments with their time zone."""

    registration: str
    capacity: int | None
    opens_at: datetime.datetime | None
    closes_at: datetime.datetime | None
    equal_until: datetime.datetime | None
    joining_link: str = ""


@transaction.atomic
def set_terms(*, event_id: int, terms: Terms, now: datetime.datetime | None = None) -> None:
    """Change places, hours and joining link; places that are new go to the waiting list.

    Nobody who has a place loses it, even if there are fewer places now. Raises ``ValidationError`` by field.
    """
    event = hold(event_id)
    moment = now or timezone.now()
    _check(event, terms)
    new_link = terms.joining_link and terms.joining_link != event.joining_link
    for name, value in asdict(terms).items():
        setattr(event, name, value)
    event.sequence += 1
    event.save()
    placed = fill(event, moment)
    told = {each.pk for each in placed}
    for each in placed:
        mail.tell_placed(each)
    if new_link and event.ends_at and event.ends_at > moment:
        for each in _with_place(event):
            if each.pk not in told:
                mail.tell_joining_link(each)


@transaction.atomic
def set_state(*, event_id: int, state: str, now: datetime.datetime | None = None) -> bool:
    """Cancel, postpone or take up an event, and tell everybody who stands there; say whether it was another state."""
    event = hold(event_id)
    if event.state == state:
        return False
    event.state = EventState(state)
    event.sequence += 1
    event.save()
    for each in event.registrations.standing().select_related("user", "membership").order_by("pk"):
        mail.tell_change(each, str(state))
    for each in fill(event, now or timezone.now()):
        mail.tell_placed(each)
    return True


@transaction.atomic
def follow_text(*, translation_key: UUID, now: datetime.datetime | None = None) -> None:
    """Keep the event's moments those of the published text, the Georgian one's if both are public.

    Whoever is registered is told of another time. A text that goes offline leaves the moments as they were.
    """
    event = hold(Event.objects.get_or_create(translation_key=translation_key)[0].pk)
    times = _published_times(translation_key)
    if times is None or times == (event.starts_at, event.ends_at):
        return
    is_moved = event.starts_at is not None and event.starts_at != times[0]
    event.starts_at, event.ends_at = times
    event.sequence += 1
    event.save()
    moment = now or timezone.now()
    if is_moved and event.starts_at > moment and event.state != EventState.CANCELLED:
        event.registrations.update(reminded_at=None)
        for each in event.registrations.standing().select_related("user", "membership").order_by("pk"):
            mail.tell_change(each, "time")
    for each in fill(event, moment):
        mail.tell_placed(each)


def _published_times(translation_key: UUID) -> tuple[datetime.datetime, datetime.datetime] | None:
    rows = readable(EventPage.objects.filter(translation_key=translation_key, alias_of=None))
    found = rows.order_by("-locale__language_code").values_list("starts_at", "ends_at")  # ka before en
    starts_at, ends_at = found.first() or (None, None)
    return (starts_at, ends_at) if starts_at and ends_at else None


def _with_place(event: Event) -> Iterable[Registration]:
    return event.registrations.confirmed().select_related("user", "membership").order_by("pk")


def _check(event: Event, terms: Terms) -> None:
    if terms.opens_at and terms.closes_at and terms.closes_at <= terms.opens_at:
        raise ValidationError({"closes_at": _("Registration must end after it begins.")})
    if event.starts_at and terms.closes_at and terms.closes_at > event.starts_at:
        raise ValidationError({"closes_at": _("Registration ends when the event begins at the latest.")})
    if event.starts_at and terms.opens_at and terms.opens_at >= event.starts_at:
        raise ValidationError({"opens_at": _("Registration must begin before the event does.")})
