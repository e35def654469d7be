"""The secretariat's lists of what members and applicants ask."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from network.directory.models import Departure, EntryProposal
from tests.admin.signed_in import make_user
from tests.factories import MembershipFactory
from tests.factories.requests import application

pytestmark = pytest.mark.django_db

LIST, START = "/admin/requests/", "/admin/"


@pytest.fixture
def office(client: Client) -> Client:
    """The secretariat."""
    client.force_login(make_user("secretariat"))
    return client


def ask_for(count: int) -> None:
    """Make so many of each request, some decided."""
    now = timezone.now()
    for number in range(count):
        application("sent", email=f"a{number}@example.org")
        application("refused", email=f"b{number}@example.org", sent_at=now, decided_at=now)
        member = MembershipFactory()
        EntryProposal.objects.create(membership=member, changes={"about_en": {"before": "", "after": "New."}})
        EntryProposal.objects.create(membership=member, state="refused", decided_at=now)
        Departure.objects.create(membership=member, wished_day=datetime.date(2027, 1, 1))
        Departure.objects.create(membership=member, state="withdrawn", decided_at=now)


def questions(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("path", [LIST, START])
def test_many_requests_cost_no_more_questions_than_one(office: Client, path: str) -> None:
    ask_for(1)
    one = questions(office, path)
    ask_for(8)
    assert questions(office, path) == one


def test_what_waits_stands_on_the_first_page_and_drafts_are_nobodys_to_read(office: Client) -> None:
    draft = application()
    sent = application("sent")
    assert office.get(f"{LIST}applications/{draft.pk}/").status_code == 404
    page = office.get(f"{LIST}applications/{sent.pk}/").content.decode()
    for words in ("Sample Union", "We help returned migrants.", "nino@example.org"):
        assert words in page
    shown = office.get(LIST).content.decode()
    assert f"{LIST}applications/{sent.pk}/" in shown
    assert f"{LIST}applications/{draft.pk}/" not in shown


def test_records_of_the_same_name_are_shown(office: Client) -> None:
    MembershipFactory(organisation__name_en="SAMPLE  union", organisation__name_ka="სხვა")
    sent = application("sent")
    page = office.get(f"{LIST}applications/{sent.pk}/").content.decode()
    assert "SAMPLE  union" in page
    assert "a member now" in page


def test_the_secretariat_completes_and_puts_it_to_the_members_by_two_buttons(office: Client) -> None:
    sent = application("sent", typed={})
    page = f"{LIST}applications/{sent.pk}/"
    names = {"complete-name_ka": "კავშირი", "complete-name_en": "Union"}
    assert office.post(f"{page}complete/", names).status_code == 302
    sent.refresh_from_db()
    assert sent.completed == {"name_ka": "კავშირი", "name_en": "Union"}
    refused = office.post(f"{page}members/")
    assert refused.status_code == 400, "its steps are not complete"
    assert office.post(f"{page}nothing/").status_code == 404
    assert office.post(f"{page}ask/", {"ask-question": ""}).status_code == 400


def test_the_last_day_is_typed_into_an_input_that_needs_no_script(office: Client) -> None:
    departure = Departure.objects.create(membership=MembershipFactory())
    page = office.get(f"{LIST}departures/{departure.pk}/").content.decode()
    assert f'value="{timezone.localdate()}"' in page
    assert "<script>" not in page.split('id="main"')[-1].split("</main>")[0]
