"""What an editor should look at again in the texts of an event: days and addresses as they are written. Pure."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from network.events.agenda_rules import Note
from network.events.written_dates import WrittenDate, dates_in

# What is written as an address, rightly or wrongly: "https://…", "http//…", "htp://…", "www.…".
_WRITTEN = re.compile(
    r"(?<![\w@./])(?:(?:h?t{1,2}ps?|https?)(?:[:;]/{0,3}|/{2,3})(?=[\w.-]*\w\.)|www\.)[^\s<>\"“”„«»]*", re.IGNORECASE
)
_LINKED = re.compile(r'<a\b[^<>]*?\bhref="([^"]*)"', re.IGNORECASE)
_HOST = re.compile(r"(?:[\w](?:[\w-]*[\w])?\.)+[^\W\d_][\w-]*[\w]\.?", re.IGNORECASE)
_KEPT_FOR_EXAMPLES = re.compile(r"(?:^|\.)example(?:\.(?:com|net|org))?$")
_OTHER_SCHEMES = ("mailto:", "tel:")


def text_notes(texts: Iterable[str], sources: Iterable[str], *, year: int) -> list[Note]:
    """Return the notes to plain texts and to the HTML of rich ones; ``year`` is that of the event."""
    found: dict[str, Note] = {}
    for text in texts:
        for note in (*_of_dates(text, year), *_of_addresses(_WRITTEN.findall(text), written=True)):
            found.setdefault(note.text, note)
    for source in sources:
        for note in _of_addresses(_LINKED.findall(source), written=False):
            found.setdefault(note.text, note)
    return list(found.values())


def _of_dates(text: str, year: int) -> Iterator[Note]:
    for written in dates_in(text):
        about = {"date": written.text}
        if not written.exists or (written.year and written.date() is None):
            yield Note("no_day", _("“%(date)s”: there is no such day.") % about)
        elif written.year is None:
            yield Note("no_year", _("“%(date)s”: the year is missing.") % about)
        if written.weekday is not None:
            yield from _of_weekday(written, year)


def _of_weekday(written: WrittenDate, year: int) -> Iterator[Note]:
    day = written.date(year)
    if day is not None and day.weekday() != written.weekday:
        about = {"date": written.text, "weekday": WEEKDAYS[day.weekday()], "year": day.year}
        yield Note("weekday", _("“%(date)s”: in %(year)s that day of the week was: %(weekday)s.") % about)


def _of_addresses(addresses: Iterable[str], *, written: bool) -> Iterator[Note]:
    for found in addresses:
        address = found.rstrip(".,;:!?)]}") if written else found.strip()
        if _leads_elsewhere(address, written=written):
            continue
        about = {"address": address}
        if not _is_address(address):
            yield Note("address", _("“%(address)s” leads nowhere: it is not written as an address.") % about)
        elif _KEPT_FOR_EXAMPLES.search(urlsplit(address).hostname or ""):
            yield Note("example", _("“%(address)s” is an example and leads nowhere.") % about)


def _leads_elsewhere(address: str, *, written: bool) -> bool:
    """Whether it need not be a whole address: one of mail or telephone, one of this site, or "www." within a text."""
    if written:
        return address.lower().startswith("www.") and _host_is_right(f"https://{address}")
    return address.lower().startswith(_OTHER_SCHEMES) or (address.startswith("/") and not address.startswith("//"))


def _is_address(address: str) -> bool:
    is_web = address.lower().startswith(("http://", "https://"))
    return is_web and not re.search(r"\s", address) and _host_is_right(address)


def _host_is_right(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname and _HOST.fullmatch(parts.hostname)) and (parts.port or 1) > 0
    except ValueError:
        return False
