"""Asking for a place by mail, and confirming it. What comes of it depends on a link that only the mailbox's owner gets.

Whoever asks learns nothing about an address: whether it is new, waits, has a place or belongs to a representative, the
answer is the same and so is the work, up to the last step that keeps or drops the mail.
"""

import datetime

from django.core.cache import caches
from django.db import transaction
from django.utils import timezone

from network.events import registration_mail as mail
from network.events.enums import RegistrationMode, RegistrationState
from network.events.links import mailbox_key
from network.events.places import hold
from network.events.records import Event, Registration
from network.events.registering import RegistrationRefused, enter, takes_registrations

# How long nothing is sent to a mailbox whose owner says "I did not ask for this", whoever types its address.
LEFT_ALONE_FOR = datetime.timedelta(days=30)


def takes_mail(event: Event, now: datetime.datetime) -> bool:
    """Say whether people can register by mail."""
    return event.registration == RegistrationMode.EVERYBODY and takes_registrations(event, now)


@transaction.atomic
def ask(
    *, event_id: int, name: str, email: str, language: str, may_mail: bool = True, now: datetime.datetime | None = None
) -> None:
    """Take what was typed, and write the mail whose link makes a registration of it.

    ``may_mail``: whether this mailbox may get another mail by now; if not, all that was done is taken back. Raises
    ``RegistrationRefused`` if nobody can register by mail.
    """
    event = hold(event_id)
    moment = now or timezone.now()
    if not takes_mail(event, moment):
        raise RegistrationRefused("closed")
    with transaction.atomic():
        found = _standing(event, email)
        if found is None:
            mail.ask_to_confirm(_pending(event, name, email, language, moment), moment)
        else:
            mail.remind_of_registration(found, moment)
        if not may_mail or _is_left_alone(mailbox_key(email)):
            transaction.set_rollback(True)


@transaction.atomic
def confirm(*, registration_id: int, name: str = "", now: datetime.datetime | None = None) -> Registration:
    """Make a registration of what was typed: a place if one is free, else the end of the waiting list.

    Pressing twice changes nothing. ``name`` corrects what was typed. Raises ``RegistrationRefused`` if registration
    has ended meanwhile.
    """
    event = hold(Registration.objects.values_list("event_id", flat=True).get(pk=registration_id))
    moment = now or timezone.now()
    registration: Registration = event.registrations.select_related("user").get(pk=registration_id)
    if registration.state != RegistrationState.PENDING:
        return registration
    if not takes_mail(event, moment):
        raise RegistrationRefused("closed")
    registration.event = event
    registration.name = name or registration.name
    return enter(event, registration, moment)


@transaction.atomic
def forget(*, registration_id: int) -> bool:
    """Erase what somebody typed and nobody has confirmed, and leave the mailbox alone; say whether there was any."""
    pending = Registration.objects.filter(pk=registration_id, state=RegistrationState.PENDING).first()
    if pending is None:
        return False
    mail.drop_unsent(registration_id)
    caches["shared"].set(_left_alone(pending.mailbox), True, LEFT_ALONE_FOR.total_seconds())
    return bool(pending.delete()[0])


def _left_alone(mailbox: str) -> str:
    return f"event_left_alone:{mailbox}"


def _is_left_alone(mailbox: str) -> bool:
    return bool(caches["shared"].get(_left_alone(mailbox)))


def _standing(event: Event, email: str) -> Registration | None:
    """Return the registration that this mailbox has already, or the representative whose mailbox it is."""
    own = event.registrations.standing().select_related("user", "membership", "event")
    return own.filter(mailbox=mailbox_key(email)).first() or own.filter(user__email__iexact=email).first()


def _pending(event: Event, name: str, email: str, language: str, now: datetime.datetime) -> Registration:
    """Return the row of what waits for its confirmation; the newest words count."""
    mailbox = mailbox_key(email)
    found = event.registrations.filter(mailbox=mailbox, state=RegistrationState.PENDING).first()
    registration: Registration = found or Registration(event=event, mailbox=mailbox, state=RegistrationState.PENDING)
    registration.event = event
    registration.name, registration.email = name, email
    registration.language, registration.asked_at = language, now
    registration.save()
    return registration
