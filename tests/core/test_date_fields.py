"""Dates of every precision in models, in revisions, in forms and in StreamFields."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps
from django.utils.translation import override
from hypothesis import given
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue

from cms.core.date_block import FuzzyDateBlock
from cms.core.dates import FuzzyDate
from cms.core.enums import Precision
from cms.core.fields import FuzzyDateField
from cms.core.forms import PART_LABELS, FuzzyDateFormField, FuzzyDateWidget
from projects.funding import Programme
from tests.core.date_strategies import FUZZY_DATES
from tests.core.dates_of_sources import ALL_STORED

DAY = FuzzyDate.parse("2021-04-22")


def inputs(precision: str = "", **parts: Any) -> list[str]:
    """The values of the widget's inputs, in their order."""
    return [precision, *(str(parts.get(part, "")) for part in PART_LABELS)]


def posted(precision: str = "", **parts: Any) -> dict[str, str]:
    """The same values as a browser posts them for a field named `date`."""
    return dict(zip([f"date_{name}" for name in ("precision", *PART_LABELS)], inputs(precision, **parts), strict=True))


class DateForm(forms.Form):
    date = FuzzyDateFormField(required=False)


# --- In models ------------------------------------------------------------------------------------


@pytest.fixture
def event() -> Iterator[type[ClusterableModel]]:
    """A model with one date that may be missing and one that may not."""
    with isolate_apps("cms.core"):

        class Event(ClusterableModel):
            date = FuzzyDateField(blank=True, default="")
            needed = FuzzyDateField()

            class Meta:
                app_label = "core"

        yield Event


@pytest.mark.django_db
@pytest.mark.parametrize("stored", ALL_STORED)
def test_a_date_comes_back_from_the_database_as_it_went_in(stored: str) -> None:
    date = FuzzyDate.parse(stored)
    Programme.objects.create(title="P", acronym="P", start=date)

    assert Programme.objects.get().start == date
    assert Programme.objects.get().end is None
    assert list(Programme.objects.values_list("start", "end")) == [(date, None)]
    with connection.cursor() as cursor:
        cursor.execute('SELECT start, "end" FROM projects_programme')
        assert cursor.fetchone() == (stored, "")


@pytest.mark.django_db
def test_lookups_take_dates_and_strings() -> None:
    Programme.objects.create(title="P", acronym="P", start=DAY)

    assert Programme.objects.filter(start=DAY).exists()
    assert Programme.objects.filter(start="2021-04-22", end="").exists()
    assert Programme.objects.filter(start__in=[DAY, None]).exists()
    assert Programme.objects.filter(start__startswith="2021").exists()
    assert not Programme.objects.exclude(end="").exists()


def test_the_attribute_is_a_date_or_none_whatever_was_assigned(event: type[ClusterableModel]) -> None:
    row = event(date="2021-04-22")

    assert row.date == DAY
    row.date = ""
    assert row.date is None
    assert event().date is None
    with pytest.raises(ValidationError):
        row.date = "yesterday"


def test_a_row_survives_a_revision(event: type[ClusterableModel]) -> None:
    for date in (DAY, None, FuzzyDate.unknown()):
        row = event(pk=1, date=date, needed=DAY)
        stored = json.loads(row.to_json())

        assert stored["date"] == (str(date) if date else None)
        assert event.from_json(json.dumps(stored)).date == date


def test_a_required_date_says_what_is_wrong_in_the_language_of_the_editor(event: type[ClusterableModel]) -> None:
    with pytest.raises(ValidationError) as caught:
        event(date=None, needed=None).full_clean()

    with override("en"):
        assert caught.value.message_dict == {"needed": ["This field cannot be blank."]}
    with override("ka"):
        assert "cannot" not in caught.value.message_dict["needed"][0]


def test_migrations_write_the_field_without_its_length() -> None:
    text, _imports = MigrationWriter.serialize(FuzzyDateField(blank=True))

    assert text == "cms.core.fields.FuzzyDateField(blank=True)"
    assert FuzzyDateField().max_length == 21
    assert isinstance(FuzzyDateField().clone(), FuzzyDateField)


def test_a_model_form_asks_for_the_parts(event: type[ClusterableModel]) -> None:
    form_class = forms.modelform_factory(event, fields=["date"])

    assert isinstance(form_class.base_fields["date"], FuzzyDateFormField)
    form = form_class(posted("month_span", year=2021, month=4, end_month=6), instance=event(date=DAY))
    assert form.is_valid()
    assert form.has_changed()
    assert str(form.save(commit=False).date) == "2021-04/2021-06"


# --- In forms -------------------------------------------------------------------------------------


