"""Events on a representative's desk."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from network.events.desk import events_for_desk
from network.events.models import Registration
from network.members.models import mandates_of
from tests.factories.agreement import Member
from tests.factories.registrations import open_event, register

pytestmark = pytest.mark.django_db

LINK = "https://meet.example.org/secret"


def address(name, *args, language="en"):
    with override(language):
        return reverse(name, args=args)


@pytest.fixture
def member(client):
    found = Member.new()
    client.force_login(found.user)
    return found


def test_one_tap_on_the_list_registers_and_one_cancels(client, member):
    event = open_event(joining_link=LINK)
    page = client.get(address("desk_events")).content.decode()
    assert f'action="{address("desk_event", event.pk)}"' in page
    here = address("desk_event", event.pk)
    done = client.post(here, {"action": "register", "member": member.membership.pk}, follow=True)
    row = Registration.objects.get()
    assert (row.user, row.membership, row.state) == (member.user, member.membership, "confirmed")
    assert "You have a place" in done.content.decode()
    assert LINK in done.content.decode()
    client.post(here, {"action": "cancel"})
    row.refresh_from_db()
    assert row.state == "cancelled"


def test_who_waits_does_not_see_the_joining_link(client, member):
    event = open_event(capacity=1, joining_link=LINK)
    register(event, Member.new())
    here = address("desk_event", event.pk)
    done = client.post(here, {"action": "register", "member": member.membership.pk}, follow=True)
    assert "waiting list" in done.content.decode()
    assert LINK not in done.content.decode()


def test_nobody_registers_for_a_foreign_member_from_the_desk(client, member):
    event = open_event()
    response = client.post(
        address("desk_event", event.pk), {"action": "register", "member": Member.new().membership.pk}
    )
    assert response.status_code == 403
    assert not Registration.objects.exists()


def test_nobody_cancels_what_a_colleague_has_registered(client, member):
    event = open_event()
    colleague = register(event, member.deputy())
    client.post(address("desk_event", event.pk), {"action": "cancel"})
    colleague.refresh_from_db()
    assert colleague.state == "confirmed"


def test_after_the_end_the_desk_says_so_and_takes_nothing(client, member):
    event = open_event(state="cancelled")
    response = client.post(address("desk_event", event.pk), {"action": "register", "member": member.membership.pk})
    assert response.status_code == 409
    assert "The event is cancelled." in response.content.decode()
    assert not Registration.objects.exists()


def test_the_desk_costs_the_same_questions_for_one_event_and_for_many(django_assert_num_queries, member):
    mandates = list(mandates_of(member.user))
    register(open_event(), member)
    with django_assert_num_queries(3):
        events_for_desk(mandates, 50)
    for _event in range(4):
        register(open_event(), member)
    with django_assert_num_queries(3):
        assert len(events_for_desk(mandates, 50)) == 5


def test_the_event_page_leads_to_registration_and_hides_the_joining_link(client):
    event = open_event(capacity=5, joining_link=LINK)
    page = event.pages.get(locale__language_code="en")
    shown = client.get(page.url).content.decode()
    assert address("event_register", event.pk) in shown
    assert address("desk_event", event.pk) in shown
    assert "Places: 5, free: 5." in shown
    assert LINK not in shown
