"""Calendar files, read by another program than the one that wrote them, and byte by byte."""

import datetime
import re
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from network.events.models import EventPage
from tests.factories import OrganisationFactory, PersonFactory, stream, translate
from tests.factories.events import EventPageFactory, event_draft, event_of, slot, speaker

pytestmark = pytest.mark.django_db

LONG = "ძალიან გრძელი ქართული წინადადება, რომელიც; უნდა გადაიკეცოს \\ ისე, რომ ასო არ გაიყოს. " * 4
WINTER, SUMMER = datetime.date(2027, 3, 27), datetime.date(2027, 3, 28)


def address(name: str, *args: object, language: str = "ka") -> str:
    with override(language):
        return reverse(name, args=args)


def body_of(client: Client, url: str) -> bytes:
    response = client.get(url)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return response.content


def entries(body: bytes) -> list:
    """Return the events of a calendar file, each checked by the rules of the other program's own."""
    calendar = vobject.readOne(body.decode())
    calendar.validate(raiseException=True)
    return list(calendar.contents.get("vevent", []))


def event_entry(client: Client, page: EventPage):
    url = address("event_calendar", event_of(page).pk, language=page.language)
    (entry,) = entries(body_of(client, url))
    return entry


def test_lines_are_folded_by_octets_and_no_letter_is_broken(client: Client) -> None:
    page = EventPageFactory(title="შეხვედრა; გზა \\ და, მიზანი", lead=LONG.strip())
    body = body_of(client, address("event_calendar", event_of(page).pk))
    assert body.endswith(b"\r\n")
    lines = body.removesuffix(b"\r\n").split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(len(line) for line in lines) <= 75
    assert sum(line.startswith(b" ") for line in lines) > 5
    for line in lines:
        line.decode()  # each line by itself: no letter stands half in one and half in the next
    entry = event_entry(client, page)
    assert entry.summary.value == page.title
    assert entry.description.value.startswith(page.lead)


def test_an_event_with_its_texts_agenda_and_speakers(client: Client) -> None:
    person = PersonFactory(name_ka="ნინო ბერიძე", name_en="Nino Beridze", honorific_ka="დოქტორი", honorific_en="Dr")
    organisation = OrganisationFactory(name_ka="ცენტრი", name_en="Centre")
    known = speaker(person=person.pk, position="დირექტორი", organisation=organisation.pk, minutes="5")
    page = EventPageFactory(
        title="მრგვალი მაგიდა",
        format="hybrid",
        venue="თბილისი, სახლი 1",
        platform="KUDO",
        objectives=stream(("objective", "<p>პირველი &amp; მთავარი</p>"), ("objective", "<p>მეორე</p>")),
        workplan=stream(
            ("step", {"title": "სემინარი", "date": "2026-03-16", "state": "took_place", "text": "", "page": None})
        ),
        agenda=stream(slot("14:00", "14:15", "გახსნა", known, minutes="15"), slot("14:15", "15:00", "მსჯელობა")),
    )
    entry = event_entry(client, page)
    lines = entry.description.value.split("\n")
    assert lines[0] == page.lead
    assert {"1. პირველი & მთავარი", "2. მეორე", "14:15–15:00 მსჯელობა"} <= set(lines)
    assert any(line.startswith("• დოქტორი ნინო ბერიძე, დირექტორი, ცენტრი (5 ") for line in lines)
    assert any(line.endswith("სემინარი") and "2026" in line for line in lines)
    assert lines[-1].endswith(page.url)
    assert entry.location.value == "თბილისი, სახლი 1; KUDO"
    assert entry.url.value.endswith(page.url)
    assert entry.status.value == "CONFIRMED"


@pytest.mark.parametrize(("day", "utc"), [(WINTER, 13), (SUMMER, 12)])
def test_hours_before_and_after_clocks_are_put_forward(client: Client, day: datetime.date, utc: int) -> None:
    page = EventPageFactory(start_date=day, time_zone="Europe/Brussels", second_time_zone="Asia/Tbilisi")
    entry = event_entry(client, page)
    assert entry.dtstart.value == datetime.datetime.combine(day, datetime.time(14), ZoneInfo("Europe/Brussels"))
    assert entry.dtstart.value.astimezone(datetime.UTC).hour == utc
    assert entry.dtend.value - entry.dtstart.value == datetime.timedelta(hours=3)


def test_a_zone_is_described_in_the_file_itself(client: Client) -> None:
    page = EventPageFactory(start_date=SUMMER, time_zone="Europe/Brussels")
    text = body_of(client, address("event_calendar", event_of(page).pk)).decode()
    assert "DTSTART;TZID=Europe/Brussels:20270328T140000" in text
    rules = re.search(r"BEGIN:VTIMEZONE\r\nTZID:Europe/Brussels\r\n.*?END:VTIMEZONE", text, re.DOTALL)
    assert rules
    assert re.search(r"BEGIN:DAYLIGHT.*?TZOFFSETFROM:\+0100\r\nTZOFFSETTO:\+0200", rules[0], re.DOTALL)
    assert "20270328T030000" in rules[0]


def test_it_is_the_same_entry_in_both_languages_and_after_a_change(client: Client) -> None:
    page = EventPageFactory(title="შეხვედრა", agenda=stream(slot("14:00", "15:00")))
    english = translate(page, title="Meeting")
    before, other = event_entry(client, page), event_entry(client, english)
    assert before.uid.value == other.uid.value
    assert (before.summary.value, other.summary.value) == ("შეხვედრა", "Meeting")
    event = event_of(page)
    event.sequence, event.state = 7, "cancelled"
    event.save()
    page.title, page.slug = "სხვა სათაური", "other-address"
    page.save()
    after = event_entry(client, page)
    assert after.url.value != before.url.value
    assert after.uid.value == before.uid.value
    assert after.status.value == "CANCELLED"
    assert int(after.sequence.value) >= 7 > int(before.sequence.value)


