"""The events of the demonstration: fact B, a webinar of others, and two that come."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from cms.core.dates import FuzzyDate
from cms.demo.content import OPENED, Entry, date_of, load, published_on, stable_uuid
from cms.demo.sections import EVENTS
from cms.demo.streams import Child, StreamWriter, stored
from cms.demo.tree import PagePlan
from cms.demo.work import fill_subject
from network.events.enums import OrganiserPart
from network.events.models import Event, EventPage
from network.events.times import HOME_ZONE, moment

SATURDAY = 5


def plans() -> Iterator[PagePlan]:
    """Yield the events in the order of the file."""
    for position, entry in enumerate(load(EVENTS)["events"]):
        day = day_of(entry)
        published = published_on(FuzzyDate.from_date(day), position) if "day" in entry else OPENED
        hours = {name: datetime.time.fromisoformat(entry[name]) for name in ("start", "end")}
        details = {"start_date": day, "start_time": hours["start"], "end_time": hours["end"]}
        yield PagePlan(
            f"{EVENTS}/{entry['key']}",
            EventPage,
            EVENTS,
            entry,
            fill_event,
            published,
            related=tuple(entry["related"]),
            details=details,
        )


def day_of(entry: Entry) -> datetime.date:
    """Return the day of an event; one that comes is so many days from today, and on no weekend."""
    if "day" in entry:
        return datetime.date.fromisoformat(entry["day"])
    day = timezone.localdate() + datetime.timedelta(days=entry["in_days"])
    return day + datetime.timedelta(days=max(0, SATURDAY + 2 - day.weekday())) if day.weekday() >= SATURDAY else day


def fill_event(page: EventPage, entry: Entry, writer: StreamWriter) -> None:
    """An event with its hours, organisers, objectives, workplan and agenda."""
    fill_subject(page, entry, writer)
    records = writer.records
    page.kind, page.is_ours = entry["kind"], entry["ours"]
    page.time_zone = entry["time_zone"]
    page.second_time_zone = entry.get("second_time_zone", "")
    page.format, page.access = entry["format"], entry["access"]
    page.venue, page.audience = writer.say(entry.get("venue")), writer.say(entry.get("audience"))
    page.platform = entry.get("platform", "")
    organisers = [
        {
            "organisation": records.organisations[organiser["organisation"]].pk,
            "part": organiser.get("part", OrganiserPart.ORGANISER.value),
            "role": writer.say(organiser.get("role")),
        }
        for organiser in entry["organisers"]
    ]
    page.organisers = writer.stream("organisers", "organiser", organisers)
    page.organisations = [records.organisations[key] for key in entry["organisations"]]
    page.purpose = writer.say(entry.get("purpose"))
    objectives = [f"<p>{writer.say(objective)}</p>" for objective in entry["objectives"]]
    page.objectives = writer.stream("objectives", "objective", objectives)
    page.workplan = writer.stream("workplan", "step", [_step(step, writer) for step in entry["workplan"]])
    page.agenda_is_draft = entry["agenda_is_draft"]
    page.agenda = writer.stream("agenda", "slot", list(_slots(entry["agenda"], writer)))
    documents = [{"document": records.documents[key].pk, "label": ""} for key in entry["documents"]]
    page.documents = writer.stream("documents", "document", documents)


def _step(entry: Entry, writer: StreamWriter) -> Child:
    return {
        "date": stored(date_of(entry["date"])),
        "state": entry["state"],
        "title": writer.say(entry["title"]),
        # The title as published is English; it stands on the Georgian page too.
        "official_title": writer.say(entry.get("official_title")) or (entry.get("official_title") or {}).get("en", ""),
        "text": writer.say(entry["text"]),
        "page": None,
    }


def _slots(entries: Iterable[Entry], writer: StreamWriter) -> Iterator[Child]:
    for number, entry in enumerate(entries):
        speakers = [_speaker(speaker, writer) for speaker in entry["speakers"]]
        yield {
            "start": entry["start"],
            "end": entry["end"],
            "minutes": str(entry["minutes"] or ""),
            "kind": entry["kind"],
            "title": writer.say(entry["title"]),
            "details": "",
            "has_questions": entry["questions"],
            "speakers": writer.items(speakers, "agenda", number, "speakers"),
        }


def _speaker(entry: Entry, writer: StreamWriter) -> Child:
    organisation = writer.records.organisations.get(entry.get("organisation", ""))
    person = writer.records.people.get(entry.get("person", ""))
    return {
        "person": person.pk if person else None,
        "name": "",
        "position": writer.say(entry["position"]),
        "organisation": organisation.pk if organisation else None,
        "minutes": str(entry["minutes"]),
    }


def seed_registration() -> None:
    """Say how many can come to each event, before its text is published: places are the secretariat's."""
    for entry in load(EVENTS)["events"]:
        if "registration" in entry:
            said = entry["registration"]
            start = moment(day_of(entry), datetime.time.fromisoformat(entry["start"]), HOME_ZONE)
            details: dict[str, Any] = {
                "registration": said["mode"],
                "capacity": said["places"],
                "closes_at": start - datetime.timedelta(days=said["closes_before"]),
                "joining_link": said["joining_link"],
            }
            key = stable_uuid("page", f"{EVENTS}/{entry['key']}")
            Event.objects.get_or_create(translation_key=key, defaults=details)
