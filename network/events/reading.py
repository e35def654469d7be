"""What readers are told of an event beside its running text: hours in both zones, organisers, agenda, workplan.

Streams are read as they are stored, and every record that the event names is fetched in one question, however many
there are.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.dates import FuzzyDate
from cms.core.languages import sort_key
from cms.core.locales import language_of
from network.events import wording
from network.events.enums import EventState, OrganiserPart, Outcome, SlotKind, StepState
from network.events.named import Named, named_by
from network.events.sessions import Appearance, Session, number_of
from network.events.times import zone
from network.registry.models import Organisation, Person


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks, with position and organisation as they were then."""

    person: Person | None
    name: str
    honorific: str
    position: str
    organisation: Organisation | None
    minutes: int | None

    @property
    def minutes_in_words(self) -> str:
        """How long; nothing where it is not known."""
        return wording.minutes(self.minutes)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the agenda with its hours in both zones."""

    session: Session
    hours: str
    other_hours: str
    other_zone: str
    speakers: list[Speaker]

    @property
    def is_break(self) -> bool:
        """Whether nothing is said in it."""
        return self.session.kind == SlotKind.BREAK

    @property
    def kind(self) -> str:
        """The words of its kind; nothing for one that its title tells."""
        if self.session.kind in (SlotKind.BREAK, SlotKind.OTHER, ""):
            return ""
        label = str(SlotKind(self.session.kind).label)
        return "" if label.casefold() == self.session.title.casefold() else label

    @property
    def minutes(self) -> str:
        """How long, in short."""
        return wording.minutes_in_short(self.session.minutes)


@dataclass(frozen=True, slots=True)
class Organiser:
    """An organisation with its part."""

    organisation: Organisation
    part: OrganiserPart
    role: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the workplan; ``page`` is the published one in the reader's language."""

    date: FuzzyDate | None
    state: StepState
    title: str
    official_title: str
    text: str
    page: Page | None

    @property
    def is_this(self) -> bool:
        """Whether it is the event itself."""
        return self.state == StepState.THIS_EVENT


