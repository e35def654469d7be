"""The public signatures as data: CSV for spreadsheets, JSON for programs. Written row by row, however many there are.

Keys and columns are stable; docs/letters.md lists them. Whoever is not named is only counted.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone

from cms.core.spreadsheets import BYTE_ORDER_MARK, neutral
from network.agreement.content import digest
from network.agreement.texts import LANGUAGES
from network.letters.enums import SignatureKind
from network.letters.files import roll
from network.letters.files.roll import Count, Roll, Signatory
from network.letters.letters import Letter, LetterVersion
from network.letters.public import languages_of
from network.letters.tally import Tally

FORMAT = 1
COLUMNS = ("kind", "name", "place", "role", "website", "note", "version")
NOT_NAMED = "not_named"


@dataclass(frozen=True, slots=True)
class Source:
    """From where a table is written: the rows of the database as they come, or a roll that was read before."""

    letter: Letter
    version: LetterVersion
    language: str
    titles: Mapping[str, str]
    names: Mapping[str, Iterable[Signatory]]
    counts: Mapping[str, Count]
    as_of: Any


def streamed(letter: Letter, language: str) -> Source:
    """Return a letter's list as the source of a table that holds only some rows in memory. Can be used once."""
    version = LetterVersion.objects.get(pk=letter.version_id or 0)
    online = languages_of(letter)
    titles = {code: title for code, title in version.titles.items() if code in online}
    names = {str(kind): roll.named(letter.pk, kind, language) for kind in SignatureKind}
    return Source(letter, version, language, titles, names, roll.counts(letter.pk), timezone.now())


def of_roll(held: Roll) -> Source:
    """Return a list that was read before."""
    return Source(held.letter, held.version, held.language, held.version.titles, held.names, held.counts, held.read_at)


def csv_lines(source: Source) -> Iterator[str]:
    """Yield the lines of the CSV: a line for each named signatory, then one for each kind that has unnamed ones."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow([*COLUMNS, NOT_NAMED])
    for rows in source.names.values():
        for row in rows:
            yield writer.writerow([*(neutral(value) for value in asdict(row).values()), ""])
    for kind, count in source.counts.items():
        if count.hidden:
            yield writer.writerow([kind, *[""] * (len(COLUMNS) - 1), count.hidden])


def json_pieces(source: Source) -> Iterator[str]:
    """Yield the pieces of the JSON."""
    head = json.dumps(_head(source), ensure_ascii=False, indent=1)
    yield head.removesuffix("\n}") + ',\n "signatories": ['
    between = "\n  "
    for rows in source.names.values():
        for row in rows:
            yield between + json.dumps(asdict(row), ensure_ascii=False)
            between = ",\n  "
    yield "\n ]\n}\n"


def _head(source: Source) -> dict[str, Any]:
    letter, version = source.letter, source.version
    tally = Tally.objects.filter(letter=letter).first() or Tally(letter=letter)
    return {
        "format": FORMAT,
        "letter": letter.pk,
        "language": source.language,
        "titles": source.titles,
        "state": letter.state,
        "version": version.number,
        "fingerprint": version.fingerprint,
        "digests": {code: digest(version.contents[code]) for code in LANGUAGES},
        "as_of": timezone.localtime(source.as_of).isoformat(timespec="seconds"),
        "counts": roll.counts_as_data(source.counts),
        "abstained": tally.abstained,
        "declined": tally.declined,
        "withdrawn": tally.withdrawn,
        "invalidated": tally.invalidated,
    }


class _Echo:
    """Stands in the place of a file: what is written is what the writer returns."""

    def write(self, line: str) -> str:
        return line
