"""Dates as sources give them: a day, a month, a year, "by the end of 2024" - and never more than is known.

`FuzzyDate` is a plain value: it reads and writes the stored form (see `cms.core.edtf`), sorts, and puts itself
into words in both languages of the site.
"""

import calendar
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import total_ordering
from typing import TYPE_CHECKING, Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cms.core import edtf
from cms.core.date_patterns import patterns_for
from cms.core.enums import Precision

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MIN_YEAR, MAX_YEAR = 1, 9999

_SPAN_OF = {
    Precision.DAY: Precision.DAY_SPAN,
    Precision.MONTH: Precision.MONTH_SPAN,
    Precision.YEAR: Precision.YEAR_SPAN,
}
_MISSING = {
    "year": _("Enter the year."),
    "month": _("Choose the month."),
    "day": _("Enter the day."),
    "quarter": _("Choose the quarter."),
    "end_year": _("Enter the second year."),
    "end_month": _("Choose the second month."),
    "end_day": _("Enter the second day."),
}
_YEAR_RANGE = _("The year must lie between 1 and 9999.")
_MONTH_RANGE = _("The month must lie between 1 and 12.")
_QUARTER_RANGE = _("The quarter must lie between 1 and 4.")
_DAY_RANGE = _("The day must lie between 1 and %(days)s, the last day of this month.")
_END_NOT_LATER = _("The end must be later than the start.")
_UNREADABLE = _("“%(value)s” is not a date that can be read.")
_SURPLUS = _("This kind of date has no such part.")


class FuzzyDateError(ValueError):
    """A date that cannot be. `part` names the faulty part, so that a form can point at it."""

    def __init__(self, message: "str | _StrPromise", *, part: str = "", **params: Any) -> None:
        super().__init__(message)
        self.message = message
        self.part = part
        self.params = params

    def __str__(self) -> str:
        return str(self.message) % self.params if self.params else str(self.message)


@total_ordering
@dataclass(frozen=True)
class FuzzyDate:
    """A date with the precision that its source gives. Only the parts in `edtf.PARTS[precision]` are set."""

    precision: Precision
    year: int | None = None
    month: int | None = None
    day: int | None = None
    end_year: int | None = None
    end_month: int | None = None
    end_day: int | None = None
    quarter: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "precision", Precision(self.precision))
        needed = edtf.PARTS[self.precision]
        for part in needed:
            if getattr(self, part) is None:
                raise FuzzyDateError(_MISSING[part], part=part)
        for part in _MISSING.keys() - set(needed):
            if getattr(self, part) is not None:
                raise FuzzyDateError(_SURPLUS, part=part)
        self._check_ranges()
        if self._has_end and self._point("end_") <= self._point(""):
            raise FuzzyDateError(_END_NOT_LATER, part=needed[-1])

    def _check_ranges(self) -> None:
        if self.quarter is not None and not 1 <= self.quarter <= 4:
            raise FuzzyDateError(_QUARTER_RANGE, part="quarter")
        for prefix in ("", "end_"):
            year, month, day = (getattr(self, f"{prefix}{part}") for part in ("year", "month", "day"))
            if year is not None and not MIN_YEAR <= year <= MAX_YEAR:
                raise FuzzyDateError(_YEAR_RANGE, part=f"{prefix}year")
            if month is not None and not 1 <= month <= 12:
                raise FuzzyDateError(_MONTH_RANGE, part=f"{prefix}month")
            if day is not None:
                # Without a year 29 February may be right, so such a day is measured in a leap year.
                days = calendar.monthrange(year or 2000, month)[1]
                if not 1 <= day <= days:
                    raise FuzzyDateError(_DAY_RANGE, part=f"{prefix}day", days=days)

    @property
    def _has_end(self) -> bool:
        return any(part.startswith("end_") for part in edtf.PARTS[self.precision])

    def _point(self, prefix: str) -> tuple[int, int, int]:
        year, month, day = (getattr(self, f"{prefix}{part}") or 0 for part in ("year", "month", "day"))
        return year, month, day

    @classmethod
    def parse(cls, value: str) -> "FuzzyDate":
        """Read the stored form. Raises `FuzzyDateError`, a `ValueError` whose message may be shown to an editor."""
        found = edtf.read(value)
        if found is None:
            raise FuzzyDateError(_UNREADABLE, value=value)
        precision, parts = found
        return cls(precision, **parts)

    @classmethod
    def from_date(cls, day: datetime.date) -> "FuzzyDate":
        """Return the exact day."""
        return cls(Precision.DAY, day.year, day.month, day.day)

    @classmethod
    def unknown(cls) -> "FuzzyDate":
        """Return the date of which is stated that it is not known (no date at all is `None`)."""
        return cls(Precision.UNKNOWN)

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> "FuzzyDate":
        """Read a mapping of a content file: `precision` with `value`, `start`/`end`, `first`/`second` or parts."""
        precision = Precision(data["precision"])
        if "start" in data:
            precision = _SPAN_OF.get(precision, precision)
            value = f"{_written(data['start'])}/{_written(data['end'])}"
        elif "first" in data:
            value = f"[{_written(data['first'])},{_written(data['second'])}]"
        elif "value" in data:
            value = _written(data["value"])
            value = f"[..{value}]" if precision == Precision.BY_END_OF_YEAR else value
        else:
            return cls(precision, **_parts_of(precision, data))
        found = cls.parse(value)
        if found.precision != precision:
            raise FuzzyDateError(_UNREADABLE, value=value)
        return found

    def __str__(self) -> str:
        return edtf.write(self.precision, {part: getattr(self, part) for part in edtf.PARTS[self.precision]})

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, FuzzyDate):
            return NotImplemented
        return self.sort_key < other.sort_key

    @property
    def earliest(self) -> datetime.date | None:
        """Return the first day that the date may mean; `None` if it has no year or is open to the past."""
        if self.year is None or self.precision == Precision.BY_END_OF_YEAR:
            return None
        month = 3 * self.quarter - 2 if self.quarter else self.month
        return datetime.date(self.year, month or 1, self.day or 1)

    @property
    def latest(self) -> datetime.date | None:
        """Return the last day that the date may mean; `None` if it has no year."""
        if self.year is None:
            return None
        year, month, day = self._point("end_" if self._has_end else "")
        month = 3 * self.quarter if self.quarter else month or 12
        return datetime.date(year, month, day or calendar.monthrange(year, month)[1])

    @property
    def sort_key(self) -> tuple[datetime.date, datetime.date, str]:
        """Return the place in time: by the last possible day; dates without a year stand before all others."""
        return self.latest or datetime.date.min, self.earliest or datetime.date.min, str(self)

    @property
    def iso(self) -> str:
        """Return the value for `<time datetime>`, or "" where HTML has no form for this kind of date."""
        single = (Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.DAY_WITHOUT_YEAR)
        return str(self).removeprefix("XXXX-") if self.precision in single else ""

    def format(self, language: str, *, with_year: bool = True) -> str:
        """Put the date into words. `with_year=False` drops the year where the reader sees it elsewhere."""
        return _DateWords(self, language, with_year).text()