class EventReading:
    """One event's page, read. ``page`` is an ``EventPage``, which imports this module."""

    def __init__(self, page: Any) -> None:
        self.page = page

    @property
    def starts_at(self) -> datetime.datetime:
        """When it begins, in its own zone."""
        found: datetime.datetime = self.page.begin_in_zone
        return found

    @property
    def ends_at(self) -> datetime.datetime:
        """When it ends, in its own zone."""
        found: datetime.datetime = self.page.end_in_zone
        return found

    @property
    def day(self) -> str:
        """The day with its weekday, or from which day to which."""
        if self.page.last_day == self.page.start_date:
            return wording.whole_day(self.page.start_date)
        return str(self.page.shown_date.format(get_language() or self.page.language))

    @property
    def hours(self) -> str:
        """From when to when in the event's own zone; with the days if there are several."""
        is_one_day = self.starts_at.date() == self.ends_at.date()
        return wording.hours(self.starts_at, self.ends_at, self.starts_at.date() if is_one_day else None)

    @property
    def zone_label(self) -> str:
        """The event's own zone."""
        return wording.zone_label(self.starts_at, self.page.time_zone)

    @cached_property
    def other(self) -> str:
        """The second zone, if it is another one."""
        return "" if self.page.second_time_zone == self.page.time_zone else self.page.second_time_zone

    def elsewhere(self, moment: datetime.datetime | None) -> datetime.datetime | None:
        """Return a moment as the clocks of the second zone show it."""
        return moment.astimezone(zone(self.other)) if moment and self.other else None

    @property
    def other_hours(self) -> str:
        """From when to when in the second zone."""
        is_one_day = self.starts_at.date() == self.ends_at.date()
        known = self.starts_at.date() if is_one_day else None
        return wording.hours(self.elsewhere(self.starts_at), self.elsewhere(self.ends_at), known)

    @property
    def other_zone_label(self) -> str:
        """The second zone."""
        there = self.elsewhere(self.starts_at)
        return wording.zone_label(there, self.other) if there else ""

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Town and name of the time in each zone, for the heads of the agenda's columns."""
        moments = [(self.starts_at, self.page.time_zone), (self.elsewhere(self.starts_at), self.other)]
        return [(wording.city(name), wording.abbreviation(moment)) for moment, name in moments if moment]

    @property
    def is_over(self) -> bool:
        """Whether its end is past."""
        return self.ends_at < timezone.now()

    @property
    def state(self) -> str:
        """What became of the announcement: cancelled, postponed; else whether it took place, where that is known."""
        event = self.page.event
        if event is not None and event.state != EventState.PLANNED:
            return str(EventState(event.state).label)
        return str(Outcome(self.page.outcome).label) if self.page.outcome else ""

    @cached_property
    def named(self) -> Named:
        """Every organisation and person that the event names."""
        seen = [appearance for session in self.page.sessions for appearance in session.appearances]
        held = [number_of(child["value"].get("organisation")) for child in self.page.organisers.raw_data]
        offices = {pk for pk in (*held, *(appearance.organisation for appearance in seen)) if pk}
        return named_by(self.page, offices, {appearance.person for appearance in seen if appearance.person})

    @property
    def names(self) -> list[str]:
        """The names of these records in the page's language."""
        language = language_of(self.page.locale_id)
        records = (*self.named.people.values(), *self.named.organisations.values())
        return [getattr(record, f"name_{language}", "") or str(record) for record in records]

    @property
    def concerned(self) -> list[Organisation]:
        """The organisations of the page's own field that are not named as organisers, by name."""
        shown = {organiser.organisation.pk for organiser in self.organisers}
        found = [self.named.organisations[pk] for pk in self.named.concerned - shown]
        return sorted(found, key=lambda record: sort_key(str(record)))

    @cached_property
    def organisers(self) -> list[Organiser]:
        """Who holds the event, in the order given."""
        return list(self._organisers())

    def _organisers(self) -> Iterator[Organiser]:
        for child in self.page.organisers.raw_data:
            value = child["value"]
            organisation = self.named.organisations.get(number_of(value.get("organisation")) or 0)
            if organisation is not None:
                part = OrganiserPart(value.get("part") or OrganiserPart.ORGANISER)
                yield Organiser(organisation, part, str(value.get("role") or ""))

    @property
    def parts(self) -> list[tuple[str, list[Organiser]]]:
        """The organisers by their part, each under its words."""
        order = list(OrganiserPart)
        rows = sorted(self.organisers, key=lambda row: order.index(row.part))
        groups = [(part, list(found)) for part, found in groupby(rows, key=lambda row: row.part)]
        several = {OrganiserPart.ORGANISER: _("Organisers"), OrganiserPart.HOST: _("Hosts")}
        return [
            (several.get(part, str(part.label)) if len(found) > 1 else str(part.label), found) for part, found in groups
        ]

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the agenda."""
        return [self._row(session) for session in self.page.sessions]

    @property
    def days(self) -> list[tuple[str, list[Row]]]:
        """The rows by day; an event of one day has no words for it."""
        groups = [(day, list(rows)) for day, rows in groupby(self.rows, key=lambda row: row.session.day)]
        return [(wording.whole_day(day) if len(groups) > 1 else "", rows) for day, rows in groups]

    def _row(self, session: Session) -> Row:
        start, end = self.elsewhere(session.starts_at), self.elsewhere(session.ends_at)
        there = start or end
        return Row(
            session=session,
            hours=wording.hours(session.starts_at, session.ends_at, session.day),
            other_hours=wording.hours(start, end, session.day),
            other_zone=wording.abbreviation(there) if there else "",
            speakers=[self.speaker(seen) for seen in session.appearances],
        )

    def speaker(self, seen: Appearance) -> Speaker:
        """Return an appearance with its records."""
        person = self.named.people.get(seen.person or 0)
        return Speaker(
            person=person,
            name=person.name if person else seen.name,
            honorific=person.honorific if person else "",
            position=seen.position,
            organisation=self.named.organisations.get(seen.organisation or 0),
            minutes=seen.minutes,
        )

    @cached_property
    def steps(self) -> list[Step]:
        """The workplan."""
        return [self._step(child["value"]) for child in self.page.workplan.raw_data]

    def _step(self, value: Any) -> Step:
        try:
            date = FuzzyDate.parse(value["date"]) if value.get("date") else None
        except ValueError:
            date = None
        return Step(
            date=date,
            state=StepState(value.get("state") or StepState.PLANNED),
            title=str(value.get("title") or ""),
            official_title=str(value.get("official_title") or ""),
            text=str(value.get("text") or ""),
            page=self.page.linked_page(number_of(value.get("page"))),
        )

    @property
    def agenda_note(self) -> str:
        """What a reader must know before the table: whose hours they are, and whether they may still change."""
        town, other = wording.city(self.page.time_zone), wording.city(self.other) if self.other else ""
        said = _("Hours of %(town)s; beside them those of %(other)s") if other else _("Hours of %(town)s")
        words = said % {"town": town, "other": other}
        draft = pgettext("an agenda", "Draft")
        return f"{draft}. {words}" if self.page.agenda_is_draft else words
