"""From the blocks of a content file to the stored form of a StreamField, in one language.

Every child and every list item gets the identifier of its file, key and position; both languages share it, as
translated texts do.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.html import escape

from cms.core.dates import FuzzyDate
from cms.demo.content import Entry, date_of, stable_uuid, words
from cms.demo.records import Records

E_MAIL = re.compile(r"[\w.]+@[\w.]+\w")
LINK = r'<a href="mailto:\g<0>">\g<0></a>'
Child = dict[str, Any]


def rich(text: str) -> str:
    """Return a paragraph of rich text; e-mail addresses become links."""
    return f"<p>{E_MAIL.sub(LINK, escape(text))}</p>"


def stored(date: FuzzyDate | None) -> str:
    """Return a date as a block stores it."""
    return str(date) if date else ""


class StreamWriter:
    """Writes the StreamFields of one page in one language.

    ``page_id`` finds the row of another page in the same language.
    """

    def __init__(self, key: str, language: str, records: Records, page_id: Callable[[str], int | None]) -> None:
        self.key = key
        self.language = language
        self.records = records
        self.page_id = page_id

    def say(self, pair: Mapping[str, str] | None) -> str:
        """Return a text in the writer's language."""
        return words(pair, self.language)

    def child(self, kind: str, value: Any, *position: object) -> Child:
        """Return one block with its lasting identifier."""
        return {"type": kind, "value": value, "id": str(stable_uuid(self.key, *position))}

    def items(self, values: Iterable[Any], *position: object) -> list[Child]:
        """Return the items of a list inside a block."""
        return [self.child("item", value, *position, number) for number, value in enumerate(values)]

    def stream(self, field: str, kind: str, values: Iterable[Any]) -> str:
        """Return a StreamField whose children are all of one kind."""
        return json.dumps([self.child(kind, value, field, number) for number, value in enumerate(values)])

    def body(self, blocks: Iterable[Entry] | None, field: str = "body") -> str:
        """Return a StreamField from the blocks of a content file."""
        children = []
        for number, block in enumerate(blocks or ()):
            ((kind, value),) = block.items()
            children.append(self.child(kind, WRITERS[kind](self, value, (field, number)), field, number))
        return json.dumps(children)

    def related(self, keys: Iterable[str]) -> str:
        """Return the related pages."""
        return self.stream("related", "page", [self.page_id(key) for key in keys])

    def figure(self, value: Entry, position: tuple[object, ...] = ()) -> Child:
        """Return a figure with how exact it is."""
        return {
            "qualifier": value["qualifier"],
            "number": str(value["number"]),
            "unit": self.say(value["unit"]),
            "as_of": stored(date_of(value.get("as_of"))),
            "source": self.say(value.get("source")),
        }


Position = tuple[object, ...]


def _heading(writer: StreamWriter, value: Entry, position: Position) -> Child:
    return {"text": writer.say(value), "level": "h2"}


def _line(writer: StreamWriter, value: Entry, position: Position) -> str:
    return writer.say(value)


def _paragraph(writer: StreamWriter, value: Entry, position: Position) -> str:
    return rich(writer.say(value))


def _list(writer: StreamWriter, value: list[Entry], position: Position) -> Child:
    return {"items": writer.items([rich(writer.say(item)) for item in value], *position)}


def _numbered_list(writer: StreamWriter, value: list[Entry], position: Position) -> Child:
    return {"style": "1", **_list(writer, value, position)}


def _quote(writer: StreamWriter, value: Entry, position: Position) -> Child:
    return {"text": writer.say(value["text"]), "attribution": writer.say(value.get("attribution"))}


def _facts(writer: StreamWriter, value: list[Entry], position: Position) -> Child:
    facts = [{name: writer.say(fact[name]) for name in ("term", "description")} for fact in value]
    return {"facts": writer.items(facts, *position)}


def _image(writer: StreamWriter, value: Entry, position: Position) -> Child:
    return {"image": writer.records.images[value["image"]].pk, "caption": writer.say(value.get("caption"))}


def _table(writer: StreamWriter, value: Entry, position: Position) -> Child:
    columns = [{"type": "text", "heading": writer.say(column)} for column in value["columns"]]
    rows = [{"values": list(row)} for row in value["rows"]]
    return {"columns": columns, "rows": rows, "caption": writer.say(value.get("caption"))}


def _call_to_action(writer: StreamWriter, value: Entry, position: Position) -> Child:
    return {
        "text": writer.say(value.get("text")),
        "label": writer.say(value["label"]),
        "page": writer.page_id(value["page"]),
        "url": "",
    }


def _question_answer(writer: StreamWriter, value: Entry, position: Position) -> Child:
    return {"question": writer.say(value["question"]), "answer": rich(writer.say(value["answer"]))}


def contact(writer: StreamWriter, value: Entry, position: Position = ()) -> Child:
    """Return somebody whom readers can write to."""
    return {
        "name": writer.say(value["name"]),
        "role": writer.say(value.get("role")),
        "email": value.get("email", ""),
        "phone": value.get("phone", ""),
    }


WRITERS: dict[str, Callable[[StreamWriter, Any, Position], Any]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _list,
    "numbered_list": _numbered_list,
    "quote": _quote,
    "figure": StreamWriter.figure,
    "facts": _facts,
    "image": _image,
    "table": _table,
    "call_to_action": _call_to_action,
    "question_answer": _question_answer,
    "contact": contact,
    "salutation": _line,
    "closing": _line,
    "signed_by": _line,
}
