"""Random dates of every kind, for the properties that hold for all of them."""

import datetime
from typing import Any

from hypothesis import strategies as st

from cms.core.dates import FuzzyDate
from cms.core.enums import Precision

YEARS = st.integers(1, 9999)
MONTHS = st.tuples(YEARS, st.integers(1, 12))
DAYS = st.dates().map(lambda day: (day.year, day.month, day.day))
# 2000 has a 29 February, as a day without a year may have.
DAYS_OF_YEAR = st.dates(datetime.date(2000, 1, 1), datetime.date(2000, 12, 31)).map(lambda day: (day.month, day.day))


def _pairs(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, Any]]:
    return st.tuples(values, values).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: tuple(sorted(pair)))


def _named(parts: tuple[int, ...], names: str, prefix: str = "") -> dict[str, int]:
    return {f"{prefix}{name}": value for name, value in zip(names.split(), parts, strict=True)}


def _span(kind: Precision, values: st.SearchStrategy[Any], names: str) -> st.SearchStrategy[FuzzyDate]:
    return _pairs(values).map(lambda pair: FuzzyDate(kind, **_named(pair[0], names), **_named(pair[1], names, "end_")))


FUZZY_DATES: st.SearchStrategy[FuzzyDate] = st.one_of(
    DAYS.map(lambda parts: FuzzyDate(Precision.DAY, *parts)),
    _span(Precision.DAY_SPAN, DAYS, "year month day"),
    DAYS_OF_YEAR.map(lambda parts: FuzzyDate(Precision.DAY_WITHOUT_YEAR, **_named(parts, "month day"))),
    _span(Precision.DAY_SPAN_WITHOUT_YEAR, DAYS_OF_YEAR, "month day"),
    MONTHS.map(lambda parts: FuzzyDate(Precision.MONTH, *parts)),
    _span(Precision.MONTH_SPAN, MONTHS, "year month"),
    _span(Precision.EITHER_MONTH, MONTHS, "year month"),
    st.builds(lambda year, quarter: FuzzyDate(Precision.QUARTER, year, quarter=quarter), YEARS, st.integers(1, 4)),
    YEARS.map(lambda year: FuzzyDate(Precision.YEAR, year)),
    _span(Precision.YEAR_SPAN, YEARS.map(lambda year: (year,)), "year"),
    YEARS.map(lambda year: FuzzyDate(Precision.BY_END_OF_YEAR, year)),
    st.just(FuzzyDate.unknown()),
)
