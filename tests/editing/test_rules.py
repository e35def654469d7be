"""When a translation is missing, unfinished or out of date."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.editing.enums import TranslationState
from cms.editing.rules import Side, standing

MONDAY = datetime.datetime(2026, 3, 2, 10, tzinfo=datetime.UTC)
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + datetime.timedelta(days=days) for days in (1, 2, 3))

GEORGIAN = Side(pk=1, language="ka", title="ქსელი", live=True, newest=MONDAY, shown=MONDAY)
ENGLISH = Side(pk=2, language="en", title="Network", live=True, newest=TUESDAY, shown=TUESDAY)

CASES = {
    "no row in the other language": (GEORGIAN, None, TranslationState.MISSING, None),
    "never published": (
        GEORGIAN,
        replace(ENGLISH, live=False, shown=None),
        TranslationState.DRAFT,
        TUESDAY,
    ),
    "a copy whose title is still Georgian": (
        GEORGIAN,
        replace(ENGLISH, live=False, title="ქსელი"),
        TranslationState.COPY,
        TUESDAY,
    ),
    "published although its title is Georgian": (
        GEORGIAN,
        replace(ENGLISH, title="ქსელი"),
        TranslationState.COPY,
        TUESDAY,
    ),
    "a title of capitals only is a name, not a copy": (
        replace(ENGLISH, pk=1),
        replace(GEORGIAN, pk=2, title="IRIS NETWORKing", newest=WEDNESDAY, shown=WEDNESDAY),
        TranslationState.CURRENT,
        WEDNESDAY,
    ),
    "translated after the original": (GEORGIAN, ENGLISH, TranslationState.CURRENT, TUESDAY),
    "original changed after the translation": (
        replace(GEORGIAN, newest=WEDNESDAY),
        ENGLISH,
        TranslationState.STALE,
        WEDNESDAY,
    ),
    "the original's change is only a draft": (
        replace(GEORGIAN, newest=WEDNESDAY, shown=MONDAY),
        ENGLISH,
        TranslationState.STALE,
        WEDNESDAY,
    ),
    "the translation has a newer draft": (
        replace(GEORGIAN, newest=WEDNESDAY),
        replace(ENGLISH, newest=THURSDAY),
        TranslationState.WAITING,
        THURSDAY,
    ),
    "that draft is published": (
        replace(GEORGIAN, newest=WEDNESDAY),
        replace(ENGLISH, newest=THURSDAY, shown=THURSDAY),
        TranslationState.CURRENT,
        THURSDAY,
    ),
    "seen from the translation, the original is newer": (
        ENGLISH,
        replace(GEORGIAN, newest=WEDNESDAY),
        TranslationState.BEHIND,
        WEDNESDAY,
    ),
    "a translation never makes its original out of date": (
        replace(ENGLISH, newest=THURSDAY, shown=THURSDAY),
        GEORGIAN,
        TranslationState.CURRENT,
        MONDAY,
    ),
    "the original was written in English": (
        replace(ENGLISH, pk=1, newest=THURSDAY, shown=THURSDAY),
        replace(GEORGIAN, pk=2),
        TranslationState.STALE,
        THURSDAY,
    ),
    "both written at the same moment": (GEORGIAN, replace(ENGLISH, shown=MONDAY), TranslationState.CURRENT, MONDAY),
    "neither was ever saved in the editor": (
        replace(GEORGIAN, newest=None, shown=None),
        replace(ENGLISH, newest=None, shown=None),
        TranslationState.CURRENT,
        None,
    ),
    "the original was edited, the translation never": (
        GEORGIAN,
        replace(ENGLISH, newest=None, shown=None),
        TranslationState.STALE,
        MONDAY,
    ),
    "the original is withdrawn": (ENGLISH, replace(GEORGIAN, live=False), TranslationState.DRAFT, MONDAY),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_standing(case: tuple[Side, Side | None, TranslationState, datetime.datetime | None]) -> None:
    this, other, state, since = case
    found = standing(this, other)
    assert (found.state, found.since) == (state, since)


moments = st.one_of(st.none(), st.sampled_from([MONDAY, TUESDAY, WEDNESDAY, THURSDAY]))
sides = st.tuples(st.booleans(), moments, moments)


@given(sides, sides)
def test_at_most_one_of_two_published_languages_is_out_of_date(first: tuple, second: tuple) -> None:
    georgian = Side(1, "ka", "ქსელი", *first)
    english = Side(2, "en", "Network", *second)
    states = {standing(georgian, english).state, standing(english, georgian).state}
    assert TranslationState.MISSING not in states
    assert not {TranslationState.STALE, TranslationState.WAITING} & {standing(english, georgian).state}


@given(sides, moments)
def test_publishing_the_translation_anew_always_settles_it(original: tuple, earlier: datetime.datetime | None) -> None:
    now = THURSDAY + datetime.timedelta(days=1)
    georgian = Side(1, "ka", "ქსელი", *original)
    english = Side(2, "en", "Network", True, newest=now, shown=now)
    assert standing(georgian, english).state == TranslationState.CURRENT
    assert standing(georgian, replace(english, newest=earlier, shown=earlier)).state in TranslationState


def test_the_states_that_want_work_are_named() -> None:
    assert set(TranslationState) - set(TranslationState.pressing()) == {TranslationState.CURRENT}
    assert set(TranslationState.pressing()) - set(TranslationState.incomplete()) == {TranslationState.BEHIND}
