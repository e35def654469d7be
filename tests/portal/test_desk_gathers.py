"""What the desk gathers from the rooms: events to come, initiatives, entries in the directory."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from network.directory.entry.proposing import propose
from network.directory.entry.values import values_of
from network.events.models import Event
from tests.factories import CoSponsorFactory, InitiativeFactory, MandateFactory, translate
from tests.factories.agreement import Member
from tests.factories.events import EventPageFactory, event_of

pytestmark = pytest.mark.django_db


def section(client: Client, name: str) -> BeautifulSoup:
    soup = BeautifulSoup(client.get("/en/desk/").content, "html.parser")
    return soup.select_one(f"main section[aria-labelledby={name}]")


@pytest.fixture
def event() -> Event:
    page = EventPageFactory()
    translate(page, title="Round table")
    event = event_of(page)
    Event.objects.filter(pk=event.pk).update(registration="members", starts_at=page.starts_at, ends_at=page.ends_at)
    return event


def test_one_tap_on_the_desk_registers(signed_in: Client, held: list[Member], event: Event) -> None:
    form = section(signed_in, "events").form
    assert form["action"] == f"/en/desk/events/{event.pk}/"
    assert form.select_one("[name=member]")["value"] == str(held[0].membership.pk)
    fields = {field["name"]: field["value"] for field in form.select("[name]")}
    signed_in.post(form["action"], fields)
    assert event.registrations.get().user == held[0].user
    assert not section(signed_in, "events").form


def test_whoever_speaks_for_two_members_says_for_which(signed_in: Client, held: list[Member], event: Event) -> None:
    MandateFactory(membership=held[1].membership, user=held[0].user, deputy=True)
    found = section(signed_in, "events")
    assert not found.form
    assert found.select_one(f"a[href='/en/desk/events/{event.pk}/']")


def test_initiatives_of_all_members_and_only_own_drafts(signed_in: Client, held: list[Member]) -> None:
    own = InitiativeFactory(membership=held[0].membership, draft=True)
    other = InitiativeFactory(membership=held[1].membership)
    CoSponsorFactory(initiative=other, membership=held[2].membership)
    hidden = InitiativeFactory(membership=held[1].membership, draft=True)
    found = section(signed_in, "initiatives")
    assert [link["href"] for link in found.select("ul.waiting a")] == [
        f"/en/desk/initiatives/{own.pk}/edit/",
        f"/en/desk/initiatives/{other.pk}/",
    ]
    assert hidden.title not in found.get_text()
    assert found.select_one("a[href='/en/desk/initiatives/new/']")


def test_each_member_has_its_entry_with_what_waits(signed_in: Client, held: list[Member]) -> None:
    member = held[0].membership
    (link,) = section(signed_in, "entries").select("a")
    assert link["href"] == f"/en/desk/entry/{member.pk}/"
    assert "Your proposal is with the secretariat" not in section(signed_in, "entries").get_text()
    propose(membership=member, by=held[0].user, values=values_of(member) | {"shown_phone": "032 2 00 00 00"})
    assert "Your proposal is with the secretariat" in section(signed_in, "entries").get_text()


def test_nothing_to_do_is_said_in_words(signed_in: Client) -> None:
    for name in ("events", "initiatives"):
        assert section(signed_in, name).select_one("p.empty")
