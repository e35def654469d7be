"""What an editor is told of the hours, the agenda and the texts of an event."""

import datetime
from typing import Any

import pytest
from django.utils import translation

from network.events.agenda_rules import Frame, agenda_notes
from network.events.sessions import sessions_of
from network.events.text_rules import text_notes
from tests.factories.events import slot, speaker

DAY = datetime.date(2021, 4, 22)  # a Thursday


def told(*rows: tuple[str, Any], unread: int = 0, **frame: Any) -> dict[str, str]:
    """Return the notes to an agenda of an event from 14:00 to 15:00, by their kind."""
    known = {"first_day": DAY, "start": datetime.time(14), "last_day": DAY, "end": datetime.time(15)}
    frame = {**known, "time_zone": "Asia/Tbilisi", **frame}
    stored = [{"type": kind, "value": value, "id": str(number)} for number, (kind, value) in enumerate(rows)]
    sessions = sessions_of(stored, frame["first_day"], frame["last_day"], frame["time_zone"])
    with translation.override("en"):
        return {note.code: note.text for note in agenda_notes(sessions, unread, Frame(**frame))}


def of_text(text: str, source: str = "", year: int = 2021) -> dict[str, str]:
    with translation.override("en"):
        return {note.code: note.text for note in text_notes([text], [source], year=year)}


def test_an_agenda_that_fits_is_not_mentioned() -> None:
    opening = slot("14:00", "14:20", "Opening", speaker(name="A", minutes="20"), minutes="20")
    talk = slot("14:20", "15:00", "Talk", speaker(name="B", minutes="10"), minutes="40", has_questions=True)
    assert told(opening, talk, second_time_zone="Europe/Brussels") == {}
    assert told() == {}


def test_minutes_that_are_not_given_or_not_right() -> None:
    found = told(slot("14:00", "14:20", "Pause"), slot("14:20", "15:00", "Talk", minutes="30"))
    assert found == {
        "no_minutes": "14:00 “Pause”: minutes are not given; the hours make 20.",
        "minutes": "14:20 “Talk”: 30 minutes are given; the hours make 40.",
    }


def test_a_gap_an_overlap_and_the_sum() -> None:
    rows = [("14:00", "14:30", "A", "30"), ("14:20", "14:40", "B", "20"), ("14:45", "14:55", "C", "10")]
    found = told(*(slot(start, end, title, minutes=minutes) for start, end, title, minutes in rows))
    assert found == {
        "overlap": "14:20 “B” begins before the end of: 14:00 “A”.",
        "gap": "Nothing stands in the agenda between 14:40 and 14:45.",
        "end": "The agenda ends at 14:55, the event at 15:00.",
    }
    shorter = told(slot("14:00", "14:30", "A", minutes="30"), slot("14:35", "15:00", "C", minutes="25"))
    assert shorter["sum"] == "The agenda fills 55 of 60 minutes."


def test_a_long_slot_hides_no_overlap_behind_a_short_one() -> None:
    rows = [("14:00", "15:00", "A", "60"), ("14:10", "14:20", "B", "10"), ("14:30", "15:00", "C", "30")]
    found = told(*(slot(start, end, title, minutes=minutes) for start, end, title, minutes in rows))
    assert found["overlap"] == "14:30 “C” begins before the end of: 14:00 “A”."
    assert "gap" not in found


def test_an_agenda_that_begins_before_the_event() -> None:
    found = told(slot("13:30", "15:00", "A", minutes="90"))
    assert found["begin"] == "The agenda begins at 13:30, the event at 14:00."
    assert found["sum"] == "The agenda fills 90 of 60 minutes."


@pytest.mark.parametrize(("minutes", "code"), [("50", "speakers_more"), ("10", "speakers_less")])
def test_minutes_of_speakers(minutes: str, code: str) -> None:
    talk = slot(
        "14:00", "15:00", "Talk", speaker(name="A", minutes=minutes), speaker(name="B", minutes="15"), minutes="60"
    )
    assert set(told(talk)) == {code}
    assert f"{int(minutes) + 15} " in told(talk)[code]
    kind, value = talk
    assert set(told((kind, value | {"has_questions": True}))) == {code} - {"speakers_less"}


def test_a_slot_that_cannot_be() -> None:
    assert told(slot("14:30", "14:00", "A"))["backwards"] == "14:30 “A”: it ends before it begins."
    assert told(slot("14:00", "", "A"))["no_hours"] == "14:00 “A”: the hour of its end is missing."
    assert told(slot("", "", "A"))["no_hours"] == "“A”: its hours are missing."
    assert told(slot("14:00", "15:00", "A", speaker(position="Director"), minutes="60")) == {
        "nameless": "14:00 “A”: a speaker has no name."
    }


