"""The sealed bundle of a letter: everything that is public about it in one archive, with the SHA-256 of each file.

Whoever has it needs nothing else to check it: ``README.txt`` says how, ``check.py`` does it.
"""

import datetime
import hashlib
import json
import time
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from django.template.loader import render_to_string
from django.utils import timezone, translation

from network.agreement.content import DIGEST_VERSION, digest
from network.agreement.texts import LANGUAGES
from network.letters.files import tables
from network.letters.files.pdf import pdf_of
from network.letters.files.roll import Roll, counts_as_data
from network.letters.letters import LetterVersion
from network.letters.tally import LogEntry

FORMAT = 1
MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
_CHECK = Path(__file__).parent / "bundle_check.py"


def write_bundle(rolls: Mapping[str, Roll], file: BinaryIO) -> dict[str, str]:
    """Write the archive of a letter's rolls (one a language, read at once); return the SHA-256 of each file in it.

    Raises ``OSError`` where there is no room, and ``PdfFailed``.
    """
    held = next(iter(rolls.values()))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        writer = _Writer(archive, held)
        for language, roll in rolls.items():
            writer.add(f"letter.{language}.pdf", [pdf_of(roll)])
            writer.add(f"text.{language}.json", [canonical(held.version, language)])
            writer.add(f"signatories.{language}.csv", _encoded(tables.csv_lines(tables.of_roll(roll))))
            writer.add(f"signatories.{language}.json", _encoded(tables.json_pieces(tables.of_roll(roll))))
        writer.add("log.jsonl", _log(held))
        writer.add("check.py", [_CHECK.read_bytes()])
        writer.add("README.txt", [readme(held).encode()])
        writer.add(MANIFEST, [_manifest(held, writer.hashes)])
        sums = dict(sorted(writer.hashes.items()))
        writer.add(SUMS, ["".join(f"{value}  {name}\n" for name, value in sums.items()).encode()])
    return sums


def canonical(version: LetterVersion, language: str) -> bytes:
    """Return the text of a language in the form of which the SHA-256 is its digest."""
    content = {"version": DIGEST_VERSION, "content": version.contents[language]}
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def readme(roll: Roll) -> str:
    """Return how the bundle is checked, in both languages, Georgian first."""
    parts = []
    for language in LANGUAGES:
        with translation.override(language):
            parts.append(render_to_string("letters/bundle_readme.txt", {"roll": roll, "version": roll.version}))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _manifest(roll: Roll, hashes: Mapping[str, str]) -> bytes:
    version = roll.version
    data: dict[str, Any] = {
        "format": FORMAT,
        "letter": roll.letter.pk,
        "titles": version.titles,
        "version": version.number,
        "languages": list(LANGUAGES),
        "fingerprint": version.fingerprint,
        "digests": {language: digest(version.contents[language]) for language in LANGUAGES},
        "as_of": timezone.localtime(roll.read_at).isoformat(timespec="seconds"),
        "counts": counts_as_data(roll.counts),
        "files": dict(sorted(hashes.items())),
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def _log(roll: Roll) -> Iterator[bytes]:
    entries = LogEntry.objects.filter(letter=roll.letter, at__lte=roll.read_at).order_by("sequence")
    for entry in entries.iterator():
        yield json.dumps(_entry(entry), ensure_ascii=False).encode() + b"\n"


def _entry(entry: LogEntry) -> dict[str, Any]:
    """Return an entry as its hash was made from (``chain.seal``): the values in this order, without the last."""
    return {
        "letter": entry.letter_id,
        "sequence": entry.sequence,
        "happening": entry.happening,
        "kind": entry.kind,
        "number": entry.serial,
        "commitment": entry.commitment,
        "at": entry.at.astimezone(datetime.UTC).isoformat(),
        "previous_hash": entry.previous_hash,
        "hash": entry.hash,
    }


def _encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    return (piece.encode() for piece in pieces)


class _Writer:
    """Adds files to an archive piece by piece, and remembers their hashes."""

    def __init__(self, archive: zipfile.ZipFile, roll: Roll) -> None:
        self.archive = archive
        self.hashes: dict[str, str] = {}
        self._moment = time.localtime(roll.read_at.timestamp())[:6]

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        info = zipfile.ZipInfo(name, self._moment)
        info.compress_type = zipfile.ZIP_STORED if name.endswith(".pdf") else zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        total = hashlib.sha256()
        with self.archive.open(info, "w") as target:
            for piece in pieces:
                total.update(piece)
                target.write(piece)
        self.hashes[name] = total.hexdigest()
