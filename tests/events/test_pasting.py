"""What is read out of a pasted agenda, in both languages, and that nothing of it is lost."""

import datetime
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.events.enums import SlotKind
from network.events.pasted_tables import LARGEST
from network.events.pasting import MOST, Day, Part, Slot, Unread, read_agenda

ENGLISH = """Draft agenda
Thursday, 22 April 2021
14:00-14:15 Opening remarks
• Dr Sabine Machl, UN Resident Coordinator, Georgia (5 minutes)
• Ms Sanja Celebic Lukovac, IOM Chief of Mission, Georgia (5 minutes)
Mr George Jashi, Executive Secretary of the State Commission (5 min)
14.15–14.30 (15 minutes) The Migration Network Hub (Q&A)
Dr Susanne Melde
Senior Programme Coordinator, Global Migration Data Analysis Centre, IOM
14:50 — 15:30 Government experiences: Mr Kristof Tamas, Senior Adviser, Ministry of Justice, Sweden; \
Ms Olga Poalelungi, Director of the Bureau for Migration and Asylum, Ministry of Interior, Moldova
To be confirmed with the ministry
16:10-16:20 Break
25:00-26:00 Party
16:20 – 16:40\tDiscussion on the way forward\t20\tMs Azrah Karim Rajput, Policy Officer, UN Network on Migration
4:40 pm Closing remarks (15 min)
"""
GEORGIAN = """დღის წესრიგის პროექტი
14:00-14:15\tმისასალმებელი სიტყვები (15 წუთი)
დოქტორი საბინე მახლი, გაეროს მუდმივი კოორდინატორი საქართველოში (5 წუთი)
გიორგი ჯაშვილი, სამთავრობო კომისიის აღმასრულებელი მდივანი – 5 წთ
14:50-დან 15:30-მდე მთავრობების გამოცდილება, კითხვა-პასუხი
ქალბატონი ოლგა პოალელუნჯი, ბიუროს დირექტორი, მოლდოვის შინაგან საქმეთა სამინისტრო
16:10–16:20 შესვენება
16:20–16:40 მსჯელობა სამომავლო ნაბიჯებზე
მომხსენებელი: აზრა კარიმ რაჯპუტი, პოლიტიკის სპეციალისტი, გაეროს მიგრაციის ქსელი
ადგილი დაზუსტდება
16:40–16:55 დასკვნითი სიტყვები
"""
TABLE = """<p>Agenda</p><table>
<tr><th>Time<br>(GMT+4)</th><th>Time (CEST)</th><th>Min</th><th>Session</th><th>Speakers</th></tr>
<tr><td>14:00 –<p>14:15</p></td><td>12:00-12:15</td><td>15</td><td>Opening remarks</td>
  <td><p><b>Dr Sabine Machl</b></p><p>UN Resident Coordinator, Georgia</p>
  <ul><li>საბინე მახლი, კოორდინატორი (5 min)</li></ul></td></tr>
<tr><td>14:15-14:30 (GMT+4)<br>12:15-12:30 CEST</td><td></td><td></td><td>The Hub<p>How it works</p></td>
  <td>Nino Beridze<p>Lela Kvaratskhelia</p></td></tr>
<tr><td colspan="5">16:10–16:20 Break</td></tr>
<tr><td>To be</td><td>confirmed</td></tr></table>"""


def slots(parts: list[Part]) -> list[Slot]:
    return [part for part in parts if isinstance(part, Slot)]


def unread(parts: list[Part]) -> list[str]:
    return [part.text for part in parts if isinstance(part, Unread)]


def hours(parts: list[Part]) -> list[str]:
    return [f"{slot.start:%H:%M}–{slot.end:%H:%M}" for slot in slots(parts)]


def one(text: str) -> Slot:
    (slot,) = read_agenda(text)
    assert isinstance(slot, Slot)
    return slot


def test_lines_in_english() -> None:
    parts = read_agenda(ENGLISH)
    assert parts[0] == Day(datetime.date(2021, 4, 22))
    assert hours(parts) == ["14:00–14:15", "14:15–14:30", "14:50–15:30", "16:10–16:20", "16:20–16:40", "16:40–16:55"]
    assert unread(parts) == ["To be confirmed with the ministry", "25:00-26:00 Party"]
    opening, hub, governments, pause, discussion, closing = slots(parts)
    assert [(who.honorific, who.name, who.position, who.minutes) for who in opening.speakers] == [
        ("Dr", "Sabine Machl", "UN Resident Coordinator, Georgia", "5"),
        ("Ms", "Sanja Celebic Lukovac", "IOM Chief of Mission, Georgia", "5"),
        ("Mr", "George Jashi", "Executive Secretary of the State Commission", "5"),
    ]
    assert (hub.title, hub.minutes, hub.has_questions) == ("The Migration Network Hub", "15", True)
    assert hub.speakers[0].organisation == "Global Migration Data Analysis Centre, IOM"
    assert governments.title == "Government experiences"
    assert [who.organisation for who in governments.speakers] == [
        "Ministry of Justice, Sweden",
        "Ministry of Interior, Moldova",
    ]
    assert (discussion.minutes, discussion.speakers[0].position) == ("20", "Policy Officer")
    assert [slot.kind for slot in (opening, hub, pause, discussion, closing)] == [
        SlotKind.OPENING,
        SlotKind.PRESENTATION,
        SlotKind.BREAK,
        SlotKind.DISCUSSION,
        SlotKind.CLOSING,
    ]