def test_lines_that_were_not_understood() -> None:
    found = told(unread=2)
    assert found == {"unread": "Lines of the agenda that were not understood: 2. Readers do not see them."}


def test_zones() -> None:
    assert told(second_time_zone="Asia/Tbilisi")["same_zone"] == "The second time zone is the first one."
    assert "Clocks show the same" in told(second_time_zone="Asia/Dubai")["same_zone"]
    assert "Atlantis" in told(second_time_zone="Europe/Atlantis")["zone"]
    assert told(time_zone="Europe/Atlantis")["zone"]


def test_an_hour_that_clocks_skip() -> None:
    night = {"first_day": datetime.date(2027, 3, 28), "last_day": datetime.date(2027, 3, 28), "start": datetime.time(1)}
    rows = slot("01:00", "02:30", "A", minutes="90"), slot("02:30", "04:00", "B", minutes="90")
    found = told(*rows, end=datetime.time(4), time_zone="Europe/Brussels", **night)
    assert found["skipped"] == "02:30 “B”: clocks are put forward on that day and skip 02:30."
    assert "skipped" not in told(*rows, end=datetime.time(4), time_zone="Asia/Tbilisi", **night)


def test_the_days_of_a_long_event_are_not_compared_with_each_other() -> None:
    second = ("day", "2021-04-23")
    rows = slot("14:00", "18:00", "A", minutes="240"), second, slot("10:00", "15:00", "B", minutes="300")
    assert told(*rows, last_day=datetime.date(2021, 4, 23)) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Wednesday, 22 April 2021",
        "on 22 April 2021 (Friday)",
        "Friday, April 22nd, 2021",
        "Mon 22.04.2021",
        "ოთხშაბათს, 2021 წლის 22 აპრილს",
        "22 აპრილი, 2021 (პარასკევი)",
        "22 აპრილს, 2021, შაბათს",
    ],
)
def test_a_day_of_the_week_that_is_not_that_of_its_date(text: str) -> None:
    assert set(of_text(text)) == {"weekday"}
    assert "Thursday" in of_text(text)["weekday"]


@pytest.mark.parametrize(
    "text",
    [
        "Thursday, 22 April 2021",
        "2021 წლის 22 აპრილს, ხუთშაბათს",
        "ხუთშაბათი, 22 აპრილი, 2021",
        "2021-04-22 (Thursday)",
        "from 22 April to 25 May 2021",
        "21 April 2021, Thursday 22 April 2021",
        "14:00-14:15, 22 participants; may 5 people come; 12 მარტივი გზა",
    ],
)
def test_a_date_that_is_right(text: str) -> None:
    assert of_text(text) == {}


@pytest.mark.parametrize("text", ["on 25 January", "January 25", "25 იანვარს", "25 იანვრის შეხვედრა"])
def test_a_date_without_a_year(text: str) -> None:
    assert set(of_text(text)) == {"no_year"}


def test_a_day_of_the_week_without_a_year_is_compared_in_the_year_of_the_event() -> None:
    assert set(of_text("Friday, 22 April")) == {"no_year", "weekday"}
    assert set(of_text("Thursday, 22 April")) == {"no_year"}


def test_a_day_that_is_in_no_calendar() -> None:
    assert set(of_text("31 April 2021")) == {"no_day"}
    assert set(of_text("29 თებერვალი, 2021")) == {"no_day"}
    assert of_text("29 თებერვალი, 2024") == {}


@pytest.mark.parametrize(
    "address", ["http//iom.int", "htp://iom.int", "https:/iom.int", "https://iom", "http://iom..int"]
)
def test_an_address_that_leads_nowhere(address: str) -> None:
    assert set(of_text(f"see {address}, please")) <= {"address"}
    assert set(of_text("", f'<a href="{address}">here</a>')) == {"address"}


def test_addresses_that_are_right() -> None:
    written = "see https://iom.int/a?b=c. Or (www.iom.int), and/or mail a@iom.int"
    right = ('href="https://iom.int"', 'href="mailto:a@iom.int"', 'linktype="page" id="3"', 'href="/ka/"')
    links = "".join(f"<a {attributes}>here</a>" for attributes in right)
    assert of_text(written, links) == {}
    assert set(of_text("", '<a href="www.iom.int">a</a>')) == {"address"}
    assert set(of_text("", '<a href="https://example.org/x">a</a>')) == {"example"}
