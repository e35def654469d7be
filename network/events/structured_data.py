"""Events in the words of schema.org. Pages come as ``Any``: their types are in the module that imports this one."""

import datetime
from typing import Any

from cms.core.structured_data import Node, compact, moment, network, organisation, person
from network.events.enums import EventFormat, EventState, EventType, OrganiserPart
from network.events.reading import Row
from network.events.times import zone

TYPES = {EventType.TRAINING: "EducationEvent", EventType.WEBINAR: "EducationEvent"}
STATUS = {
    EventState.PLANNED: "https://schema.org/EventScheduled",
    EventState.POSTPONED: "https://schema.org/EventPostponed",
    EventState.CANCELLED: "https://schema.org/EventCancelled",
}
ATTENDANCE = {
    EventFormat.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    EventFormat.ON_SITE: "https://schema.org/OfflineEventAttendanceMode",
    EventFormat.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}


def event_node(page: Any, address: str) -> Node:
    """Describe an event: hours in both zones, whether it stays, where one takes part, by whom, and its agenda."""
    reading = page.reading
    state = page.event.state if page.event else EventState.PLANNED
    return compact(
        {
            "@type": TYPES.get(page.kind, "Event"),
            "@id": f"{address}#event",
            "url": address,
            "name": page.title,
            "alternateName": page.official_title if page.official_title != page.title else "",
            "description": page.summary,
            "inLanguage": page.language,
            "startDate": moment(reading.starts_at),
            "endDate": moment(reading.ends_at),
            "eventStatus": STATUS[EventState(state)],
            "eventAttendanceMode": ATTENDANCE[EventFormat(page.format)],
            "location": locations(page, address),
            "organizer": _organisers(reading, OrganiserPart.ORGANISER, OrganiserPart.HOST) or network_of(page),
            "contributor": _organisers(reading, OrganiserPart.COORDINATION),
            "sponsor": _organisers(reading, OrganiserPart.SUPPORT),
            "audience": {"@type": "Audience", "audienceType": page.audience} if page.audience else None,
            "about": [topic.name for topic in page.topic_list],
            "eventSchedule": schedules(page),
            "subEvent": [_session(row) for row in reading.rows],
        }
    )


def network_of(page: Any) -> Node | None:
    """Return the Network as the organiser of its own events."""
    return network() if page.is_ours else None


def schedules(page: Any) -> list[Node]:
    """Return the hours as the clocks of each zone show them; a day of its own wherever they are on another one."""
    reading = page.reading
    found = []
    for name in dict.fromkeys(filter(None, (page.time_zone, reading.other))):
        start, end = (when.astimezone(zone(name)) for when in (reading.starts_at, reading.ends_at))
        found.append(
            {
                "@type": "Schedule",
                "scheduleTimezone": name,
                "startDate": start.date().isoformat(),
                "startTime": _clock(start),
                "endDate": end.date().isoformat(),
                "endTime": _clock(end),
            }
        )
    return found


def _clock(when: datetime.datetime) -> str:
    return when.time().isoformat(timespec="seconds")


def locations(page: Any, address: str) -> list[Node]:
    """Return where one takes part. The joining link is told only to people who have registered."""
    found: list[Node] = []
    if page.format != EventFormat.ONLINE:
        places = [place.name for place in page.place_list]
        name = page.venue or ", ".join(places)
        found.append(compact({"@type": "Place", "name": name, "address": ", ".join(places)}))
    if page.format != EventFormat.ON_SITE:
        found.append(compact({"@type": "VirtualLocation", "name": page.platform, "url": page.platform_url or address}))
    return found


def _organisers(reading: Any, *parts: OrganiserPart) -> list[Node]:
    return [
        organisation(str(row.organisation), address=row.organisation.website)
        for row in reading.organisers
        if row.part in parts
    ]


def _session(row: Row) -> Node:
    """Describe a slot; position and organisation of who speaks stand in the table, the place with the event."""
    session = row.session
    return compact(
        {
            "@type": "Event",
            "name": session.title,
            "description": session.details,
            "startDate": moment(session.starts_at),
            "endDate": moment(session.ends_at),
            "duration": f"PT{session.minutes}M" if session.minutes else "",
            "performer": [person(speaker.name) for speaker in row.speakers if speaker.name],
        }
    )
