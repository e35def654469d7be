"""Dates of every precision: read, written, put into words, ordered."""

import datetime
import pickle
import re
from contextlib import suppress
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from cms.core import edtf
from cms.core.dates import FuzzyDate, FuzzyDateError
from cms.core.enums import Precision
from tests.core.date_strategies import FUZZY_DATES
from tests.core.dates_of_sources import ALL_STORED, OTHER_DATES, SOURCE_DATES


def plain(text: str) -> str:
    """Read no-break spaces as spaces."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(("mapping", "stored", "ka", "en"), SOURCE_DATES)
def test_source_dates_are_printed_as_the_source_prints_them(
    mapping: dict[str, Any], stored: str, ka: str, en: str
) -> None:
    date = FuzzyDate.from_mapping(mapping)

    assert str(date) == stored
    assert plain(date.format("ka")) == ka
    assert plain(date.format("en")) == en


@pytest.mark.parametrize(("stored", "ka", "en"), OTHER_DATES)
def test_other_kinds_are_printed_in_both_languages(stored: str, ka: str, en: str) -> None:
    date = FuzzyDate.parse(stored)

    assert str(date) == stored
    assert plain(date.format("ka")) == ka
    assert plain(date.format("en")) == en


def test_every_kind_of_date_is_among_the_examples() -> None:
    assert {FuzzyDate.parse(stored).precision for stored in ALL_STORED} == set(Precision)


@pytest.mark.parametrize(
    ("stored", "ka", "en"),
    [
        ("2027-03-03", "3\u00a0მარტი, 2027", "3\u00a0March 2027"),
        ("2021-04-28/2021-05-03", "28\u00a0აპრილი\u00a0– 3\u00a0მაისი, 2021", "28\u00a0April\u00a0– 3\u00a0May 2021"),
        ("2017-12/2021-04", "დეკემბერი, 2017\u00a0– აპრილი, 2021", "December 2017\u00a0– April 2021"),
        ("2023", "2023\u00a0წელი", "2023"),
        ("[..2024]", "2024\u00a0წლის ბოლომდე", "by the end of\u00a02024"),
    ],
)
def test_no_line_ends_between_a_day_and_its_month_or_before_a_dash(stored: str, ka: str, en: str) -> None:
    date = FuzzyDate.parse(stored)

    assert date.format("ka") == ka
    assert date.format("en") == en


@given(date=FUZZY_DATES, active=st.sampled_from(["ka", "en"]))
def test_words_depend_on_the_language_asked_for_and_never_on_the_active_one(date: FuzzyDate, active: str) -> None:
    with override(active):
        ka, en = date.format("ka"), date.format("en")

    assert not re.search("[A-Za-z]", ka)
    assert not re.search("[ა-ჿ]", en)
    assert not re.search("[\u1c90-\u1cbf]", ka)


def test_a_regional_language_code_reads_its_language() -> None:
    assert plain(FuzzyDate.parse("2021-09").format("en-gb")) == "September 2021"


@pytest.mark.parametrize(
    ("stored", "en"),
    [
        ("2021-04-22", "22 April"),
        ("2021-04-28/2021-05-03", "28 April – 3 May"),
        ("2021-06", "June"),
        ("[2021-06,2021-07]", "June or July"),
        ("XXXX-01-25", "25 January"),
        ("2021-12-28/2022-01-03", "28 December 2021 – 3 January 2022"),
        ("2017", "2017"),
    ],
)
def test_the_year_can_be_left_out_where_a_heading_says_it(stored: str, en: str) -> None:
    assert plain(FuzzyDate.parse(stored).format("en", with_year=False)) == en


@pytest.mark.parametrize(
    ("stored", "earliest", "latest"),
    [
        ("2017-07-10", "2017-07-10", "2017-07-10"),
        ("2021-04-22/2021-04-24", "2021-04-22", "2021-04-24"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2017-12/2021-04", "2017-12-01", "2021-04-30"),
        ("[2021-06,2021-07]", "2021-06-01", "2021-07-31"),
        ("2024-34", "2024-04-01", "2024-06-30"),
        ("2024-36", "2024-10-01", "2024-12-31"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023/2024", "2023-01-01", "2024-12-31"),
        ("[..2024]", None, "2024-12-31"),
        ("XXXX-01-25", None, None),
        ("XXXX-12-02/XXXX-12-03", None, None),
        ("XXXX", None, None),
        ("9999", "9999-01-01", "9999-12-31"),
        ("0001-01", "0001-01-01", "0001-01-31"),
    ],
)
def test_the_days_that_a_date_may_mean(stored: str, earliest: str | None, latest: str | None) -> None:
    date = FuzzyDate.parse(stored)

    assert date.earliest == (datetime.date.fromisoformat(earliest) if earliest else None)
    assert date.latest == (datetime.date.fromisoformat(latest) if latest else None)


@pytest.mark.parametrize(
    ("stored", "iso", "year"),
    [
        ("2017-07-10", "2017-07-10", 2017),
        ("2021-06", "2021-06", 2021),
        ("0987", "0987", 987),
        ("XXXX-01-25", "01-25", None),
        ("2021-04-22/2021-04-24", "", 2021),
        ("2024-33", "", 2024),
        ("[..2024]", "", 2024),
        ("2023/2024", "", 2023),
        ("XXXX", "", None),
    ],
)
def test_what_machines_read(stored: str, iso: str, year: int | None) -> None:
    date = FuzzyDate.parse(stored)

    assert date.iso == iso
    assert date.year == year


@pytest.mark.parametrize(
    ("stored", "part"),
    [
        ("2021-02-29", "day"),
        ("2021-04-31", "day"),
        ("2021-00", "month"),
        ("2021-13", "month"),
        ("2021-32", "month"),
        ("2021-37", "month"),
        ("0000", "year"),
        ("[..0000]", "year"),
        ("XXXX-02-30", "day"),
        ("2021-04-24/2021-04-22", "end_day"),
        ("2021-04-22/2021-04-22", "end_day"),
        ("2021-04/2021-03", "end_month"),
        ("[2021-07,2021-06]", "end_month"),
        ("2024/2023", "end_year"),
        ("2021-04-22/2021-04-31", "end_day"),
        ("XXXX-12-28/XXXX-01-03", "end_day"),
    ],
)
def test_impossible_dates_are_refused_and_the_faulty_part_is_named(stored: str, part: str) -> None:
    with pytest.raises(FuzzyDateError) as caught:
        FuzzyDate.parse(stored)

    assert caught.value.part == part
    assert "%(" not in str(caught.value)


UNREADABLE = (
    "|  |99999|-2021|2021-4|21-04-22|2021-04-22 |2021-04-22\n|٢٠٢١|２０２１|2021/2021-04|XXXX-13|[2021]|[2021-06]|\x00|"
    "2021-06,2021-07|xxxx|next year|2021-W05|22.04.2021|[..2024-05]"
)


@pytest.mark.parametrize("stored", UNREADABLE.split("|"))
def test_what_is_no_stored_date_is_refused_with_itself_in_the_message(stored: str) -> None:
    with override("en"), pytest.raises(ValueError, match=re.escape(f"“{stored}”")):
        FuzzyDate.parse(stored)


@pytest.mark.parametrize(
    ("kind", "parts", "part"),
    [
        (Precision.DAY, {"year": 2021, "month": 4}, "day"),
        (Precision.DAY, {"month": 4, "day": 1}, "year"),
        (Precision.QUARTER, {"year": 2021}, "quarter"),
        (Precision.QUARTER, {"year": 2021, "quarter": 5}, "quarter"),
        (Precision.MONTH_SPAN, {"year": 2021, "month": 4, "end_year": 2021}, "end_month"),
        (Precision.YEAR, {"year": 99999}, "year"),
        (Precision.YEAR, {"year": 2021, "month": 4}, "month"),
    ],
)
def test_a_date_is_never_incomplete_or_over_complete(kind: Precision, parts: dict[str, int], part: str) -> None:
    with pytest.raises(FuzzyDateError) as caught:
        FuzzyDate(kind, **parts)

    assert caught.value.part == part


def test_a_mapping_must_be_of_the_kind_that_it_says() -> None:
    with pytest.raises(FuzzyDateError):
        FuzzyDate.from_mapping({"precision": "day", "value": 2021})
    with pytest.raises(ValueError, match="sometime"):
        FuzzyDate.from_mapping({"precision": "sometime", "value": 2021})


def test_a_mapping_may_hold_real_dates_and_parts() -> None:
    day = datetime.date(2021, 4, 22)

    assert FuzzyDate.from_mapping({"precision": "day", "value": day}) == FuzzyDate.from_date(day)
    assert str(FuzzyDate.from_mapping({"precision": "quarter", "year": 2024, "quarter": 2})) == "2024-34"


@given(FUZZY_DATES)
def test_reading_what_was_written_gives_the_same_date(date: FuzzyDate) -> None:
    written = str(date)

    assert FuzzyDate.parse(written) == date
    assert len(written) <= edtf.MAX_LENGTH
    assert pickle.loads(pickle.dumps(date)) == date


@given(FUZZY_DATES)
def test_the_earliest_day_is_never_after_the_latest(date: FuzzyDate) -> None:
    if date.earliest is not None:
        assert date.latest is not None
        assert date.earliest <= date.latest


@given(FUZZY_DATES, FUZZY_DATES, FUZZY_DATES)
def test_dates_have_one_order(first: FuzzyDate, second: FuzzyDate, third: FuzzyDate) -> None:
    assert (first < second) + (first == second) + (first > second) == 1
    if first <= second <= third:
        assert first <= third


@given(FUZZY_DATES, FUZZY_DATES)
def test_a_date_that_is_surely_later_comes_later(first: FuzzyDate, second: FuzzyDate) -> None:
    if first.latest and second.earliest and first.latest < second.earliest:
        assert first < second


def test_a_vague_date_comes_after_the_exact_ones_that_it_may_mean_and_an_undated_one_first() -> None:
    ordered = ["XXXX", "XXXX-01-25", "2016-12-31", "2017-01", "2017-07-10", "2017/2018", "2018", "[..2019]"]
    ordered.insert(5, "2017")

    assert [str(date) for date in sorted(map(FuzzyDate.parse, ordered[::-1]))] == ordered


@given(st.text() | st.from_regex(r"[0-9X\[\]/.,-]{1,21}", fullmatch=True))
def test_any_text_is_read_as_itself_or_refused(text: str) -> None:
    read = None
    with suppress(FuzzyDateError):
        read = str(FuzzyDate.parse(text))

    assert read in (None, text)
