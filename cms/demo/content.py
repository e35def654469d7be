"""The demonstration content as it is kept: YAML files in ``data/``, read once, with lasting identifiers.

Every text is a pair ``{ka: …, en: …}``. Identifiers are derived from the file and the key, so that a second run
finds what the first one made, on any database.
"""

import datetime
import uuid
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from cms.core.dates import FuzzyDate

DATA = Path(__file__).parent / "data"
LANGUAGES = ("ka", "en")
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://example.org/demonstration-content")
NOON, ZONE = datetime.time(12), ZoneInfo("Asia/Tbilisi")
# What bears no date of its own counts as published on this day, in the order of the files.
OPENED = datetime.datetime(2026, 1, 12, 9, tzinfo=ZONE)

Entry = Mapping[str, Any]


@cache
def load(name: str) -> Entry:
    """Return a whole content file."""
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


def stable_uuid(*parts: object) -> uuid.UUID:
    """Return the identifier that belongs to a file, key and position."""
    return uuid.uuid5(NAMESPACE, "/".join(str(part) for part in parts))


def words(pair: Mapping[str, str] | None, language: str) -> str:
    """Return a text in one language; nothing for a text that is not there."""
    return str((pair or {}).get(language) or "").strip()


def both(name: str, pair: Mapping[str, str] | None) -> dict[str, str]:
    """Return a text as the two columns of a record: ``name_ka`` and ``name_en``."""
    return {f"{name}_{language}": words(pair, language) for language in LANGUAGES}


def note_of(pair: Mapping[str, str] | None) -> str:
    """Return the note of a record, which has one for both languages: Georgian first, then English."""
    return "\n".join(filter(None, (words(pair, language) for language in LANGUAGES)))


def date_of(value: Entry | None) -> FuzzyDate | None:
    """Return a date as exactly as the file knows it."""
    return FuzzyDate.from_mapping(value) if value else None


def period_of(value: Entry | None) -> tuple[FuzzyDate | None, FuzzyDate | None]:
    """Return start and end of a period whose ends have the same precision."""
    if not value:
        return None, None
    start, end = ({"precision": value["precision"], "value": value[name]} for name in ("start", "end"))
    return FuzzyDate.from_mapping(start), FuzzyDate.from_mapping(end)


def published_on(date: FuzzyDate | None, position: int) -> datetime.datetime:
    """Return the moment of publication: the last day that the date may mean; else by the order of the file."""
    if date and date.latest:
        return datetime.datetime.combine(date.latest, NOON, ZONE) - datetime.timedelta(minutes=position)
    return OPENED - datetime.timedelta(minutes=position)
