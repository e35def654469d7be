"""Registering for a member, and cancelling. Each verb holds the event's row, so that places are given one by one."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.users.models import User
from network.events import registration_mail as mail
from network.events.enums import RegistrationState
from network.events.links import mailbox_key
from network.events.places import fill, hold, move_up_within_member
from network.events.records import Event, Registration
from network.members.models import Mandate, Membership

REFUSALS = {
    "closed": _("Nobody can register for this event now: registration has ended, has not begun or is not offered."),
    "no_mandate": _("You have no mandate to register for this member."),
    "already": _("You are registered for another of your members. One person has one place."),
    "by_mail": _("You have registered by mail with this address. Cancel that registration first."),
}
# What is left of a registration by mail that was cancelled or whose time is over: nothing that says whose it was.
NOTHING_PERSONAL = {"name": "", "email": "", "mailbox": ""}


class RegistrationRefused(ValidationError):
    """A registration that is not taken; ``code`` says which rule it breaks, the message tells the person."""

    def __init__(self, code: str) -> None:
        super().__init__(REFUSALS[code], code=code)


def takes_registrations(event: Event, now: datetime.datetime) -> bool:
    """Say whether one can register: within the hours, and only for what readers can read."""
    return event.is_open(now) and Event.objects.readable().filter(pk=event.pk).exists()


@transaction.atomic
def register_for_member(
    *, event_id: int, membership: Membership, by: User, now: datetime.datetime | None = None
) -> Registration:
    """Register a representative for a member: a place if one is free, else the end of the waiting list.

    Pressing twice changes nothing. Raises ``RegistrationRefused``.
    """
    if not Mandate.objects.valid().of_user(by).filter(membership=membership).exists():
        raise RegistrationRefused("no_mandate")
    event = hold(event_id)
    moment = now or timezone.now()  # read when the row is held: the order of the line is that of the row
    own = event.registrations.standing()
    held = own.filter(user=by).first()
    if held is not None and held.membership_id == membership.pk:
        return held
    if not takes_registrations(event, moment):
        raise RegistrationRefused("closed")
    if held is not None:
        raise RegistrationRefused("already")
    if own.filter(mailbox=mailbox_key(by.email)).exists():
        raise RegistrationRefused("by_mail")
    registration = Registration(
        event=event,
        membership=membership,
        user=by,
        language=by.language,
        is_second=own.filter(membership=membership).exists(),
    )
    return enter(event, registration, moment)


def enter(event: Event, registration: Registration, now: datetime.datetime) -> Registration:
    """Put somebody at the end of the line, give places to whoever is first in it, and write to them.

    ``event`` is held. Of two ways to get a place there is only this one, so nobody passes the line.
    """
    registration.state, registration.asked_at = RegistrationState.WAITING, now
    registration.save()
    placed = {each.pk: each for each in fill(event, now)}
    entered = placed.pop(registration.pk, registration)
    mail.tell_registered(entered)
    for each in placed.values():
        mail.tell_placed(each)
    return entered


@transaction.atomic
def cancel(*, registration_id: int, by_office: bool = False, now: datetime.datetime | None = None) -> bool:
    """Take somebody off the list and move the next one up; say whether the registration stood.

    What was typed by mail is erased at once. ``by_office``: the secretariat did it, and the person is told.
    """
    event_id = Registration.objects.filter(pk=registration_id).values_list("event_id", flat=True).first()
    if event_id is None:
        return False
    event = hold(event_id)
    moment = now or timezone.now()
    found = event.registrations.standing().select_related("user").filter(pk=registration_id).first()
    if found is None:
        return False
    mail.drop_unsent(found.pk)
    if by_office:
        mail.tell_cancelled_by_office(found)
    event.registrations.filter(pk=found.pk).update(
        state=RegistrationState.CANCELLED, cancelled_at=moment, **NOTHING_PERSONAL
    )
    if found.membership_id:
        move_up_within_member(event, found.membership_id)
    for each in fill(event, moment):
        mail.tell_placed(each)
    return True


@transaction.atomic
def fill_free_places(*, event_id: int, now: datetime.datetime | None = None) -> int:
    """Give places that have become free by themselves, as when second places may be given; return how many."""
    event = hold(event_id)
    placed = fill(event, now or timezone.now())
    for each in placed:
        mail.tell_placed(each)
    return len(placed)
