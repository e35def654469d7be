"""Events as search engines read them."""

import pytest
from django.test import Client

from network.events.models import Event
from tests import factories
from tests.core.graph import SITE, graph_of, node
from tests.factories.events import EventPageFactory, event_of, slot, speaker
from tests.factories.pages import stream

pytestmark = pytest.mark.django_db


def test_hours_stand_in_both_zones(client: Client) -> None:
    page = EventPageFactory(over=True, online=True, kind="meeting")
    event = node(graph_of(client, page.url), "Event")
    assert (event["startDate"], event["endDate"]) == ("2021-04-22T14:00:00+04:00", "2021-04-22T17:00:00+04:00")
    assert [(hours["scheduleTimezone"], hours["startTime"], hours["endTime"]) for hours in event["eventSchedule"]] == [
        ("Asia/Tbilisi", "14:00:00", "17:00:00"),
        ("Europe/Brussels", "12:00:00", "15:00:00"),
    ]
    assert event["@id"] == f"{SITE}{page.url}#event"
    assert node(graph_of(client, page.url), "WebPage")["mainEntity"] == {"@id": event["@id"]}


@pytest.mark.parametrize(
    ("state", "status"),
    [("planned", "EventScheduled"), ("postponed", "EventPostponed"), ("cancelled", "EventCancelled")],
)
def test_whether_it_stays(client: Client, state: str, status: str) -> None:
    page = EventPageFactory()
    Event.objects.filter(pk=event_of(page).pk).update(state=state)
    assert node(graph_of(client, page.url), "Event")["eventStatus"] == f"https://schema.org/{status}"


@pytest.mark.parametrize(
    ("format_", "mode", "kinds"),
    [
        ("online", "Online", ["VirtualLocation"]),
        ("on_site", "Offline", ["Place"]),
        ("hybrid", "Mixed", ["Place", "VirtualLocation"]),
    ],
)
def test_where_one_takes_part(client: Client, format_: str, mode: str, kinds: list[str]) -> None:
    page = EventPageFactory(format=format_, venue="ბიბლიოთეკა", platform="KUDO")
    event = node(graph_of(client, page.url), "Event")
    assert event["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert [place["@type"] for place in event["location"]] == kinds


def test_sessions_with_who_speaks(client: Client) -> None:
    person, office = factories.PersonFactory(name_ka="ანა"), factories.OrganisationFactory(name_ka="ოფისი")
    seen = speaker(person=person.pk, position="მრჩეველი", organisation=office.pk)
    page = EventPageFactory(
        over=True, agenda=stream(slot("14:00", "14:15", "გახსნა", seen, minutes="15"), slot("", "", "შესვენება"))
    )
    first, second = node(graph_of(client, page.url), "Event")["subEvent"]
    assert (first["name"], first["startDate"], first["duration"]) == ("გახსნა", "2021-04-22T14:00:00+04:00", "PT15M")
    assert first["performer"] == [{"@type": "Person", "name": "ანა"}]
    assert "startDate" not in second
    assert "performer" not in second


def test_the_network_holds_its_own_events(client: Client) -> None:
    assert node(graph_of(client, EventPageFactory().url), "Event")["organizer"] == {"@id": f"{SITE}/#network"}
    assert "organizer" not in node(graph_of(client, EventPageFactory(is_ours=False).url), "Event")
    office = factories.OrganisationFactory(name_ka="ოფისი")
    organisers = stream(("organiser", {"organisation": office.pk, "part": "coordination", "role": ""}))
    event = node(graph_of(client, EventPageFactory(organisers=organisers).url), "Event")
    assert event["contributor"] == [{"@type": "Organization", "name": "ოფისი"}]
