"""Who speaks, read from the lines of a pasted agenda: "Dr A B, position, organisation (5 minutes)". Pure."""

import re
from dataclasses import dataclass, replace

from network.events.pasted_words import (
    BEFORE_HONORIFIC,
    HONORIFIC,
    HONORIFICS,
    LABEL,
    MARK,
    MINUTES,
    is_georgian,
    is_name,
    is_organisation,
)

LONGEST_NAME = 80
_AFTER_NAME = re.compile(r"\s*(?:,|\s[–—-]\s|\()\s*")
_BETWEEN = re.compile(
    rf"\s*;\s*|,\s+(?:and\s+|და\s+)?(?=(?:{HONORIFICS})\s*[^\W\d_])|\s+(?:and|და)\s+(?=(?:{HONORIFICS})\s*[^\W\d_])"
)
_EDGES = " ,;:–—-"
# Of the labels before names those that tell what somebody does there; who speaks is said by standing in the agenda.
_ROLE = re.compile(r"moderator|facilitator|chair|მოდერატორი|ფასილიტატორი|თავმჯდომარე", re.IGNORECASE)
_MODERATED = re.compile(r"moderated", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person who speaks, as the agenda names them."""

    name: str
    honorific: str = ""
    position: str = ""
    organisation: str = ""
    minutes: str = ""
    # What the person does in the slot, where it is not speaking: "Moderator".
    role: str = ""

    @property
    def part_and_position(self) -> str:
        """What is told of the person beside name and organisation."""
        return ", ".join(filter(None, (self.role, self.position)))

    @property
    def is_bare(self) -> bool:
        """Whether nothing is known but the name."""
        return not (self.position or self.organisation)

    def placed(self, line: str) -> "Speaker":
        """Return the same person with the position that the next line tells."""
        words, minutes = without_minutes(MARK.sub("", line))
        position, organisation = _position(words)
        return replace(self, position=position, organisation=organisation, minutes=self.minutes or minutes)


def speakers_in(line: str, *, relaxed: bool = False) -> list[Speaker]:
    """Return who speaks by a line; nobody if any part of it names nobody.

    ``relaxed``: the line stands in a column of speakers, so that a name needs no other sign.
    """
    is_marked = MARK.match(line) is not None
    words = MARK.sub("", line)
    label = LABEL.match(words)
    found = [
        _speaker(part, is_marked=is_marked, relaxed=relaxed or label is not None)
        for part in _BETWEEN.split(words[label.end() :] if label else words)
        if part.strip(_EDGES)
    ]
    role = _role(label[0]) if label else ""
    known = [replace(speaker, role=role) for speaker in found if speaker]
    return known if len(known) == len(found) else []


def is_sure(line: str) -> bool:
    """Say whether a line has a sign of its own that it begins with a person: a mark, a label, an honorific."""
    return any(pattern.match(line) for pattern in (MARK, LABEL, HONORIFIC))


def split_off_speakers(line: str) -> tuple[str, list[Speaker]]:
    """Divide a line into the title and those whom it names: "Opening remarks: Dr A, B; Ms C, D"."""
    label = LABEL.search(line)
    before = label or BEFORE_HONORIFIC.search(line)
    if before is None or not before.start():
        return line, []
    found = speakers_in(line[before.start() if label else before.end() :], relaxed=label is not None)
    return (line[: before.start()].strip(" ,;.–—-("), found) if found else (line, [])


def without_minutes(text: str) -> tuple[str, str]:
    """Return a text without its minutes, and these."""
    found = MINUTES.search(text)
    return (MINUTES.sub(" ", text).strip(_EDGES), str(int(found[1]))) if found else (text.strip(_EDGES), "")


def _role(label: str) -> str:
    if _MODERATED.match(label):
        return "Moderator"
    found = _ROLE.match(label)
    return found[0] if found else ""


def _speaker(text: str, *, is_marked: bool, relaxed: bool) -> Speaker | None:
    words, minutes = without_minutes(text)
    honorific = HONORIFIC.match(words)
    if honorific:
        words = words[honorific.end() :]
    name, rest = _name_and_rest(words)
    has_sign = is_marked or bool(minutes)
    if not _is_accepted(name, rest, has_sign=has_sign, sure=honorific is not None, relaxed=relaxed):
        return None
    position, organisation = _position(rest)
    return Speaker(name, honorific[0].strip() if honorific else "", position, organisation, minutes)


def _is_accepted(name: str, rest: str, *, has_sign: bool, sure: bool, relaxed: bool) -> bool:
    if not name or len(name) > LONGEST_NAME or any(sign.isdigit() for sign in name):
        return False
    if sure or (relaxed and 2 <= len(name.split()) <= 5):
        return True
    if is_name(name):
        return bool(rest) or has_sign
    return has_sign and bool(rest) and is_georgian(name) and 2 <= len(name.split()) <= 3


def _name_and_rest(words: str) -> tuple[str, str]:
    found = _AFTER_NAME.search(words)
    if found is None:
        return words.strip(_EDGES), ""
    rest = words[found.end() :]
    if "(" in found[0] and rest.count(")") > rest.count("("):
        rest = rest.replace(")", "", 1)
    return words[: found.start()].strip(_EDGES), rest.strip(_EDGES)


def _position(rest: str) -> tuple[str, str]:
    """Divide what follows a name into position and organisation: this begins with the first part that names one."""
    parts = [part.strip() for part in rest.split(",")]
    at = next((number for number, part in enumerate(parts) if number and is_organisation(part)), len(parts))
    return ", ".join(parts[:at]).strip(_EDGES), ", ".join(parts[at:]).strip(_EDGES)
