"""Days, hours and zones of an event in words. Nothing here asks the database."""

import datetime

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from cms.core.dates import FuzzyDate

# The towns after which the IANA database names its zones, for those that readers here meet most often. The database is
# in English; for any other zone its own name stands.
CITIES = {
    "Asia/Baku": pgettext_lazy("time zone", "Baku"),
    "Asia/Tbilisi": pgettext_lazy("time zone", "Tbilisi"),
    "Asia/Yerevan": pgettext_lazy("time zone", "Yerevan"),
    "America/New_York": pgettext_lazy("time zone", "New York"),
    "Europe/Berlin": pgettext_lazy("time zone", "Berlin"),
    "Europe/Brussels": pgettext_lazy("time zone", "Brussels"),
    "Europe/Chisinau": pgettext_lazy("time zone", "Chisinau"),
    "Europe/Istanbul": pgettext_lazy("time zone", "Istanbul"),
    "Europe/Kyiv": pgettext_lazy("time zone", "Kyiv"),
    "Europe/Lisbon": pgettext_lazy("time zone", "Lisbon"),
    "Europe/London": pgettext_lazy("time zone", "London"),
    "Europe/Paris": pgettext_lazy("time zone", "Paris"),
    "Europe/Stockholm": pgettext_lazy("time zone", "Stockholm"),
    "Europe/Vienna": pgettext_lazy("time zone", "Vienna"),
    "Europe/Warsaw": pgettext_lazy("time zone", "Warsaw"),
    "Europe/Zurich": pgettext_lazy("time zone", "Zurich and Geneva"),
}


def city(zone: str) -> str:
    """Return the town after which a zone is named."""
    return str(CITIES.get(zone) or zone.rpartition("/")[2].replace("_", " "))


def abbreviation(moment: datetime.datetime) -> str:
    """Return how a zone's time is called at a moment: "CEST", or "GMT+4" where it has no name of its own."""
    name = moment.tzname() or ""
    if name.isalpha():
        return name
    minutes = int((moment.utcoffset() or datetime.timedelta()).total_seconds()) // 60
    sign = "\N{MINUS SIGN}" if minutes < 0 else "+"
    rest = f":{abs(minutes) % 60:02}" if minutes % 60 else ""
    return f"GMT{sign}{abs(minutes) // 60}{rest}"


def zone_label(moment: datetime.datetime, zone: str) -> str:
    """Return a zone as it stands behind hours: "Tbilisi (GMT+4)"."""
    return f"{city(zone)} ({abbreviation(moment)})"


def day(date: datetime.date, *, year: bool = False) -> str:
    """Write a day."""
    return FuzzyDate.from_date(date).format(get_language() or "ka", with_year=year)


def whole_day(date: datetime.date) -> str:
    """Write a day with its weekday and year."""
    return f"{date_format(date, 'l')}, {day(date, year=True)}"


def hours(start: datetime.datetime | None, end: datetime.datetime | None, known: datetime.date | None) -> str:
    """Write from when to when, with the day before its hour wherever it is not the one that the reader knows."""
    parts, date = [], known
    for moment in (start, end):
        if moment is not None:
            clock = f"{moment:%H:%M}"
            parts.append(clock if moment.date() == date else f"{day(moment.date())}, {clock}")
            date = moment.date()
    return "–".join(parts) if all(len(part) == len("00:00") for part in parts) else "\N{NO-BREAK SPACE}– ".join(parts)


def minutes(number: int | None) -> str:
    """Write how many minutes something takes."""
    return "" if number is None else ngettext("%(count)s minute", "%(count)s minutes", number) % {"count": number}


def minutes_in_short(number: int | None) -> str:
    """Write how many minutes something takes, for a column."""
    return "" if number is None else _("%(count)s min") % {"count": number}
