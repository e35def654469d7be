"""What went to the addressees of a letter and what came back, in the reader's language: one question for both."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, F, IntegerField, Value
from django.utils.translation import get_language

from cms.core.media import CustomDocument
from network.letters.deliveries import Delivery, ReceivedAnswer
from network.letters.letters import Letter

_NOTHING = Value("")
_DOCUMENT = ("id", "title_ka", "title_en", "file", "file_size", "language", "version")


@dataclass(frozen=True, slots=True)
class Handover:
    """The letter was handed over."""

    day: datetime.date
    recipient: str
    way: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An addressee answered; ``text`` has an empty line between its paragraphs."""

    day: datetime.date
    sender: str
    heading: str
    text: str
    is_demonstration: bool
    document: CustomDocument | None


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Both, the first ones first."""

    handovers: list[Handover] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)


def correspondence_of(letter: Letter) -> Correspondence:
    """Read what became of a letter; nothing is asked as long as nobody has it."""
    found = Correspondence()
    if letter.delivered_at is None:
        return found
    given = _in_columns(Delivery.objects.filter(letter=letter), _of_delivery())
    received = _in_columns(ReceivedAnswer.objects.filter(letter=letter), _of_answer())
    rows = given.union(received, all=True)
    for row in sorted(rows, key=lambda row: (row[1], row[0], row[2])):
        if row[0]:
            found.answers.append(_answer(row))
        else:
            found.handovers.append(Handover(row[1], _either(*row[3:5]), _either(*row[5:7])))
    return found


def _in_columns(rows: Any, columns: tuple[Any, ...]) -> Any:
    """Return rows with the columns of both tables in one order: named first, for Django to keep it."""
    named = {f"column_{index}": F(value) if isinstance(value, str) else value for index, value in enumerate(columns)}
    return rows.order_by().annotate(**named).values_list(*named)


def _of_delivery() -> tuple[Any, ...]:
    """Return the columns: whether it is an answer, day, number, whom, how; what an answer has more is empty."""
    none = Value(None, output_field=IntegerField())
    names = ("delivered_on", "pk", "recipient_ka", "recipient_en", "way_ka", "way_en")
    text = (_NOTHING, _NOTHING, Value(False, output_field=BooleanField()))
    return Value(0), *names, *text, none, *(_NOTHING,) * 3, none, *(_NOTHING,) * 2


def _of_answer() -> tuple[Any, ...]:
    names = ("received_on", "pk", "sender_ka", "sender_en", "heading_ka", "heading_en", "text_ka", "text_en")
    return Value(1), *names, "is_demonstration", *(f"document__{name}" for name in _DOCUMENT)


def _answer(row: tuple[Any, ...]) -> Answer:
    document = CustomDocument.from_db(None, _DOCUMENT, row[10:]) if row[10] else None
    return Answer(row[1], _either(*row[3:5]), _either(*row[5:7]), _either(*row[7:9]), bool(row[9]), document)


def _either(georgian: str | None, english: str | None) -> str:
    """Return the words in the reader's language, else in the other one."""
    first, second = (english, georgian) if get_language() == "en" else (georgian, english)
    return first or second or ""