def test_a_postponed_event_is_not_sure(client: Client) -> None:
    page = EventPageFactory()
    event = event_of(page)
    event.state = "postponed"
    event.save()
    assert event_entry(client, page).status.value == "TENTATIVE"


def test_the_joining_link_is_in_no_calendar(client: Client) -> None:
    page = EventPageFactory(online=True, agenda=stream(slot("14:00", "15:00")))
    event = event_of(page)
    event.joining_link = "https://meet.example.org/secret-room"
    event.save()
    urls = [
        address("event_calendar", event.pk),
        address("event_session_calendar", event.pk, page.sessions[0].id),
        address("events_calendar"),
    ]
    for url in urls:
        assert "secret-room" not in re.sub(r"\r\n ", "", body_of(client, url).decode())
    assert event_entry(client, page).location.value == "KUDO"


def test_a_session_stands_by_itself(client: Client) -> None:
    page = EventPageFactory(
        title="დიდი შეხვედრა",
        agenda=stream(
            slot("14:00", "14:30", "გახსნა"), slot("14:30", "15:00", "მსჯელობა", speaker(name="ნინო ბერიძე"))
        ),
    )
    event, second = event_of(page), page.sessions[1]
    url = address("event_session_calendar", event.pk, second.id)
    (entry,) = entries(body_of(client, url))
    assert entry.summary.value == "მსჯელობა"
    assert entry.dtstart.value == second.starts_at
    assert entry.dtend.value == second.ends_at
    assert "ნინო ბერიძე" in entry.description.value
    assert "დიდი შეხვედრა" in entry.description.value
    whole = event_entry(client, page)
    assert entry.uid.value != whole.uid.value
    assert entry.related_to.value == whole.uid.value


def test_a_calendar_of_a_language_to_subscribe_to(client: Client) -> None:
    known = EventPageFactory(title="მომავალი")
    translate(known, title="Coming")
    EventPageFactory(title="მხოლოდ ქართულად")
    EventPageFactory(title="გუშინდელი", start_date=timezone.localdate() - datetime.timedelta(days=1))
    EventPageFactory(title="ძველი", start_date=timezone.localdate() - datetime.timedelta(days=400))
    event_draft(title="შავი ვარიანტი")
    response = client.get(address("events_calendar"))
    calendar = vobject.readOne(response.content.decode())
    assert [entry.summary.value for entry in calendar.vevent_list] == ["გუშინდელი", "მომავალი", "მხოლოდ ქართულად"]
    assert calendar.contents["x-wr-calname"][0].value
    assert calendar.contents["refresh-interval"][0].value == "PT6H"
    assert response.headers["Content-Disposition"].startswith("inline")
    (english,) = entries(body_of(client, address("events_calendar", language="en")))
    assert english.summary.value == "Coming"


def test_a_calendar_without_events_is_one_still(client: Client) -> None:
    calendar = vobject.readOne(body_of(client, address("events_calendar")).decode())
    assert "vevent" not in calendar.contents
    assert "vtimezone" in calendar.contents


def test_a_program_that_asks_again_is_told_that_nothing_changed(client: Client) -> None:
    page = EventPageFactory()
    for url in (address("events_calendar"), address("event_calendar", event_of(page).pk)):
        first = client.get(url)
        assert first.headers["Cache-Control"].startswith("public")
        assert first.headers["X-Robots-Tag"] == "noindex"
        assert "Cookie" not in first.headers.get("Vary", "")
        again = client.get(url, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    event = event_of(page)
    event.sequence += 1
    event.save()
    assert client.get(url, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
    assert client.post(url).status_code == 405
    assert client.head(url).status_code == 200


@pytest.mark.parametrize("wrong", ["unknown", "huge", "draft", "other language", "private"])
def test_no_calendar_of_what_cannot_be_read(client: Client, wrong: str) -> None:
    page = EventPageFactory(agenda=stream(slot("14:00", "15:00")))
    pk, language = event_of(page).pk, "ka"
    if wrong == "unknown":
        pk += 1000
    elif wrong == "huge":
        pk = 10**30
    elif wrong == "draft":
        page.unpublish()
    elif wrong == "private":
        page.view_restrictions.create(restriction_type="login")
    else:
        language = "en"
    assert client.get(address("event_calendar", pk, language=language)).status_code == 404
    assert client.get(address("event_session_calendar", pk, page.sessions[0].id, language=language)).status_code == 404


def test_a_session_without_an_end_that_can_be(client: Client) -> None:
    page = EventPageFactory(agenda=stream(slot("14:00", "", "უსასრულო"), slot("15:00", "14:00", "უკუღმა")))
    for session in page.sessions:
        (entry,) = entries(body_of(client, address("event_session_calendar", event_of(page).pk, session.id)))
        assert entry.summary.value == session.title
        assert "dtend" not in entry.contents


def test_no_calendar_of_a_session_that_is_not_there_or_has_no_hours(client: Client) -> None:
    page = EventPageFactory(agenda=stream(slot("", "", "უსაათო")))
    for session in (page.sessions[0].id, "nothing", "1", "%00"):
        assert client.get(f"/ka/events/{event_of(page).pk}/sessions/{session}.ics").status_code in (400, 404)


def test_as_many_questions_for_many_events_as_for_one(client: Client) -> None:
    EventPageFactory()
    url = address("events_calendar")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    EventPageFactory.create_batch(12, agenda=stream(slot("14:00", "15:00", "გახსნა", speaker(person=1))))
    with CaptureQueriesContext(connection) as many:
        body = body_of(client, url)
    assert len(entries(body)) == 13
    assert len(many) == len(few) <= 6
