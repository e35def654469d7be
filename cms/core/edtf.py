"""The stored form of dates: the part of EDTF (ISO 8601-2) that the site needs, read and written without meaning.

2017-07-10  2021-04-22/2021-04-24  XXXX-01-25  XXXX-12-02/XXXX-12-03  2021-06  2017-12/2021-04
[2021-06,2021-07]  2024-33 (first quarter; 34, 35, 36)  2023  2023/2024  [..2024]  XXXX (not known)
"""

import re
from collections.abc import Mapping

from cms.core.enums import Precision

_DAY = r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
_MONTH = r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})"
_YEAR = r"(?P<year>[0-9]{4})"
_YEARLESS = r"XXXX-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"


def _end(pattern: str) -> str:
    return pattern.replace("(?P<", "(?P<end_")


# The quarter stands before the month: 2024-33 has the shape of a month.
_READERS = [
    (Precision.DAY, re.compile(_DAY)),
    (Precision.DAY_SPAN, re.compile(f"{_DAY}/{_end(_DAY)}")),
    (Precision.DAY_WITHOUT_YEAR, re.compile(_YEARLESS)),
    (Precision.DAY_SPAN_WITHOUT_YEAR, re.compile(f"{_YEARLESS}/{_end(_YEARLESS)}")),
    (Precision.QUARTER, re.compile(r"(?P<year>[0-9]{4})-(?P<quarter>3[3-6])")),
    (Precision.MONTH, re.compile(_MONTH)),
    (Precision.MONTH_SPAN, re.compile(f"{_MONTH}/{_end(_MONTH)}")),
    (Precision.EITHER_MONTH, re.compile(rf"\[{_MONTH},{_end(_MONTH)}\]")),
    (Precision.YEAR, re.compile(_YEAR)),
    (Precision.YEAR_SPAN, re.compile(f"{_YEAR}/{_end(_YEAR)}")),
    (Precision.BY_END_OF_YEAR, re.compile(rf"\[\.\.{_YEAR}\]")),
    (Precision.UNKNOWN, re.compile("XXXX")),
]
_WRITERS = {
    Precision.DAY: "{year:04}-{month:02}-{day:02}",
    Precision.DAY_SPAN: "{year:04}-{month:02}-{day:02}/{end_year:04}-{end_month:02}-{end_day:02}",
    Precision.DAY_WITHOUT_YEAR: "XXXX-{month:02}-{day:02}",
    Precision.DAY_SPAN_WITHOUT_YEAR: "XXXX-{month:02}-{day:02}/XXXX-{end_month:02}-{end_day:02}",
    Precision.QUARTER: "{year:04}-{quarter}",
    Precision.MONTH: "{year:04}-{month:02}",
    Precision.MONTH_SPAN: "{year:04}-{month:02}/{end_year:04}-{end_month:02}",
    Precision.EITHER_MONTH: "[{year:04}-{month:02},{end_year:04}-{end_month:02}]",
    Precision.YEAR: "{year:04}",
    Precision.YEAR_SPAN: "{year:04}/{end_year:04}",
    Precision.BY_END_OF_YEAR: "[..{year:04}]",
    Precision.UNKNOWN: "XXXX",
}
# EDTF numbers the quarters of a year 33 to 36, after the months and the seasons.
_QUARTER_OFFSET = 32

# The parts that each kind of date is made of, from the larger to the smaller.
PARTS: dict[Precision, tuple[str, ...]] = {precision: tuple(pattern.groupindex) for precision, pattern in _READERS}

MAX_LENGTH = len("2021-04-22/2021-04-24")


def read(edtf: str) -> tuple[Precision, dict[str, int]] | None:
    """Return the kind of date and its parts as numbers, or `None` if the string has no known shape."""
    for precision, pattern in _READERS:
        if match := pattern.fullmatch(edtf):
            parts = {name: int(value) for name, value in match.groupdict().items()}
            if "quarter" in parts:
                parts["quarter"] -= _QUARTER_OFFSET
            return precision, parts
    return None


def write(precision: Precision, parts: Mapping[str, int]) -> str:
    """Return the stored form of a date of which all the parts are known to be right."""
    shifted = {name: value + _QUARTER_OFFSET if name == "quarter" else value for name, value in parts.items()}
    return _WRITERS[precision].format(**shifted)