@given(FUZZY_DATES)
def test_every_date_passes_through_its_inputs_unchanged(date: FuzzyDate) -> None:
    spread = FuzzyDateWidget().decompress(date)
    field = FuzzyDateFormField()

    assert field.clean(spread) == date
    assert field.clean(str(date)) == date
    assert not field.has_changed(date, spread)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (inputs(), None),
        (inputs("unknown"), "XXXX"),
        (inputs("day", year=" 2021 ", month=4, day="01"), "2021-04-01"),
        # What the end shares with the start need not be typed twice.
        (inputs("day_span", year=2021, month=4, day=22, end_day=24), "2021-04-22/2021-04-24"),
        (inputs("day_span", year=2021, month=4, day=28, end_month=5, end_day=3), "2021-04-28/2021-05-03"),
        (inputs("day_span_without_year", month=12, day=2, end_day=3), "XXXX-12-02/XXXX-12-03"),
        (inputs("month_span", year=2021, month=4, end_month=6), "2021-04/2021-06"),
        (inputs("either_month", year=2021, month=6, end_month=7), "[2021-06,2021-07]"),
        # Inputs that the script hides keep what was typed before the kind was changed.
        (inputs("year", year=2021, month=4, day=99, end_year="x"), "2021"),
        (inputs("by_end_of_year", year=2024), "[..2024]"),
        (inputs("quarter", year=2024, quarter=2), "2024-34"),
    ],
)
def test_inputs_become_a_date(typed: list[str], stored: str | None) -> None:
    date = FuzzyDateFormField(required=False).clean(typed)

    assert date == (FuzzyDate.parse(stored) if stored else None)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (inputs("day", year=2021, month=4), "Enter the day."),
        (inputs("day", year=2021, day=4), "Choose the month."),
        (inputs("month_span", year=2021, month=4), "Choose the second month."),
        (inputs("year_span", year=2021), "Enter the second year."),
        (inputs("day", year=2021, month=2, day=30), "The day must lie between 1 and 28, the last day of this month."),
        (inputs("day_span", year=2021, month=4, day=24, end_day=22), "The end must be later than the start."),
        (inputs("year", year=99999), "The year must lie between 1 and 9999."),
        (inputs("year", year="9" * 10_000), "The year must lie between 1 and 9999."),
        (inputs("year", year=0), "The year must lie between 1 and 9999."),
        (inputs("year", year="20x1"), "“20x1” is not a number."),
        (inputs("year", year="-5"), "“-5” is not a number."),
        (inputs("year", year="²"), "“²” is not a number."),
        (inputs("month", year=2021, month=13), "The month must lie between 1 and 12."),
        (inputs("quarter", year=2021), "Choose the quarter."),
        (inputs(year=2021), "Choose how much of the date is known."),
        (inputs("someday", year=2021), "Choose how much of the date is known."),
        (["year"], "Enter the year."),
    ],
)
def test_impossible_inputs_are_explained(typed: list[str], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        FuzzyDateFormField(required=False).clean(typed)

    with override("en"):
        assert caught.value.messages == [message]


def test_a_required_date_may_be_unknown_but_not_missing() -> None:
    assert FuzzyDateFormField().clean(inputs("unknown")) == FuzzyDate.unknown()
    with pytest.raises(ValidationError):
        FuzzyDateFormField().clean(inputs())


def test_what_was_typed_stays_in_a_refused_form() -> None:
    form = DateForm(posted("day", year="20x1", month=2, day=30))

    assert not form.is_valid()
    html = str(form["date"])
    assert 'value="20x1"' in html
    assert 'value="30"' in html
    assert '<option value="2" selected>' in html
    assert '<option value="day" selected>' in html


def test_each_input_has_its_label_and_the_kinds_are_chosen_in_words() -> None:
    html = str(DateForm(initial={"date": DAY})["date"])

    for number in range(1, 1 + len(PART_LABELS)):
        assert f'<label for="id_date_{number}">' in html
        assert f'id="id_date_{number}"' in html
    assert html.count('id="id_date_0"') == 1
    assert " required" not in html
    for kind in Precision.values:
        assert f'<option value="{kind}"' in html


def test_the_inputs_speak_the_language_of_the_editor() -> None:
    with override("ka"):
        assert "აპრილი" in FuzzyDateWidget().render("date", None)
    with override("en"):
        assert "April" in FuzzyDateWidget().render("date", None)


# --- In StreamFields ------------------------------------------------------------------------------


class Body(blocks.StreamBlock):
    date = FuzzyDateBlock(required=False)
    figure = blocks.StructBlock([("as_of", FuzzyDateBlock(required=False))])


def test_a_block_reads_and_writes_the_stored_form() -> None:
    body = Body()
    raw = [
        {"id": "1", "type": "date", "value": "2021-04-22"},
        {"id": "2", "type": "date", "value": None},
        {"id": "3", "type": "figure", "value": {}},
        {"id": "4", "type": "figure", "value": {"as_of": "nonsense"}},
    ]
    value = body.to_python(raw)

    assert isinstance(value, StreamValue)
    assert value[0].value == DAY
    assert [value[1].value, value[2].value["as_of"], value[3].value["as_of"]] == ["", "", ""]
    written = body.get_prep_value(value)
    assert [row["value"] for row in written] == ["2021-04-22", "", {"as_of": ""}, {"as_of": ""}]
    json.dumps(written)


def test_a_block_is_never_none() -> None:
    block = FuzzyDateBlock(required=False)

    assert block.get_default() == ""
    assert block.normalize(None) == ""
    assert block.normalize("2021-04-22") == DAY
    assert block.clean(inputs()) == ""
    assert block.get_prep_value(None) == ""
    assert block.get_searchable_content(DAY) == []


def test_a_block_cleans_what_the_form_posts_and_keeps_it_if_it_is_wrong() -> None:
    block = FuzzyDateBlock()
    block.set_name("date")
    value = block.value_from_datadict(posted("day", year=2021, month=4, day=22), {}, "date")

    assert block.clean(value) == DAY
    assert block.get_form_state(DAY) == inputs("day", year=2021, month=4, day=22)
    wrong = block.value_from_datadict(posted("day", year=2021, month=4, day=31), {}, "date")
    with pytest.raises(ValidationError):
        block.clean(wrong)
    assert block.get_form_state(wrong) == inputs("day", year=2021, month=4, day=31)
    with pytest.raises(ValidationError):
        block.clean("")
