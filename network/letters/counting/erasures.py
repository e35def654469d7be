"""The file of erasures: what a database that was restored from an older copy must forget once more.

Each line is a JSON object: ``letter``, ``signature`` (their numbers; null for the whole letter), ``what``, ``at``.
No name, no address. The file lies outside of the database and of its backups (``settings.ERASURE_LOG``).

A note is first a row, written in the transaction that erases: an erasure is never refused because a disk is full, and
none is forgotten because a process was killed. After the commit the row moves into the file; what could not be
written is tried again each minute.
"""

import fcntl
import json
import logging
import os
from collections.abc import Iterable
from io import FileIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from network.letters.erasure_notes import ErasureNote
from network.letters.signatures import Signature

logger = logging.getLogger("network.letters")

HIDDEN, SHOWN, WITHDRAWN, ERASED, ANONYMISED = "hidden", "shown", "withdrawn", "erased", "anonymised"
_CHUNK = 1000


def note(signature_id: int, what: str) -> None:
    """Note what became of a signature: "hidden", "withdrawn" or "erased"; "shown" if a hidden one is named again."""
    note_many([signature_id], what)


def note_many(signature_ids: Iterable[int], what: str) -> None:
    """Note the same of many signatures, in the current transaction. What does not exist is passed over."""
    keys = list(signature_ids)
    for start in range(0, len(keys), _CHUNK):
        rows = Signature.objects.filter(pk__in=keys[start : start + _CHUNK]).order_by("pk")
        ErasureNote.objects.bulk_create(
            ErasureNote(letter_number=letter, signature_number=pk, what=what)
            for pk, letter in rows.values_list("pk", "letter_id")
        )
    transaction.on_commit(_move_quietly, robust=True)


def note_letter(letter_id: int) -> None:
    """Note that a letter's addresses, and the names of hidden people, were erased."""
    ErasureNote.objects.create(letter_number=letter_id, what=ANONYMISED)
    transaction.on_commit(_move_quietly, robust=True)


def _move_quietly() -> None:
    """Move what waits; if that fails, say so in the log and leave it to the periodic job."""
    try:
        move_to_file()
    except OSError as error:
        logger.error("erasures not written to their file: %s", type(error).__name__)


def move_to_file() -> int:
    """Write the notes that wait to the end of the file, and forget the rows; return how many.

    Killed between the two, it writes the same lines once more, which changes nothing for whoever replays them.
    Raises OSError if the file cannot be written; the rows then stay.
    """
    path, moved = Path(settings.ERASURE_LOG), 0
    if not ErasureNote.objects.exists():
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "ab", buffering=0, opener=_owner_only) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        while rows := list(ErasureNote.objects.order_by("pk")[:_CHUNK]):
            _append(file, b"".join(_line(row) for row in rows))
            ErasureNote.objects.filter(pk__in=[row.pk for row in rows]).delete()
            moved += len(rows)
    return moved


def _line(row: ErasureNote) -> bytes:
    entry: dict[str, Any] = {
        "letter": row.letter_number,
        "signature": row.signature_number,
        "what": row.what,
        "at": row.at.isoformat(),
    }
    return json.dumps(entry).encode() + b"\n"


def _owner_only(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _append(file: FileIO, lines: bytes) -> None:
    """Write lines, to the disk; leave no half of them if that fails."""
    end = file.seek(0, os.SEEK_END)
    try:
        while lines:
            lines = lines[os.write(file.fileno(), lines) :]
        os.fsync(file.fileno())
    except OSError:
        os.ftruncate(file.fileno(), end)
        raise