def _written(value: Any) -> str:
    """Write a value of a content file (a YAML reader gives years as numbers and days as dates) as stored."""
    return f"{value:04}" if isinstance(value, int) else str(value)


def _parts_of(precision: Precision, data: Mapping[str, Any]) -> dict[str, int]:
    """Collect the parts of a mapping; `start_day` and a missing `end_month` are read as a writer means them."""
    filled = {"day": data.get("start_day"), "end_month": data.get("month"), **data}
    return {part: int(filled[part]) for part in edtf.PARTS[precision] if filled.get(part) is not None}


class _DateWords:
    """One date on its way into the words of one language."""

    def __init__(self, date: FuzzyDate, language: str, with_year: bool) -> None:
        self.date = date
        self.with_year = with_year
        self.patterns = patterns_for(language)
        with override(language):
            self.months = {number: str(name) for number, name in MONTHS.items()}

    def text(self) -> str:
        date, patterns = self.date, self.patterns
        match date.precision:
            case Precision.UNKNOWN:
                return patterns.unknown
            case Precision.YEAR:
                return patterns.year.format(year=date.year)
            case Precision.BY_END_OF_YEAR:
                return patterns.by_end_of_year.format(year=date.year)
            case Precision.YEAR_SPAN:
                return patterns.year_span.format(start=date.year, end=date.end_year)
            case Precision.QUARTER:
                return patterns.quarter.format(year=date.year, quarter=patterns.quarters[(date.quarter or 1) - 1])
        if date.year is None:
            return patterns.without_year.format(text=self._span()) if self.with_year else self._span()
        if date.end_year in (None, date.year):
            return self._dated(self._span(), date.year)
        return self._joined(self._dated(self._point(""), date.year), self._dated(self._point("end_"), date.end_year))

    def _dated(self, text: str, year: int | None) -> str:
        several_years = self.date.end_year not in (None, self.date.year)
        return self.patterns.with_year.format(text=text, year=year) if self.with_year or several_years else text

    def _point(self, prefix: str) -> str:
        day, month = getattr(self.date, f"{prefix}day"), self.months[getattr(self.date, f"{prefix}month")]
        return self.patterns.day_month.format(day=day, month=month) if day else month

    def _span(self) -> str:
        date = self.date
        if date.end_month is None:
            return self._point("")
        if date.day and date.month == date.end_month:
            days = self.patterns.compact_span.format(start=date.day, end=date.end_day)
            return self.patterns.day_month.format(day=days, month=self.months[date.month or 1])
        return self._joined(self._point(""), self._point("end_"))

    def _joined(self, start: str, end: str) -> str:
        if self.date.precision == Precision.EITHER_MONTH:
            return self.patterns.either.format(first=start, second=end)
        one_word = self.date.precision == Precision.MONTH_SPAN and self.date.year == self.date.end_year
        return (self.patterns.compact_span if one_word else self.patterns.wide_span).format(start=start, end=end)
