"""What the PDF of a letter says, as plain values for ``typst/letter.typ``: the exact signed text, and who signed it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cms.core.addresses import named_address, page_address
from cms.core.site_settings import SiteSettings
from network.agreement import wording as agreement
from network.agreement.templatetags.agreement import sheaf_of
from network.letters import wording
from network.letters.enums import SignatureKind
from network.letters.files.letter_blocks import nodes, runs
from network.letters.files.printable import lacks_signs, printable
from network.letters.files.roll import Roll, Signatory
from network.letters.letters import LetterVersion
from network.letters.public import page_in

# A compiler that sets 100,000 names takes two gigabytes of memory; so many take half of one.
MOST_NAMES = 20_000
_MARK = "*"


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of what is known about the file; ``address`` makes a link of the value."""

    term: str
    value: str
    address: str = ""

    @property
    def row(self) -> list[str]:
        """The same for the template."""
        return [printable(self.term), printable(self.value), self.address]


def document_of(roll: Roll) -> dict[str, Any]:
    """Return everything that the PDF of a letter says, in the language of its roll."""
    with translation.override(roll.language):
        return _document(roll)


def _document(roll: Roll) -> dict[str, Any]:
    language, version = roll.language, roll.version
    fields = version.contents[language]["fields"]
    page = page_in(roll.letter, language)
    as_of = date_format(localtime(roll.read_at), "DATETIME_FORMAT")
    groups, notes = _groups(roll)
    title = version.titles[language]
    return {
        "lang": language,
        "title": printable(title),
        "author": printable(SiteSettings.load().name) or printable(title),
        "footer": printable(
            _("Fingerprint: %(fingerprint)s. As of: %(moment)s")
            % {"fingerprint": agreement.short(version.fingerprint), "moment": as_of}
        ),
        "kind": _("Open letter"),
        "standing": _standing(roll, fields),
        "heading": runs(title, language),
        "lead": runs(fields.get("lead") or "", language),
        "addressees": [runs(value["text"], language) for _kind, value in fields.get("addressees") or []],
        "occasion": runs(fields.get("context") or "", language),
        "agreement": _agreement(version),
        "body": list(nodes(fields.get("body") or [], language)),
        "funding": [runs(f"{line.sentence} {line.disclaimer}".strip(), language) for line in _funding(page)],
        "roll": groups,
        "notes": [printable(note) for note in notes],
        "about": [fact.row for fact in _about(roll, page, as_of)],
        "words": {
            "to": _("To whom"),
            "occasion": _("Occasion"),
            "signatories": _("Signatories"),
            "counted": _counted(len(groups)),
            "about": _("About this file"),
            "checked": _(
                "This file was made from the letter’s page, where the list goes on growing. Both languages are one "
                "letter with one fingerprint: another fingerprint is another text."
            ),
        },
    }


def _standing(roll: Roll, fields: dict[str, Any]) -> list[str]:
    rows = [wording.state(roll.letter, roll.read_at), wording.period(roll.letter)]
    if fields.get("is_demonstration") in (True, "True"):
        rows.append(_("An example for the demonstration"))
    return [printable(row) for row in rows if row]


def _agreement(version: LetterVersion) -> dict[str, Any]:
    facts = [_("Fingerprint: %(fingerprint)s") % {"fingerprint": agreement.short(version.fingerprint)}]
    asked = version.round
    if asked is None:
        return {"result": _("In the Network’s name"), "facts": facts, "sheaf": None}
    date = _("Date: %(date)s") % {"date": agreement.day(asked.published_at or asked.closed_at)}
    return {"result": agreement.result(asked), "facts": [date, *facts], "sheaf": sheaf_of(asked)}


def _funding(page: Any) -> list[Any]:
    return list(page.funding_lines) if page is not None else []


def _groups(roll: Roll) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the lists by kind, and what has to be said below them."""
    groups, notes, room = [], [], MOST_NAMES
    has_strange = False
    for kind, rows in roll.names.items():
        count = roll.counts[kind]
        if not count.all and not roll.letter.accepts(kind):
            continue
        printed = rows[:room]
        room -= len(printed)
        has_strange = has_strange or any(lacks_signs(row.name) for row in printed)
        groups.append({
            "kind": kind,
            "title": wording.heading(kind),
            "count": wording.number(count.all),
            "names": [_name(row, roll) for row in printed],
            "more": wording.hidden(kind, count.hidden, is_alone=not count.named) if count.hidden else "",
        })  # fmt: skip
        if len(printed) < len(rows):
            notes.append(_too_many(roll, len(rows) - len(printed)))
    if has_strange:
        notes.insert(0, _("* Written in an alphabet that this file cannot print, shown here in Latin letters."))
    return groups, notes


def _counted(kinds: int) -> str:
    if kinds < len(SignatureKind):
        return _("The two numbers are counted separately and never added up.") if kinds > 1 else ""
    return _("The three numbers are counted separately and never added up.")


def _too_many(roll: Roll, missing: int) -> str:
    return _("The list is too long to be printed whole. Left out: %(count)s. All names: %(address)s") % {
        "count": wording.number(missing),
        "address": named_address("letter_csv", roll.letter.pk),
    }


def _name(row: Signatory, roll: Roll) -> list[Any]:
    """Return the name, what stands behind it, and a note, each as runs."""
    beside = [row.role, row.place] if row.kind == SignatureKind.PERSON else [row.place]
    behind = "".join(f", {word}" for word in beside if word)
    if row.version != roll.version.number:
        version = _("signed version %(number)s") % {"number": row.version}
        behind += f" ({version})"
    mark = _MARK if lacks_signs(row.name) else ""
    return [runs(row.name + mark, roll.language), runs(behind, roll.language), runs(row.note, roll.language)]


def _about(roll: Roll, page: Any, as_of: str) -> Iterator[Fact]:
    version = roll.version
    yield Fact(_("As of"), as_of)
    yield Fact(_("Fingerprint of both texts"), " ".join(agreement.groups(version.fingerprint)))
    yield Fact(_("Version of the text"), _number_and_day(version))
    if page is not None:
        address = page_address(page)
        yield Fact(_("Letter"), address, address)
    if version.round is not None:
        record = named_address("record", version.round.pk)
        yield Fact(_("Public record"), record, record)


def _number_and_day(version: LetterVersion) -> str:
    day = agreement.day(version.made_at)
    if version.is_correction:
        return _("%(number)s, public since %(date)s, a minor correction") % {"number": version.number, "date": day}
    return _("%(number)s, public since %(date)s") % {"number": version.number, "date": day}
