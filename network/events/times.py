"""Times of an event: as a clock on the wall shows them in its own zone, and as they are elsewhere. Pure."""

import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.core.dates import FuzzyDate
from cms.core.enums import Precision

HOME_ZONE = "Asia/Tbilisi"


@cache
def zone_names() -> frozenset[str]:
    """Return the names of the IANA database; reading them walks a folder, once in the life of a process."""
    return frozenset(available_timezones())


def zone(name: str) -> ZoneInfo:
    """Return a zone of the IANA database. Raises ``ValidationError`` for a name that it does not have."""
    if name not in zone_names():
        raise ValidationError(_("There is no time zone “%(name)s”."), params={"name": name}, code="zone")
    return ZoneInfo(name)


def validate_zone(name: str) -> None:
    """Refuse a name that no time zone has."""
    zone(name)


def moment(day: datetime.date, time: datetime.time, name: str) -> datetime.datetime:
    """Return the moment at which the clocks of a zone show a day and a time; of two such moments the first."""
    return datetime.datetime.combine(day, time, zone(name))


def exists(day: datetime.date, time: datetime.time, name: str) -> bool:
    """Say whether the clocks of a zone show that time on that day: where they are put forward they skip an hour."""
    there = moment(day, time, name)
    back = there.astimezone(datetime.UTC).astimezone(there.tzinfo)
    return back.replace(tzinfo=None) == there.replace(tzinfo=None)


def span(first: datetime.date, last: datetime.date) -> FuzzyDate:
    """Return a day, or from which day to which."""
    if first == last:
        return FuzzyDate.from_date(first)
    ends = {"end_year": last.year, "end_month": last.month, "end_day": last.day}
    return FuzzyDate(Precision.DAY_SPAN, first.year, first.month, first.day, **ends)
