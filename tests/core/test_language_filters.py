"""What templates say about texts, numbers and dates in two languages, and how Django writes and reads them."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from wagtail.rich_text import RichText

from cms.core.dates import FuzzyDate
from cms.core.templatetags.language import introducing
from cms.core.typography import bind, format_file_size, format_number

N = "\u00a0"


def render(expression: str, value: Any, language: str = "ka") -> str:
    """Print `expression` over `value` in a page of `language`."""
    with override(language):
        return Template(f"{{% load language %}}{expression}").render(Context({"value": value}))


# --- Foreign passages -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        ("ქსელი <IRC>", "ka", 'ქსელი &lt;<span lang="en">IRC</span>&gt;'),
        ("ქსელი IRC", "en", '<span lang="ka">ქსელი</span> IRC'),
        (SafeString("<b>IRC</b>"), "ka", '<b><span lang="en">IRC</span></b>'),
        (None, "ka", ""),
        ("", "ka", ""),
        (2021, "ka", "2021"),
    ],
)
def test_foreign_marks_text_and_safe_html(value: Any, language: str, expected: str) -> None:
    assert render("{{ value|foreign }}", value, language) == expected


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        ("IACTA", "ka", "en"),
        ("IACTA 2030 – „Café“", "ka", "en"),
        ("IOM თბილისი", "ka", ""),
        ("თბილისი", "ka", ""),
        ("თბილისი", "en", "ka"),
        ("Tbilisi", "en", ""),
        ("2030", "ka", ""),
        ("", "ka", ""),
        (None, "en", ""),
    ],
)
def test_a_text_wholly_in_the_other_script_has_its_language(value: str | None, language: str, expected: str) -> None:
    assert render("{{ value|foreign_whole }}", value, language) == expected


def test_the_language_of_the_text_may_differ_from_the_pages() -> None:
    assert render('{{ value|foreign:"en" }}', "ქსელი IRC", "ka") == '<span lang="ka">ქსელი</span> IRC'


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["<p>ქსელი <b>IRC</b></p>", RichText("<p>ქსელი <b>IRC</b></p>")])
def test_rich_text_is_rendered_and_marked(value: Any) -> None:
    expected = '<p>ქსელი <b><span lang="en">IRC</span></b></p>'

    assert render("{{ value|richtext_foreign }}", value) == expected
    assert render("{{ value|richtext_foreign }}", None) == ""


# --- No-break spaces ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17 წევრი: 15 ორგანიზაცია და 2 ადამიანი", f"17{N}წევრი: 15{N}ორგანიზაცია და 2{N}ადამიანი"),
        ("22 აპრილი, 2021, 14:00", f"22{N}აპრილი, 2021, 14:00"),
        ("2018 წლის მაისიდან", f"2018{N}წლის მაისიდან"),
        ("3 March 2027 in Tbilisi", f"3{N}March 2027 in Tbilisi"),
        ("1 204 ადამიანი, 12 345 678", f"1{N}204{N}ადამიანი, 12{N}345{N}678"),
        ("პოლიტიკის დონეზეც – თემებშიც – აქ", f"პოლიტიკის დონეზეც{N}– თემებშიც{N}– აქ"),
        ("2023–2024 წლები", f"2023–2024{N}წლები"),
        ("no number – here", f"no number{N}– here"),
        ("30 000 signatures", f"30{N}000{N}signatures"),
        ("2021 300 ადამიანი", f"2021 300{N}ადამიანი"),
        ("", ""),
    ],
)
def test_what_belongs_together_stays_on_one_line(text: str, expected: str) -> None:
    assert bind(text) == expected
    assert bind(expected) == expected
    assert render("{{ value|nobreak }}", text) == expected


@given(st.text())
def test_binding_changes_spaces_only(text: str) -> None:
    assert bind(text).replace(N, " ") == text.replace(N, " ")


def test_binding_is_escaped_and_leaves_html_alone() -> None:
    assert render("{{ value|nobreak }}", "<b> 5 წევრი") == f"&lt;b&gt; 5{N}წევრი"
    assert render("{{ value|nobreak }}", SafeString('<a title="5 x">5 წევრი</a>')) == '<a title="5 x">5 წევრი</a>'
    assert render("{{ value|nobreak|foreign }}", "5 CSO – ქსელი") == f'5{N}<span lang="en">CSO</span>{N}– ქსელი'


# --- Numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "ka", "en"),
    [
        (17, "17", "17"),
        (1204, f"1{N}204", "1,204"),
        (1234567, f"1{N}234{N}567", "1,234,567"),
        (Decimal("1204.50"), f"1{N}204,50", "1,204.50"),
        (0.5, "0,5", "0.5"),
        ("1204", f"1{N}204", "1,204"),
        (-1204, f"-1{N}204", "-1,204"),
        (None, "", ""),
        ("", "", ""),
        ("17 or more", "17 or more", "17 or more"),
    ],
)
def test_numbers_are_grouped_as_each_language_does(number: Any, ka: str, en: str) -> None:
    assert render("{{ value|local_number }}", number, "ka") == ka
    assert render("{{ value|local_number }}", number, "en") == en


def test_a_number_follows_the_language_asked_for() -> None:
    with override("ka"):
        assert format_number(1204, "en") == "1,204"


@pytest.mark.parametrize(
    ("size", "ka", "en"),
    [
        (1, f"1{N}ბაიტი", f"1{N}byte"),
        (512, f"512{N}ბაიტი", f"512{N}bytes"),
        (184_320, f"180{N}კბ", f"180{N}KB"),
        (1_048_064, f"1{N}მბ", f"1{N}MB"),
        (1_572_864, f"1,5{N}მბ", f"1.5{N}MB"),
        (157_286_400, f"150{N}მბ", f"150{N}MB"),
        (1_073_741_824, f"1{N}გბ", f"1{N}GB"),
        (2_684_354_560, f"2,5{N}გბ", f"2.5{N}GB"),
    ],
)
def test_sizes_of_files_are_short_and_in_the_language(size: int, ka: str, en: str) -> None:
    assert format_file_size(size, "ka") == ka
    assert format_file_size(size, "en") == en
    assert render("{{ value|file_size }}", size, "ka") == ka
    assert render("{{ value|file_size }}", None) == ""


# --- Dates ----------------------------------------------------------------------------------------


def test_dates_are_printed_in_the_language_of_the_page() -> None:
    date = FuzzyDate.parse("2021-04-22")

    assert render("{{ value|fuzzy_date }}", date, "ka") == f"22{N}აპრილი, 2021"
    assert render("{{ value|fuzzy_date }}", date, "en") == f"22{N}April 2021"
    assert render('{{ value|fuzzy_date:"en" }}', date, "ka") == f"22{N}April 2021"
    assert render("{{ value|fuzzy_day }}", date, "ka") == f"22{N}აპრილი"
    assert [render(f"{{{{ value|{name} }}}}", "") for name in ("fuzzy_date", "fuzzy_day")] == ["", ""]


@pytest.mark.parametrize(
    ("stored", "html"),
    [
        ("2021-04-22", f'<time datetime="2021-04-22">22{N}April 2021</time>'),
        ("2021-06", '<time datetime="2021-06">June 2021</time>'),
        ("XXXX-01-25", f'<time datetime="01-25">25{N}January (year not known)</time>'),
        ("[..2024]", f"by the end of{N}2024"),
        ("2021-04/2021-06", "April–June 2021"),
    ],
)
def test_time_elements_say_only_what_machines_can_read(stored: str, html: str) -> None:
    assert render("{% date_time value %}", FuzzyDate.parse(stored), "en") == html


def test_no_date_prints_nothing() -> None:
    assert render("{% date_time value %}", None) == ""
    assert render("{% date_time value %}", "") == ""


# --- Django's own dates, times and inputs ---------------------------------------------------------

MOMENT = datetime.datetime(2021, 6, 5, 15, 5)


@pytest.mark.parametrize(
    ("name", "ka", "en"),
    [
        ("DATE_FORMAT", f"5{N}ივნისი, 2021", f"5{N}June 2021"),
        ("TIME_FORMAT", "15:05", "15:05"),
        ("DATETIME_FORMAT", f"5{N}ივნისი, 2021, 15:05", f"5{N}June 2021, 15:05"),
        ("YEAR_MONTH_FORMAT", "ივნისი, 2021", "June 2021"),
        ("MONTH_DAY_FORMAT", f"5{N}ივნისი", f"5{N}June"),
        ("SHORT_DATE_FORMAT", "05.06.2021", "05.06.2021"),
        ("SHORT_DATETIME_FORMAT", "05.06.2021 15:05", "05.06.2021 15:05"),
    ],
)
def test_dates_and_times_are_printed_with_24_hours(name: str, ka: str, en: str) -> None:
    with override("ka"):
        assert formats.date_format(MOMENT, name) == ka
    with override("en"):
        assert formats.date_format(MOMENT, name) == en


@pytest.mark.parametrize("typed", ["2021-06-05", "05.06.2021", "5.6.2021"])
def test_a_typed_date_is_read_day_first(typed: str, language: str) -> None:
    with override(language):
        assert forms.DateField().clean(typed) == MOMENT.date()


@pytest.mark.parametrize("typed", ["05/06/2021", "06/05/21", "June 5 2021"])
def test_an_american_date_is_refused_and_not_misread(typed: str, language: str) -> None:
    with override(language), pytest.raises(forms.ValidationError):
        forms.DateField().clean(typed)


def test_a_typed_decimal_may_have_the_sign_of_the_language() -> None:
    field = forms.DecimalField(localize=True)

    with override("ka"):
        assert field.clean("1204,5") == Decimal("1204.5")
    with override("en"):
        assert field.clean("1204.5") == Decimal("1204.5")


def test_the_week_begins_on_monday(language: str) -> None:
    with override(language):
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize(
    ("label", "written"),
    [("Name", "Name:"), ("In which member’s name?", "In which member’s name?"), ("We agree.", "We agree.")],
)
def test_a_label_that_ends_by_itself_gets_no_colon(label: str, written: str) -> None:
    assert introducing(label) == written
