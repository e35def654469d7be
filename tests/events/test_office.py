"""The secretariat's page of an event."""

import csv
import datetime
import io

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from network.events.models import Event, EventPage, Registration
from tests.admin.signed_in import make_user
from tests.factories.agreement import Member
from tests.factories.events import event_draft
from tests.factories.registrations import fresh_event, mails_to, open_event, register, registered_by_mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    client.force_login(make_user("secretariat"))
    return client


def terms(**changed):
    typed = {"registration": "everybody", "capacity": "", "opens_at": "", "closes_at": "", "equal_until": ""}
    return {f"terms-{name}": value for name, value in {**typed, "joining_link": "", **changed}.items()}


def test_the_secretariat_sets_places_and_link_and_it_is_written_down(office):
    event = open_event(registration="none")
    here = reverse("events:act", args=[event.pk, "terms"])
    answer = office.post(here, terms(capacity="12", joining_link="https://meet.example.org/x"), follow=True)
    after = fresh_event(event)
    assert (after.capacity, after.registration, after.joining_link) == (12, "everybody", "https://meet.example.org/x")
    assert answer.context["entries"][0].action == "events.terms"


def test_an_end_of_registration_after_the_beginning_of_the_event_comes_back_with_the_reason(office):
    event = open_event()
    here = reverse("events:act", args=[event.pk, "terms"])
    answer = office.post(here, terms(closes_at="2099-01-01 10:00", capacity="7"))
    assert answer.status_code == 400
    assert "closes_at" in next(offer.form for offer in answer.context["offers"] if offer.is_open).errors
    assert 'value="7"' in answer.content.decode()
    assert fresh_event(event).capacity is None


def test_cancelling_the_event_asks_twice_and_tells_everybody(office):
    event = open_event()
    member = Member.new()
    register(event, member)
    here = reverse("events:act", args=[event.pk, "cancelled"])
    assert office.post(here, {}).status_code == 400
    office.post(here, {"cancelled-sure": "on"})
    assert fresh_event(event).state == "cancelled"
    assert len(mails_to(member.user.email)) == 2


def test_somebody_taken_off_the_list_is_told_and_the_next_one_moves_up(office):
    event = open_event(capacity=1)
    first = registered_by_mail(event)
    other = register(event, Member.new())
    office.post(reverse("events:cancel", args=[event.pk, first.pk]))
    assert Registration.objects.get(pk=other.pk).state == "confirmed"
    assert len(mails_to("nino@example.org")) == 1


def test_the_table_for_the_door_has_who_comes_and_no_cell_that_a_spreadsheet_carries_out(office):
    event = open_event()
    registered_by_mail(event, name="=HYPERLINK(1) Nino")
    member = Member.new()
    register(event, member)
    answer = office.post(reverse("events:table", args=[event.pk]))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0]["name"].startswith("'=")
    assert rows[1]["member"] == member.membership.name_in("en")
    assert "no-store" in answer.headers["Cache-Control"]


def test_editors_see_numbers_and_no_names(client):
    event = open_event()
    registered_by_mail(event)
    client.force_login(make_user("editor"))
    shown = client.get(reverse("events:event", args=[event.pk])).content.decode()
    assert "ბერიძე" not in shown
    assert "nino@example.org" not in shown


def test_the_page_costs_the_same_questions_for_one_registration_and_for_many(office, django_assert_max_num_queries):
    event = open_event()
    register(event, Member.new())
    here = reverse("events:event", args=[event.pk])
    office.get(here)
    with django_assert_max_num_queries(60) as few:
        office.get(here)
    for _member in range(4):
        register(event, Member.new())
    with django_assert_max_num_queries(len(few)):
        office.get(here)


def test_the_form_of_the_text_says_what_can_be_changed_without_a_new_round(client):
    page = event_draft()
    client.force_login(make_user("secretariat"))
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    event = EventPage.objects.get(pk=page.pk).event
    assert reverse("events:event", args=[event.pk]) in shown


def test_the_list_does_not_call_planned_what_is_over(office):
    event = open_event()

    def states() -> list[str]:
        pages = [office.get(path) for path in (reverse("events:events"), reverse("events:event", args=[event.pk]))]
        found = [BeautifulSoup(page.content, "html.parser").select_one("main .w-status") for page in pages]
        return [state.get_text(strip=True) for state in found if state]

    assert states() == ["Planned", "Planned"]
    Event.objects.filter(pk=event.pk).update(ends_at=timezone.now() - datetime.timedelta(days=1))
    assert states() == ["Past", "Past"]
