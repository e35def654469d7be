"""Events, and the rows of their agendas."""

import datetime
from typing import Any

import factory
from django.utils import timezone
from wagtail.models import Locale, Page

from network.agreement.enums import Voice
from network.events.models import Event, EventIndexPage, EventPage
from tests.factories.agreement import Member, asked_round, fresh, members
from tests.factories.home import SectionPageFactory
from tests.factories.pages import SitePageFactory, home_page, only_child, translate

DAY = datetime.timedelta(days=1)


class EventIndexPageFactory(SitePageFactory):
    show_in_menus = True

    _names = {"ka": "ღონისძიებები", "en": "Events"}

    class Meta:
        model = EventIndexPage

    @classmethod
    def default_parent(cls, locale: Locale) -> Page:
        """Return the first section of the language."""
        return only_child(home_page(locale), SectionPageFactory)


class EventPageFactory(SitePageFactory):
    """An event of the Network in three weeks, from 14:00 to 17:00 in Tbilisi, without an agenda."""

    lead = "რატომ ვიკრიბებით."
    start_date = factory.LazyFunction(lambda: timezone.localdate() + 21 * DAY)
    start_time = datetime.time(14)
    end_time = datetime.time(17)

    _names = {"ka": "შეხვედრა", "en": "Meeting"}

    class Meta:
        model = EventPage

    class Params:
        # A day in the past: nobody can register any more.
        over = factory.Trait(start_date=datetime.date(2021, 4, 22))
        online = factory.Trait(format="online", platform="KUDO", second_time_zone="Europe/Brussels")

    @classmethod
    def default_parent(cls, locale: Locale) -> Page:
        """Return the list of events of the language."""
        return only_child(EventIndexPageFactory.default_parent(locale), EventIndexPageFactory)


def slot(start: str, end: str, title: str = "მისალმება", *speakers: dict[str, Any], **more: Any) -> tuple[str, Any]:
    """Return a row of an agenda for ``stream``; a speaker is made by ``speaker``."""
    items = [{"type": "item", "value": value, "id": f"{start}-{number}"} for number, value in enumerate(speakers)]
    known = {"minutes": "", "kind": "presentation", "details": "", "has_questions": False}
    return "slot", {"start": start, "end": end, "title": title, **known, "speakers": items, **more}


def speaker(**known: Any) -> dict[str, Any]:
    """Return somebody who speaks in a slot: ``person`` and ``organisation`` are numbers of records."""
    return {"person": None, "name": "", "position": "", "organisation": None, "minutes": "", **known}


def event_of(page: Any) -> Event:
    """Return the event of a page, or of a round, as the database has it."""
    return Event.objects.get(translation_key=page.translation_key)


def event_draft(**details: Any) -> Any:
    """Return the Georgian page of an event in the Network's name with its English counterpart, not live."""
    page = EventPageFactory(live=False, **{"title": "მრგვალი მაგიდა", "voice": Voice.NETWORK, **details})
    translate(page, title="Round table", lead="Why we meet.")
    return fresh(page)


def agreed_event(held: list[Member] | None = None, **details: Any) -> Event:
    """Return an event whose text the members (two new ones if not said) have agreed to, published in both languages."""
    held = held if held is not None else members(2)
    asked = asked_round(event_draft(**details))
    for member in held:
        member.answer(asked)
    return event_of(asked)