def test_lines_in_georgian() -> None:
    parts = read_agenda(GEORGIAN)
    assert hours(parts) == ["14:00–14:15", "14:50–15:30", "16:10–16:20", "16:20–16:40", "16:40–16:55"]
    assert unread(parts) == ["ადგილი დაზუსტდება"]
    opening, governments, _pause, discussion, _closing = slots(parts)
    assert (opening.title, opening.minutes) == ("მისასალმებელი სიტყვები", "15")
    assert [(who.honorific, who.name, who.minutes) for who in opening.speakers] == [
        ("დოქტორი", "საბინე მახლი", "5"),
        ("", "გიორგი ჯაშვილი", "5"),
    ]
    assert (governments.title, governments.has_questions) == ("მთავრობების გამოცდილება", True)
    assert governments.speakers[0].organisation == "მოლდოვის შინაგან საქმეთა სამინისტრო"
    assert discussion.speakers[0].name == "აზრა კარიმ რაჯპუტი"
    assert [slot.kind for slot in slots(parts)] == [
        "opening_remarks",
        "presentation",
        "break",
        "discussion",
        "closing_remarks",
    ]


def test_a_table_of_a_document() -> None:
    parts = read_agenda(TABLE)
    assert hours(parts) == ["14:00–14:15", "14:15–14:30", "16:10–16:20"]
    opening, hub, pause = slots(parts)
    assert [(who.name, who.position) for who in opening.speakers] == [
        ("Sabine Machl", "UN Resident Coordinator, Georgia"),
        ("საბინე მახლი", "კოორდინატორი"),
    ]
    assert (opening.minutes, opening.title, opening.details) == ("15", "Opening remarks", [])
    assert (hub.title, hub.details) == ("The Hub", ["How it works"])
    assert [who.name for who in hub.speakers] == ["Nino Beridze", "Lela Kvaratskhelia"]
    assert pause.kind == SlotKind.BREAK
    assert unread(parts) == ["To be", "confirmed"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("14:00-14:15 A", "14:00", "14:15"),
        ("14.00 – 14.15 A", "14:00", "14:15"),
        ("1. 9:00—9:30 A", "09:00", "09:30"),
        ("2:00 pm – 2:15 p.m. A", "14:00", "14:15"),
        ("14:00 to 14:15: A", "14:00", "14:15"),
        ("14:00-დან 14:15-მდე A", "14:00", "14:15"),
        ("(14:00–14:15) A", "14:00", "14:15"),
        ("23:30–00:15 A", "23:30", "00:15"),
        ("15:00–14:00 A", "15:00", "14:00"),
        ("14:00 (20 min) A", "14:00", "14:20"),
        ("14:00 A", "14:00", None),
    ],
)
def test_hours_as_people_write_them(text: str, start: str, end: str | None) -> None:
    slot = one(text)
    assert slot.title == "A"
    assert f"{slot.start:%H:%M}" == start
    assert (f"{slot.end:%H:%M}" if slot.end else None) == end


@pytest.mark.parametrize(
    "text", ["24:30–25:00 A", "14:75 A", "13:00 pm A", "1400-1415 A", "at noon: A", "14:00–14:99 A"]
)
def test_hours_that_no_clock_shows_stay_as_they_are(text: str) -> None:
    assert read_agenda(text) == [Unread(text)]


def test_a_line_that_is_not_understood_takes_nothing_with_it() -> None:
    parts = read_agenda("10:00–10:30 Opening\n???\nDr Nino Beridze, director\n10:30–11:00 Talk")
    assert unread(parts) == ["???"]
    assert [len(slot.speakers) for slot in slots(parts)] == [1, 0]
    assert unread(read_agenda("10:00–10:30 Opening\nDr Nino Beridze\n???")) == ["???"]


def test_minutes_that_each_speaker_has() -> None:
    slot = one("16:40–16:55 Closing remarks (5 min each)\n• Nino Beridze, director\n• Lela Dvali, head (7 min)")
    assert [who.minutes for who in slot.speakers] == ["5", "7"]
    assert slot.minutes == ""


