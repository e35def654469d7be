"""The log of a letter: what an entry says, what it commits to, and whether each seals the one before it."""

import datetime
import hashlib
import json
from typing import Any

from network.letters.enums import Happening, SignatureState
from network.letters.rules import COUNTED
from network.letters.signatures import Signature
from network.letters.tally import LogEntry, Tally

# Columns of the tally in which a signature, or what a member says instead, stands.
STANDING = frozenset(COUNTED) - {"withdrawn", "invalidated"}
_WORDS = {"abstained": Happening.ABSTAINED, "declined": Happening.DECLINED}


def _sha256(value: Any) -> str:
    """Return the SHA-256 of canonical JSON: sorted keys, no spaces, UTF-8, letters as they are."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def commitment(*, letter: int, serial: int, kind: str, name: str, fingerprint: str, salt: str) -> str:
    """Return what the log says of a signature that stands.

    Whoever has a receipt can compute it: the SHA-256, in hexadecimal digits, of this JSON in UTF-8, its keys in this
    order, without spaces, letters outside of ASCII as they are::

        {"fingerprint":"…","kind":"person","letter":7,"name":"…","salt":"…","serial":12}

    ``letter`` is the letter's number, ``serial`` the signature's number in it, ``kind`` member, organisation or
    person, ``name`` who signs as lists show it (a member's name in Georgian) even where it is not shown,
    ``fingerprint`` that of the text that was signed, ``salt`` the 32 digits of the receipt. Without the salt nobody
    can try out names; once it is erased, the entry says nothing about anybody.
    """
    return _sha256(
        {"letter": letter, "serial": serial, "kind": kind, "name": name, "fingerprint": fingerprint, "salt": salt}
    )


def commitment_of(signature: Signature) -> str:
    """Return the commitment of a numbered signature, in the active language; "" if its salt is erased."""
    if not signature.salt or signature.serial is None:
        return ""
    return commitment(
        letter=signature.letter_id,
        serial=signature.serial,
        kind=str(signature.kind),
        name=signature.shown_name,
        fingerprint=signature.fingerprint,
        salt=signature.salt,
    )


def happening_of(before: str, after: str, state: str) -> Happening | None:
    """Say what the log tells of a signature that went from one column of the tally to another; None for nothing.

    What counts no more although nobody took it back or invalidated it is CHANGED, without a commitment.
    """
    if before == after:
        return Happening.CHANGED if after in STANDING else None
    if after == "withdrawn":
        return Happening.WITHDRAWN
    if after == "invalidated":
        return Happening.CONTESTED if state == SignatureState.CONTESTED else Happening.INVALIDATED
    if after == "":
        return Happening.CHANGED
    if after in _WORDS:
        return _WORDS[after]
    if before in STANDING and before not in _WORDS:
        return Happening.HIDDEN if after.startswith("hidden_") else Happening.SHOWN
    return Happening.SIGNED


def happening_column(entry: LogEntry) -> str | None:
    """Say where a signature stands after an entry: signed, abstained, declined, withdrawn, invalidated, "" for none.

    None: where it stood before.
    """
    if entry.happening == Happening.CHANGED:
        return None if entry.commitment else ""
    return {
        Happening.ABSTAINED: "abstained",
        Happening.DECLINED: "declined",
        Happening.WITHDRAWN: "withdrawn",
        Happening.INVALIDATED: "invalidated",
        Happening.CONTESTED: "invalidated",
    }.get(Happening(entry.happening), "signed")


def next_entry(tally: Tally, signature: Signature, happening: Happening, at: datetime.datetime) -> LogEntry:
    """Return the entry that follows the tally's last one, not yet written, and move the tally's end to it."""
    entry = LogEntry(
        letter_id=tally.letter_id,
        sequence=tally.last_sequence + 1,
        happening=happening,
        kind=signature.kind,
        serial=signature.serial or 0,
        commitment=commitment_of(signature) if signature.counted_as in STANDING else "",
        at=at,
        previous_hash=tally.last_hash,
    )
    entry.hash = seal(entry)
    tally.last_sequence, tally.last_hash = entry.sequence, entry.hash
    return entry


def seal(entry: LogEntry) -> str:
    """Return the hash that follows from the entry and the one before it: SHA-256 of a JSON list, written as above."""
    return _sha256(
        [
            entry.letter_id,
            entry.sequence,
            str(entry.happening),
            str(entry.kind),
            entry.serial,
            entry.commitment,
            entry.at.astimezone(datetime.UTC).isoformat(),
            entry.previous_hash,
        ]
    )
