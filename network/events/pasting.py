"""An agenda as somebody pasted it, read into slots. Pure.

What begins with an hour is a slot. What follows belongs to it if it names who speaks, or announces questions; in a row
of a table also any other line of the row. All else is kept where it stood, as ``Unread``: nothing that was pasted is
lost but the signs of a list, headings of columns, and hours of another time zone, which are computed anew.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from network.events.enums import SlotKind
from network.events.pasted_speakers import Speaker, is_sure, speakers_in, split_off_speakers
from network.events.pasted_tables import Cell, Row, rows_of
from network.events.pasted_words import (
    MINUTES,
    QUESTIONS,
    QUESTIONS_AT_END,
    Hours,
    bare_minutes,
    hours_at_start,
    is_header,
    is_header_of_speakers,
    is_name,
    is_zone,
    kind_of,
    looks_timed,
)
from network.events.written_dates import day_of

MOST = 300
_NUMBER = re.compile(r"\d{1,2}[.)]?")
_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(slots=True)
class Slot:
    """One row of the agenda, as it was read."""

    start: datetime.time
    end: datetime.time | None
    minutes: str = ""
    title: str = ""
    details: list[str] = field(default_factory=list)
    has_questions: bool = False
    speakers: list[Speaker] = field(default_factory=list)
    # Minutes of each speaker, where one number is given for all.
    each: str = ""

    @property
    def kind(self) -> SlotKind:
        """What happens, by the title."""
        return kind_of(self.title)


@dataclass(frozen=True, slots=True)
class Day:
    """A line that names the day of what follows."""

    date: datetime.date


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that was not understood, as it was."""

    text: str


Part = Slot | Day | Unread


def read_agenda(pasted: str) -> list[Part]:
    """Return what was pasted as slots, days and lines that were not understood, in their order."""
    reader = _Reader()
    rows = rows_of(pasted)
    for row in rows[:MOST]:
        reader.take(row)
    reader.parts += [Unread(" ".join(line for cell in row for line in cell)) for row in rows[MOST:]]
    return [_finished(part) for part in reader.parts]


