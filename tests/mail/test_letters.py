"""What a letter says, in either language, and what it can never hold."""

import re

import html5lib
import pytest
from django.utils import translation

from cms.core.site_settings import SiteSettings
from cms.mail.letters import write_letter
from tests.mail.conftest import TITLE

pytestmark = pytest.mark.django_db

CONTEXT = {"title": TITLE, "url": "https://www.example.org/ka/desk/1/?a=1&b=2"}


@pytest.fixture(autouse=True)
def network() -> None:
    SiteSettings.objects.update_or_create(defaults={"name_ka": "ქსელი", "name_en": "The Network"})


def test_the_reader_s_language_wins_over_the_writer_s() -> None:
    with translation.override("en"):
        letter = write_letter("probe/opened", CONTEXT, "ka")
    assert letter.subject == f"სიახლეები: {TITLE}"
    assert "მთავარი" in letter.text
    assert "Home" not in letter.text + letter.html
    assert '<html lang="ka">' in letter.html
    assert "http://testserver/ka/" in letter.text


def test_both_parts_end_with_the_network_s_name_and_a_reason() -> None:
    letter = write_letter("probe/opened", {**CONTEXT, "why": "You asked for it."}, "en")
    body, _mark, foot = letter.text.partition("\n-- \n")
    assert "The Network" not in body
    assert foot.split("\n\n") == ["You asked for it.", "The Network\nhttp://testserver/en/\n"]
    assert letter.html.count("The Network") == 2
    assert "You asked for it." in letter.html


def test_text_is_not_escaped_and_html_is() -> None:
    letter = write_letter("probe/opened", CONTEXT, "ka")
    assert TITLE in letter.text
    assert CONTEXT["url"] in letter.text
    assert "& <სხვა>" not in letter.html
    assert "&amp; &lt;სხვა&gt;" in letter.html


def test_tags_leave_no_holes_in_the_text() -> None:
    letter = write_letter("probe/opened", CONTEXT, "ka")
    assert not letter.text.startswith("\n")
    assert "\n\n\n" not in letter.text


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\n\n", "\r\n\r\n"])
def test_a_value_cannot_make_a_header(line_end: str) -> None:
    letter = write_letter("probe/opened", {**CONTEXT, "title": f"A{line_end}Bcc: thief@example.org"}, "ka")
    assert len(letter.subject.splitlines()) == 1


def test_html_holds_nothing_from_elsewhere_and_no_table() -> None:
    html = write_letter("probe/opened", CONTEXT, "ka").html
    html5lib.HTMLParser(strict=True).parse(html)
    assert not re.search(r"<(?:img|link|script|iframe|table|form)\b|src=|url\(|@import", html)
    assert "prefers-color-scheme: dark" in html
    assert len(html.encode()) < 10_000


def test_html_that_is_too_long_is_left_out() -> None:
    letter = write_letter("probe/opened", {**CONTEXT, "title": "ა" * 10_000}, "ka")
    assert letter.html == ""
    assert "ა" * 10_000 in letter.text
    assert len(letter.subject) == 250
