"""An editor enters document B, a webinar, through the admin's own forms, and nothing is lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from network.events.models import EventPage
from tests.admin.document_b import Records, filled_form, source
from tests.admin.page_forms import PUBLISH
from tests.admin.signed_in import client_of, make_user
from tests.factories import EventIndexPageFactory

pytestmark = pytest.mark.django_db


def posted(client: Client, data: dict[str, Any], language: str) -> EventPage:
    """Post the form of a new event; it must be accepted."""
    index = EventIndexPageFactory(locale=language)
    response = client.post(reverse("wagtailadmin_pages:add", args=["events", "eventpage", index.pk]), data)
    if response.status_code != 302:
        pytest.fail(str(dict(response.context["form"].errors)), pytrace=False)
    return EventPage.objects.child_of(index).get()


def test_document_b_is_entered_whole(language: str) -> None:
    event = source()
    records = Records(event)
    page = posted(client_of(make_user("editor", language)), filled_form(event, records, language) | PUBLISH, language)
    assert page.live
    assert [len(part) for part in (page.workplan, page.objectives, page.sessions, page.body)] == [4, 6, 9, 7]
    seen = [appearance for session in page.sessions for appearance in session.appearances]
    wanted = [speaker for slot in event["agenda"] for speaker in slot["speakers"]]
    assert [(one.person, one.organisation, one.position, one.minutes) for one in seen] == [
        (
            records.people[speaker["person"]],
            records.organisations[speaker["organisation"]],
            speaker["position"][language],
            speaker["minutes"],
        )
        for speaker in wanted
    ]
    assert [
        (f"{one.starts_at:%H:%M}", f"{one.ends_at:%H:%M}", one.kind, one.has_questions) for one in page.sessions
    ] == [(slot["start"], slot["end"], slot["kind"], slot["questions"]) for slot in event["agenda"]]
    assert [str(step.value["date"]) for step in page.workplan] == [
        "2021-03-16", "2021-04-22", "2021-04/2021-06", "[2021-06,2021-07]",
    ]  # fmt: skip
    assert page.starts_at.isoformat() == "2021-04-22T10:00:00+00:00"
    assert page.audience == event["audience"][language]
    assert Client().get(page.url).status_code == 200


@pytest.mark.parametrize(
    ("field", "wrong"), [("end", "13:00"), ("time_zone", "Asia/Tiflis"), ("second_time_zone", "CEST?")]
)
def test_what_cannot_be_is_refused_at_the_field(field: str, wrong: str) -> None:
    event = source() | {field: wrong}
    index = EventIndexPageFactory(locale="en")
    client = client_of(make_user("editor", "en"))
    data = filled_form(event, Records(event), "en")
    response = client.post(reverse("wagtailadmin_pages:add", args=["events", "eventpage", index.pk]), data | PUBLISH)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["end_time" if field == "end" else field]


def test_words_for_minutes_are_refused_and_lines_that_do_not_parse_are_kept() -> None:
    event = source()
    data = filled_form(event, Records(event), "en")
    index = EventIndexPageFactory(locale="en")
    client = client_of(make_user("editor", "en"))
    add = reverse("wagtailadmin_pages:add", args=["events", "eventpage", index.pk])
    assert client.post(add, data | {"agenda-0-value-minutes": "a few"} | PUBLISH).status_code == 200
    unread = {"agenda-6-type": "unread", "agenda-6-value": "16.10 ??? break"}
    data = {key: value for key, value in data.items() if not key.startswith("agenda-6-value")}
    assert client.post(add, data | unread | PUBLISH).status_code == 302
    page = EventPage.objects.child_of(index).get()
    assert [block.value for block in page.agenda if block.block_type == "unread"] == ["16.10 ??? break"]
    assert len(page.sessions) == 8
