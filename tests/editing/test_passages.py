"""The texts of a page in reading order, without what is no text."""

import pytest
from django.utils import translation
from wagtail.rich_text import RichText

from cms.editing.passages import passages
from tests.factories import NewsPageFactory, PersonFactory, ProjectPageFactory, stream

pytestmark = pytest.mark.django_db


def read(page) -> dict[str, list[str]]:
    with translation.override("en"):
        return {
            passage.label: [
                part.source if isinstance(part, RichText) else part.replace("\u00a0", " ")
                for part in passage.paragraphs
            ]
            for passage in passages(page)
        }


def test_fields_in_their_order_and_empty_ones_left_out() -> None:
    page = NewsPageFactory(title="სათაური", lead="წინადადება", slug="own", place_line="თბილისი")
    assert read(page) == {"Title": ["სათაური"], "Lead": ["წინადადება"], "Place line": ["თბილისი"]}


def test_blocks_within_blocks() -> None:
    person = PersonFactory(name_ka="ანა", name_en="Ana")
    body = stream(
        ("heading", {"text": "რატომ", "level": "h2"}),
        ("paragraph", "<p>ერთი <b>ორი</b></p>"),
        ("numbered_list", {"style": "a", "items": [{"type": "item", "id": "1", "value": "<p>სამი</p>"}]}),
        ("figure", {"qualifier": "at_least", "number": "200.00", "unit": "წევრი", "as_of": "2020-10-03", "source": ""}),
        ("quote", {"text": "სიტყვა", "attribution": ""}),
        (
            "table",
            {
                "columns": [{"type": "text", "heading": "ა"}, {"type": "number", "heading": "ბ"}],
                "rows": [{"values": ["ოთხი", "4"]}],
                "caption": "",
            },
        ),
    )
    people = stream(("person", {"person": person.pk, "function": "speaker", "role": "ექსპერტი", "organisation": None}))
    page = NewsPageFactory(title="სათაური", body=body, people=people, internal_note="შენიშვნა")
    found = read(page)
    assert "Note for editors" not in found
    assert found["Text"] == [
        "რატომ",
        "<p>ერთი <b>ორი</b></p>",
        "<p>სამი</p>",
        "200.00",
        "წევრი",
        "3 ოქტომბერი, 2020",
        "სიტყვა",
        "ოთხი | 4",
    ]
    assert found["People in the text"] == ["Ana", "ექსპერტი"]


def test_lists_of_lists() -> None:
    activities = [
        {"type": "item", "id": str(number), "value": {"text": text, "note": ""}}
        for number, text in enumerate(("ერთი", "ორი"))
    ]
    page = ProjectPageFactory(title="პროექტი", pillars=stream(("pillar", {"title": "სვეტი", "activities": activities})))
    assert read(page)["Activities by pillar"] == ["სვეტი", "ერთი", "ორი"]
