"""Hours of an event in its own zone and in another, before and after the clocks change; the days of an agenda."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from network.events import wording
from network.events.pages import EventPage
from network.events.reading import EventReading
from network.events.sessions import Session, sessions_of
from network.events.times import exists, moment, span, zone, zone_names
from tests.factories.events import slot, speaker
from tests.factories.pages import stream

THURSDAY = datetime.date(2021, 4, 22)
FRIDAY = datetime.date(2021, 4, 23)
ZONES = sorted(zone_names())
NEXT_MORNING = "23\N{NO-BREAK SPACE}April, 03:00\N{NO-BREAK SPACE}– 04:30"


def page(day: datetime.date = THURSDAY, last: datetime.date | None = None, **details: object) -> EventPage:
    """Return an event that no database knows, from 14:00 to 17:00 in Tbilisi and for Brussels."""
    hours = {"start_time": datetime.time(14), "end_time": datetime.time(17), "second_time_zone": "Europe/Brussels"}
    return EventPage(title="x", start_date=day, end_date=last, **hours | details)


def reading(day: datetime.date = THURSDAY, last: datetime.date | None = None, **details: object) -> EventReading:
    return EventReading(page(day, last, **details))


def agenda(*rows: tuple[str, object], last: datetime.date = THURSDAY, zone: str = "Asia/Tbilisi") -> list[Session]:
    stored = [{"type": kind, "value": value, "id": str(number)} for number, (kind, value) in enumerate(rows)]
    return sessions_of(stored, THURSDAY, last, zone)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "hours", "label"),
    [
        ("2021-03-27", "11:00–14:00", "Brussels (CET)"),  # the clocks go forward in the night that follows
        ("2021-03-28", "12:00–15:00", "Brussels (CEST)"),
        ("2021-04-22", "12:00–15:00", "Brussels (CEST)"),
        ("2021-10-30", "12:00–15:00", "Brussels (CEST)"),  # and back in this one
        ("2021-10-31", "11:00–14:00", "Brussels (CET)"),
    ],
)
def test_hours_elsewhere_follow_the_clocks_there(day: str, hours: str, label: str) -> None:
    found = reading(datetime.date.fromisoformat(day))
    with override("en"):
        assert (found.hours, found.zone_label) == ("14:00–17:00", "Tbilisi (GMT+4)")
        assert (found.other_hours, found.other_zone_label) == (hours, label)


@pytest.mark.django_db
def test_an_agenda_over_the_change_of_clocks() -> None:
    """In Brussels 02:00 becomes 03:00: the second slot begins there an hour later than the first one would end."""
    found = page(datetime.date(2021, 3, 28), start_time=datetime.time(4), end_time=datetime.time(6))
    found.agenda = stream(slot("04:30", "05:00"), slot("05:00", "05:30"))
    with override("en"):
        assert [row.other_hours for row in found.reading.rows] == ["01:30–03:00", "03:00–03:30"]
        assert [row.other_zone for row in found.reading.rows] == ["CET", "CEST"]


@pytest.mark.django_db
def test_the_day_is_said_where_it_is_another_one() -> None:
    found = page(start_time=datetime.time(22), end_time=datetime.time(23, 30), second_time_zone="Asia/Tokyo")
    found.agenda = stream(slot("22:00", "22:30"), slot("22:30", "23:30"))
    with override("en"):
        assert found.reading.other_hours == "23 April, 03:00\N{NO-BREAK SPACE}– 04:30".replace(
            "23 ", "23\N{NO-BREAK SPACE}"
        )
        assert found.reading.rows[0].other_hours.startswith("23\N{NO-BREAK SPACE}April, 03:00")
    evening = page(start_time=datetime.time(1), end_time=datetime.time(3))
    evening.agenda = stream(slot("01:00", "03:00"))
    with override("ka"):
        (row,) = evening.reading.rows
        assert row.hours == "01:00–03:00"
        assert row.other_hours == (
            "21\N{NO-BREAK SPACE}აპრილი, 23:00\N{NO-BREAK SPACE}– 22\N{NO-BREAK SPACE}აპრილი, 01:00"
        )


@pytest.mark.django_db
def test_an_event_of_several_days_says_them() -> None:
    found = reading(THURSDAY, FRIDAY)
    with override("en"):
        assert found.day == "22–23\N{NO-BREAK SPACE}April 2021"
        assert found.hours == ("22\N{NO-BREAK SPACE}April, 14:00\N{NO-BREAK SPACE}– 23\N{NO-BREAK SPACE}April, 17:00")
    with override("ka"):
        assert reading().day == "ხუთშაბათი, 22\N{NO-BREAK SPACE}აპრილი, 2021"


def test_slots_stand_on_the_first_day_or_on_the_one_before_them() -> None:
    found = agenda(slot("10:00", "11:00"), ("day", "2021-04-23"), slot("09:00", "10:00"), last=FRIDAY)
    assert [session.day for session in found] == [THURSDAY, FRIDAY]
    assert [session.number for session in found] == [1, 2]


def test_where_hours_run_back_the_next_day_has_begun_if_the_event_has_one() -> None:
    rows = (slot("22:00", "23:30"), slot("23:30", "00:30"), slot("00:30", "01:00"))
    found = agenda(*rows, last=FRIDAY)
    assert [session.day for session in found] == [THURSDAY, THURSDAY, FRIDAY]
    assert found[1].ends_at == moment(FRIDAY, datetime.time(0, 30), "Asia/Tbilisi")
    assert {session.day for session in agenda(*rows)} == {THURSDAY}


def test_what_is_no_slot_or_not_known_is_left_as_it_is() -> None:
    (found,) = agenda(("unread", "?"), slot("", "", "Later", speaker(minutes="5", name="A"), minutes="x"))
    assert (found.starts_at, found.ends_at, found.minutes) == (None, None, None)
    assert [(seen.name, seen.minutes) for seen in found.appearances] == [("A", 5)]
    assert wording.hours(None, None, THURSDAY) == ""
    assert wording.hours(moment(THURSDAY, datetime.time(9), "UTC"), None, THURSDAY) == "09:00"


def test_an_hour_that_no_clock_shows() -> None:
    day = datetime.date(2021, 3, 28)
    assert not exists(day, datetime.time(2, 30), "Europe/Brussels")
    assert exists(day, datetime.time(2, 30), "Asia/Tbilisi")
    assert exists(day, datetime.time(3), "Europe/Brussels")


@pytest.mark.parametrize("name", ["Tbilisi", "Asia/Nowhere", "", "../etc/passwd", "GMT+4"])
def test_a_zone_that_does_not_exist(name: str) -> None:
    with pytest.raises(ValidationError, match=r"time zone|სარტყელ"):
        zone(name)


@given(
    st.dates(datetime.date(1980, 1, 1), datetime.date(2060, 1, 1)), st.times(), st.sampled_from(sorted(zone_names()))
)
def test_every_hour_that_exists_is_found_again(day: datetime.date, time: datetime.time, name: str) -> None:
    there = moment(day, time, name).astimezone(datetime.UTC).astimezone(zone(name))
    assert (there.date(), there.time()) == (day, time) or not exists(day, time, name)


def test_zones_have_names() -> None:
    noon = datetime.time(12)
    with override("en"):
        assert wording.city("America/Argentina/Buenos_Aires") == "Buenos Aires"
        assert wording.zone_label(moment(THURSDAY, noon, "Asia/Kolkata"), "Asia/Kolkata") == "Kolkata (IST)"
        assert wording.abbreviation(moment(THURSDAY, noon, "Asia/Kathmandu")) == "GMT+5:45"
        assert wording.abbreviation(moment(THURSDAY, noon, "America/Sao_Paulo")) == "GMT\N{MINUS SIGN}3"


def test_a_span_of_days() -> None:
    assert str(span(THURSDAY, THURSDAY)) == "2021-04-22"
    assert str(span(THURSDAY, FRIDAY)) == "2021-04-22/2021-04-23"
