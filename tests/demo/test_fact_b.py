"""Fact B, a webinar: what the source counts, in the database, on both pages and in what search engines read."""

import re

import pytest
import vobject
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from cms.demo.content import stable_uuid
from network.events.event_notes import notes_of
from network.events.models import Event, EventPage
from tests.core.graph import graph_of, node

pytestmark = pytest.mark.usefixtures("seeded")


def event_page(key: str, language: str) -> EventPage:
    return EventPage.objects.get(translation_key=stable_uuid("page", f"events/{key}"), locale__language_code=language)


def test_counts_in_the_database(language: str) -> None:
    webinar = event_page("gcm_webinar_2021", language)
    assert len(webinar.workplan) == 4
    assert [str(step.value["date"]) for step in webinar.workplan] == [
        "2021-03-16", "2021-04-22", "2021-04/2021-06", "[2021-06,2021-07]",
    ]  # fmt: skip
    assert len(webinar.objectives) == 6
    assert len(webinar.sessions) == 9
    seen = [appearance for session in webinar.sessions for appearance in session.appearances]
    assert len(seen) == 13
    assert len({appearance.person for appearance in seen}) == 10
    assert all(appearance.position and appearance.organisation and appearance.minutes for appearance in seen)
    assert sum(session.minutes or 0 for session in webinar.sessions) == 165
    assert [session.number for session in webinar.sessions if session.minutes is None] == [7]
    assert {organiser.organisation.acronym for organiser in webinar.reading.organisers} >= {"RCO"}
    assert not webinar.is_ours
    assert webinar.event.joining_link == ""
    assert webinar.documents[0].value["document"].language == "en"


def test_counts_on_the_page(client: Client, language: str) -> None:
    webinar = event_page("gcm_webinar_2021", language)
    note = f"/{language}/events/{webinar.event.pk}/note/"
    for address in (webinar.url, note):
        found = BeautifulSoup(client.get(address).content, "html.parser")
        assert len(found.select(".log > li")) == 4
        assert len(found.select(".agenda tbody tr")) == 9
        assert len(found.select(".agenda li")) == 13
        assert len({item.get_text().split(" – ")[0] for item in found.select(".agenda li")}) == 10
        objectives = found.select("main .prose > ul:not([class]) > li")
        assert len(objectives) == 6
        assert found.select_one(".agenda tbody th").get_text() == "14:00–14:15"
        assert found.select_one(".agenda .z").get_text(" ").split()[0] == "12:00–12:15"
        assert "14:00–17:00" in found.select_one(".facts").get_text()
        assert "12:00–15:00" in found.select_one(".facts").get_text()


def test_counts_for_search_engines(client: Client, language: str) -> None:
    found = node(graph_of(client, event_page("gcm_webinar_2021", language).url), "EducationEvent")
    assert (found["startDate"], found["endDate"]) == ("2021-04-22T14:00:00+04:00", "2021-04-22T17:00:00+04:00")
    assert {hours["scheduleTimezone"]: hours["startTime"] for hours in found["eventSchedule"]} == {
        "Asia/Tbilisi": "14:00:00",
        "Europe/Brussels": "12:00:00",
    }
    assert found["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert len(found["subEvent"]) == 9
    performers = [person["name"] for session in found["subEvent"] for person in session.get("performer", ())]
    assert (len(performers), len(set(performers))) == (13, 10)
    assert len(found["organizer"]) == 2
    assert len(found["contributor"]) == 1


def test_counts_in_the_calendar_file(client: Client, language: str) -> None:
    webinar = event_page("gcm_webinar_2021", language)
    body = client.get(f"/{language}/events/{webinar.event.pk}/event.ics").content
    (entry,) = vobject.readOne(body.decode()).vevent_list
    assert entry.dtstart.value.isoformat() == "2021-04-22T14:00:00+04:00"
    assert entry.dtend.value.isoformat() == "2021-04-22T17:00:00+04:00"
    lines = entry.description.value.split("\n")
    assert sum(re.match(r"\d\. ", line) is not None for line in lines) == 6
    assert sum(re.match(r"\d\d:\d\d–\d\d:\d\d ", line) is not None for line in lines) == 9
    speakers = [line.partition(",")[0] for line in lines if line.startswith("• ")]
    assert (len(speakers), len(set(speakers))) == (13, 10)
    titles = [step.value["title"] for step in webinar.workplan]
    assert [next(line for line in lines if line.endswith(f": {title}")) for title in titles]
    sessions = [f"/{language}/events/{webinar.event.pk}/sessions/{session.id}.ics" for session in webinar.sessions]
    uids = {vobject.readOne(client.get(address).content.decode()).vevent.uid.value for address in sessions}
    assert len(uids) == 9


def test_what_the_editor_is_told_of_it(language: str) -> None:
    with override("en"):
        notes = [(note.code, note.text) for note in notes_of(event_page("gcm_webinar_2021", language))]
    assert [code for code, _text in notes] == ["no_minutes", "end", "sum"]
    assert "the hours make 10" in notes[0][1]
    assert notes[1][1] == "The agenda ends at 16:55, the event at 17:00."
    assert notes[2][1] == "The agenda fills 175 of 180 minutes."


def test_two_events_come_and_one_has_registration(language: str) -> None:
    pages = EventPage.objects.filter(locale__language_code=language).live().upcoming(timezone.now())
    assert [page.title for page in pages] == [
        event_page(key, language).title for key in ("kutaisi_round_table", "initiatives_meeting")
    ]
    assert all(page.is_demonstration and page.start_date.weekday() < 5 for page in pages)
    assert [page.event.is_open() for page in pages] == [True, False]
    table = pages[0]
    assert table.voice == "network"
    assert table.event.capacity == 40
    assert table.starts_at == table.event.starts_at
    assert Event.objects.count() == 3


def test_the_list_of_events_stands_in_the_menu(language: str) -> None:
    index = event_page("gcm_webinar_2021", language).get_parent()
    assert index.show_in_menus
    assert Page.objects.get(pk=index.get_parent().pk).translation_key == stable_uuid("page", "our_work")
