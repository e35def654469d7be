"""Events for which one can register, and who registers."""

import datetime
import re
from typing import Any

from django.utils import timezone

from cms.mail.models import OutboxMail
from network.events.by_mail import asking
from network.events.enums import RegistrationMode
from network.events.links import find_registration
from network.events.records import Event, Registration
from network.events.registering import register_for_member
from tests.factories.agreement import Member
from tests.factories.events import EventPageFactory
from tests.factories.pages import translate

SOON = datetime.timedelta(days=10)


def open_event(*, begins: datetime.datetime | None = None, voice: str = "editorial", **terms: Any) -> Event:
    """Return a public event in ten days (or at ``begins``), for which everybody can register if not said otherwise."""
    start = timezone.localtime(begins or timezone.now() + SOON).replace(second=0, microsecond=0)
    end = start + datetime.timedelta(hours=2)
    hours = {
        "start_date": start.date(), "start_time": start.time(), "end_date": end.date(), "end_time": end.time(),
    }  # fmt: skip
    page = EventPageFactory(title="შეხვედრა", voice=voice, **hours)
    translate(page, title="Meeting", lead="What we talk about.")
    event: Event = Event.objects.get(translation_key=page.translation_key)
    for name, value in {"registration": RegistrationMode.EVERYBODY, **terms}.items():
        setattr(event, name, value)
    event.save()
    return fresh_event(event)


def fresh_event(event: Event) -> Event:
    """Return an event as the database has it now, with its numbers."""
    found: Event = Event.objects.with_numbers().get(pk=event.pk)
    return found


def register(event: Event, member: Member, **details: Any) -> Registration:
    """Register a representative for the member."""
    return register_for_member(event_id=event.pk, membership=member.membership, by=member.user, **details)


def ask(event: Event, email: str = "nino@example.org", name: str = "ნინო ბერიძე", **details: Any) -> None:
    """Ask for a place by mail."""
    details.setdefault("language", "ka")
    asking.ask(event_id=event.pk, email=email, name=name, **details)


def registered_by_mail(event: Event, email: str = "nino@example.org", **details: Any) -> Registration:
    """Ask for a place by mail, and confirm it."""
    ask(event, email, **details)
    return asking.confirm(registration_id=find_registration(token_to(email)).pk)


def mails_to(address: str) -> list[OutboxMail]:
    """Return the mails to an address, the oldest first."""
    return list(OutboxMail.objects.filter(recipient=address).order_by("pk"))


def token_to(address: str) -> str:
    """Return the secret of the newest mail to an address."""
    found = re.search(r"/events/registration/([\w-]+)/", mails_to(address)[-1].text)
    assert found
    return found[1]