class _Reader:
    """Goes through the rows; ``slot`` is the last one that was begun."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.slot: Slot | None = None
        self.speakers_at: int | None = None

    def take(self, row: Row) -> None:
        cells = [" ".join(cell) for cell in row]
        named = [cell for cell in cells if cell]
        at = next((number for number, cell in enumerate(cells) if hours_at_start(cell)), None)
        if all(is_header(cell) for cell in named):
            if len(row) > 1:
                self.speakers_at = next((n for n, cell in enumerate(cells) if is_header_of_speakers(cell)), None)
        elif at is not None and not any(map(_says_more, cells[:at])):
            self._begin(row, at)
        elif any(looks_timed(cell) for cell in named[:1]):
            self.parts.append(Unread(" ".join(named)))
        elif (day := day_of(" ".join(named))) is not None:
            self.parts.append(Day(day))
            self.slot = None
        else:
            self._go_on([line for cell in row for line in cell], of_row=False)

    def _begin(self, row: Row, at: int) -> None:
        """Begin a slot with the cell that tells its hours."""
        hours, lines = _hours_of(row[at])
        self.slot = Slot(hours.start, hours.end)
        self.parts.append(self.slot)
        is_table = len([cell for cell in row if cell]) > 1
        left = list(self._beside_hours(self.slot, lines, hours)) if is_table else lines
        self._go_on([line for line in left if line], of_row=is_table)
        for number, cell in enumerate(row):
            if number > at and cell:
                self._take_cell(self.slot, cell, hours, speaks=number == self.speakers_at)

    def _beside_hours(self, slot: Slot, lines: Sequence[str], hours: Hours) -> Iterator[str]:
        """Take minutes and hours of another zone out of the cell of the hours; yield what is left."""
        for line in lines:
            minutes = bare_minutes(line)
            if minutes and not slot.minutes:
                slot.minutes = minutes
            elif line and not (is_zone(line) or _is_same_elsewhere(line, hours)):
                yield line

    def _take_cell(self, slot: Slot, cell: Cell, hours: Hours, *, speaks: bool) -> None:
        words = " ".join(cell)
        minutes = bare_minutes(words)
        if minutes and not slot.minutes:
            slot.minutes = minutes
        elif not _is_same_elsewhere(words, hours):
            self._go_on(cell, of_row=True, speaks=speaks)

    def _go_on(self, lines: Sequence[str], *, of_row: bool, speaks: bool = False) -> None:
        """Give lines to the slot that was begun, as far as they are understood; the others stay as they are."""
        for line in lines:
            if self.slot is None:
                self.parts.append(Unread(line))
            elif not self._understood(self.slot, line, speaks=speaks):
                if of_row:
                    self.slot.details.append(line)
                else:
                    self.parts.append(Unread(line))

    def _understood(self, slot: Slot, line: str, *, speaks: bool) -> bool:
        if QUESTIONS.fullmatch(line.strip(" .•-–()")) and slot.title:
            slot.has_questions = True
        elif not slot.title and not speaks:
            _take_title(slot, line)
        elif _tells_position(slot, line):
            slot.speakers[-1] = slot.speakers[-1].placed(line)
        elif found := speakers_in(line, relaxed=speaks):
            slot.speakers += found
        else:
            return False
        return True


def _hours_of(cell: Cell) -> tuple[Hours, list[str]]:
    """Return the hours of a cell that begins with some, and its other lines; the hours may be broken over two lines."""
    first, whole = hours_at_start(cell[0]), hours_at_start(" ".join(cell))
    if first is None or (whole is not None and first.end is None and whole.end is not None and not first.rest):
        if whole is None:
            raise ValueError(cell)
        return whole, [whole.rest]
    return first, [first.rest, *cell[1:]]


def _tells_position(slot: Slot, line: str) -> bool:
    """Say whether a line tells the position of somebody whose name stood alone in the line before it."""
    follows = bool(slot.speakers) and slot.speakers[-1].is_bare and not slot.details
    return follows and _WORD.search(line) is not None and not is_sure(line) and not is_name(line.partition(",")[0])


def _says_more(cell: str) -> bool:
    """Whether a cell before the hours is more than the number of its row."""
    return bool(cell) and not _NUMBER.fullmatch(cell)


def _is_same_elsewhere(text: str, hours: Hours) -> bool:
    """Whether a text tells the same hours as the clocks of another zone show them, and nothing else."""
    other = hours_at_start(text)
    if other is None or (other.rest and not is_zone(other.rest)):
        return False
    if hours.end is None or other.end is None:
        return hours.end is other.end and _shift(hours.start, other.start) % 15 == 0
    shift = _shift(hours.start, other.start)
    return shift % 15 == 0 and shift == _shift(hours.end, other.end)


def _shift(here: datetime.time, there: datetime.time) -> int:
    return ((there.hour - here.hour) * 60 + there.minute - here.minute) % (24 * 60)


def _take_title(slot: Slot, line: str) -> None:
    """Read a title, and what stands with it in its line: minutes, questions, who speaks."""
    title, slot.speakers = split_off_speakers(line)
    for found in MINUTES.finditer(title):
        if found["each"]:
            slot.each = str(int(found[1]))
        else:
            slot.minutes = slot.minutes or str(int(found[1]))
    title = MINUTES.sub(" ", title)
    slot.has_questions = bool(QUESTIONS.search(title))
    title = QUESTIONS_AT_END.sub("", title) or title
    slot.title = " ".join(title.split()).strip(" ,;–—-")


def _finished(part: Part) -> Part:
    """Give a slot what follows from the rest of it; one of which nothing is known but its hours is no slot."""
    if not isinstance(part, Slot):
        return part
    if not (part.title or part.speakers or part.details):
        return Unread(f"{part.start:%H:%M}" + (f"–{part.end:%H:%M}" if part.end else ""))
    part.title = part.title or (part.details.pop(0) if part.details else "…")
    if part.each:
        part.speakers = [replace(who, minutes=who.minutes or part.each) for who in part.speakers]
    if part.end is None and part.minutes:
        end = datetime.datetime.combine(datetime.date.min, part.start) + datetime.timedelta(minutes=int(part.minutes))
        part.end = end.time()
    return part