def test_other_hours_are_kept_if_they_are_not_the_same_elsewhere() -> None:
    table = "14:00–14:15\t{}\tOpening"
    assert one(table.format("12:00–12:15")).title == "Opening"
    assert "12:00–12:25" in str(read_agenda(table.format("12:00–12:25")))


def test_nothing_is_nothing() -> None:
    for text in ("", "  \n\t\n ", "<table><tr><td></td></tr></table>", "Agenda", "დღის წესრიგი"):
        assert read_agenda(text) == []


def test_what_is_too_long_is_cut_and_many_rows_stay_unread() -> None:
    parts = read_agenda("\n".join(f"10:00–10:05 Talk {number}" for number in range(MOST + 20)))
    assert (len(slots(parts)), len(unread(parts))) == (MOST, 20)
    assert read_agenda("a" * (LARGEST + 100))[0].text == "a" * LARGEST


# Words that mean nothing in an agenda, so each of them must come out where it went in.
WORDS = st.sampled_from(["zarka", "Blim", "tovik", "Grusel", "ბლიკო", "ტრამბა", "სუსტალი", "Quonk", "übel", "naïveté"])
PLAIN = (" ", "\n", "\t", ", ", "; ", ": ", " – ", " (", ") ", "\n• ", " | ", " (5 min) ", " Dr ", " Q&A ")
SIGNS = ("\n14:00–14:20 ", "\n9.15 ", "\n25:99 ", "\t10:00-10:30\t", "\nბატონი ", "\nSpeaker: ", "\n22 April 2021\n")
TAGS = ("<table><tr><td>", "</td><td>", "</td></tr>", "<p>", "<br>", "</table>")
MARKS = st.sampled_from([*PLAIN, *SIGNS, *TAGS])


def _words_of(part: Part) -> str:
    match part:
        case Day():
            return ""
        case Unread():
            return part.text
    people = (f"{who.name} {who.position} {who.organisation}" for who in part.speakers)
    return " ".join([part.title, *part.details, *people])


@given(st.lists(st.tuples(WORDS, MARKS), max_size=40))
def test_no_word_is_lost_or_doubled(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + mark for word, mark in pieces)
    known = {word for word, _mark in pieces}
    found = [word for part in read_agenda(text) for word in re.findall(r"\w+", _words_of(part)) if word in known]
    assert Counter(found) == Counter(word for word, _mark in pieces)


@given(st.text(max_size=300))
def test_any_text_at_all_is_read(text: str) -> None:
    for part in read_agenda(text):
        assert not isinstance(part, Slot) or part.title


@given(st.text(alphabet="<>!/[]abtdr:01 .–-\n\t&;'\"=", max_size=200))
def test_any_scraps_of_html_are_read(text: str) -> None:
    read_agenda("<table>" + text)


@given(
    st.times(),
    st.times(),
    st.sampled_from(["{0:%H:%M}-{1:%H:%M} zarka", "{0:%H.%M} – {1:%H.%M}\tzarka", "{0:%H:%M}–{1:%H:%M}\nzarka"]),
)
def test_every_hour_of_the_day_is_read(start: datetime.time, end: datetime.time, written: str) -> None:
    slot = one(written.format(start, end))
    assert (slot.start, slot.end, slot.title) == (
        start.replace(second=0, microsecond=0),
        end.replace(second=0, microsecond=0),
        "zarka",
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Moderator: Nino Beridze, director", [("Nino Beridze", "Moderator, director")]),
        (
            "Moderators: Nino Beridze; Lela Kobakhidze",
            [("Nino Beridze", "Moderator"), ("Lela Kobakhidze", "Moderator")],
        ),
        ("Moderated by: Nino Beridze", [("Nino Beridze", "Moderator")]),
        ("მოდერატორი: ანა პლატონოვა", [("ანა პლატონოვა", "მოდერატორი")]),
        ("Speaker: Nino Beridze, director", [("Nino Beridze", "director")]),
    ],
)
def test_who_moderates_is_told_apart_from_who_speaks(line: str, told: list[tuple[str, str]]) -> None:
    for pasted in (f"14:00-15:00 Discussion\n{line}", f"14:00-15:00 Discussion. {line}"):
        (slot,) = slots(read_agenda(pasted))
        assert [(who.name, who.part_and_position) for who in slot.speakers] == told


def test_the_position_in_the_next_line_does_not_take_the_part_away() -> None:
    (slot,) = slots(read_agenda("14:00-15:00 Discussion\nModerator: Nino Beridze\nDirector, IOM"))
    assert slot.speakers[0].part_and_position.startswith("Moderator, Director")
