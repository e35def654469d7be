"""The drawings count what they show and betray nothing."""

import re

import pytest
from django.template.loader import render_to_string

from cms.core.drawings import Start, place_labels, place_lines, sheaf_lines

CROWD = [Start(f"Town {number}", 50 + number, 50 + number) for number in range(6)]


@pytest.mark.parametrize(("total", "agreed"), [(17, 14), (17, 17), (17, 0), (1, 1), (60, 20)])
def test_a_sheaf_has_one_line_for_each_member(total: int, agreed: int) -> None:
    lines = sheaf_lines(total, agreed)
    assert lines.agreed.count("C") == agreed
    assert lines.own.count("M") == lines.ends.count("M") == total - agreed


def test_those_who_went_their_own_way_stand_on_top_in_a_fixed_order() -> None:
    own = [(float(y), float(x)) for y, x in re.findall(r"M0 ([\d.]+)H([\d.]+)", sheaf_lines(17, 12).own)]
    assert own == sorted(own)
    assert [x for _y, x in own] == sorted((x for _y, x in own), reverse=True)
    assert min(x for _y, x in own) > 0


def test_numbers_that_cannot_be_are_drawn_as_the_nearest_that_can() -> None:
    assert sheaf_lines(3, 9) == sheaf_lines(3, 3)
    assert sheaf_lines(3, -1) == sheaf_lines(3, 0)


def test_every_line_of_a_place_sets_out_and_all_meet() -> None:
    path = place_lines([Start("A", 10, 20, 3), Start("B", 40, 60)])
    assert path.count("C") == 4
    assert path.count("930 300M") == 4


def test_labels_do_not_cover_each_other() -> None:
    labels = place_labels(CROWD)
    assert 0 < len(labels) <= len(CROWD)
    assert len({(label.x + label.dx / 9, label.y + label.dy / 2.4) for label in labels}) == len(labels)


def test_the_drawing_is_hidden_from_assistive_technology_and_has_decimal_points() -> None:
    html = render_to_string(
        "components/places.html", {"path": "M0 0", "dots": CROWD[:1], "labels": place_labels(CROWD[:1])}
    )
    assert 'aria-hidden="true"' in html
    assert 'cx="50%"' in html
    half = render_to_string("components/places.html", {"path": "", "dots": [Start("A", 6.2, 13.5)], "labels": []})
    assert 'cx="6.2%"' in half


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "500.html"])
def test_error_pages_need_nothing_and_speak_both_languages(name: str) -> None:
    html = render_to_string(name)
    assert '<html lang="ka">' in html
    assert 'lang="en"' in html
    assert "/static/css/base.css" in html
