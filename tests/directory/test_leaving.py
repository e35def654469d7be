"""A member leaves: declared on the desk, told to its registered address, confirmed by the secretariat."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from cms.core.models import SiteSettings
from cms.mail.models import OutboxMail
from network.directory.leaving import services
from network.directory.models import Departure
from network.directory.states import DepartureState
from network.members.models import Membership
from tests.admin.signed_in import make_user
from tests.factories.agreement import Member, fresh, members

pytestmark = pytest.mark.django_db

DECIDED = {"is_decided": "on", "wished_day": "", "note": "Our work has ended."}


@pytest.fixture
def held() -> list[Member]:
    """Two members; the secretariat has an address."""
    names = SiteSettings.load()
    names.email = "office@example.org"
    names.save()
    return members(2)


@pytest.fixture
def desk(client: Client, held: list[Member]) -> Client:
    """The representative of the first member."""
    client.force_login(held[0].user)
    return client


@pytest.fixture
def office(held: list[Member]) -> Client:
    """The secretariat."""
    client = Client()
    client.force_login(make_user("secretariat"))
    return client


def address(member: Member, rest: str = "leave/") -> str:
    return f"/en/desk/entry/{member.membership.pk}/{rest}"


def told() -> set[str]:
    return set(OutboxMail.objects.values_list("recipient", flat=True))


def test_the_registered_address_is_told_at_once_and_the_member_is_still_one(desk: Client, held: list[Member]) -> None:
    member = held[0]
    assert desk.post(address(member), DECIDED).status_code == 303
    assert told() == {member.user.email, member.membership.contact_email, "office@example.org"}
    assert not any("Our work has ended." in mail.text for mail in OutboxMail.objects.all())
    assert fresh(member.membership).is_current
    assert Departure.objects.get().is_open
    assert "Take the declaration back" in desk.get(address(member, "")).content.decode()


def test_it_is_declared_only_when_it_is_decided(desk: Client, held: list[Member]) -> None:
    for wrong in ({"is_decided": ""}, {"wished_day": "31.02.2027"}, {"note": "x" * 3000}):
        assert desk.post(address(held[0]), DECIDED | wrong).status_code == 200
    assert not Departure.objects.exists()
    assert not told()


def test_twice_is_once(desk: Client, held: list[Member]) -> None:
    desk.post(address(held[0]), DECIDED)
    page = desk.post(address(held[0]), DECIDED)
    assert page.status_code == 409
    assert Departure.objects.count() == 1


def test_a_deputy_declares_nothing(client: Client, held: list[Member]) -> None:
    deputy = held[0].deputy()
    client.force_login(deputy.user)
    assert "not a deputy" in client.get(address(deputy)).content.decode()
    assert client.post(address(deputy), DECIDED).status_code == 409
    assert not Departure.objects.exists()


def test_it_can_be_taken_back_until_it_is_confirmed(desk: Client, held: list[Member]) -> None:
    desk.post(address(held[0]), DECIDED)
    desk.post(address(held[0], "stay/"))
    departure = Departure.objects.get()
    assert (departure.state, departure.note) == (DepartureState.WITHDRAWN, "")
    assert desk.post(address(held[0], "stay/")).status_code == 303, "pressing twice is fine"
    desk.post(address(held[0]), DECIDED)
    assert Departure.objects.filter(state=DepartureState.DECLARED).count() == 1


def test_the_secretariat_confirms_the_day_and_everything_follows(
    desk: Client, office: Client, held: list[Member]
) -> None:
    member = held[0]
    desk.post(address(member), DECIDED)
    page = f"/admin/requests/departures/{Departure.objects.get().pk}/"
    assert "Our work has ended." in office.get(page).content.decode()
    OutboxMail.objects.all().delete()
    today = timezone.localdate()
    assert office.post(f"{page}confirm/", {"confirm-day": today.isoformat()}).status_code == 302
    left = fresh(member.membership)
    assert str(left.left.earliest) == today.isoformat()
    assert not left.is_current
    assert not left.mandates.valid().exists()
    assert left not in Membership.objects.public()
    assert told() == {member.user.email, member.membership.contact_email}
    assert desk.get("/en/desk/").status_code in (302, 403)
    assert office.post(f"{page}confirm/", {"confirm-day": today.isoformat()}).status_code == 400


def test_a_day_to_come_or_before_joining_is_refused(desk: Client, office: Client, held: list[Member]) -> None:
    desk.post(address(held[0]), DECIDED)
    page = f"/admin/requests/departures/{Departure.objects.get().pk}/confirm/"
    for day in (timezone.localdate() + datetime.timedelta(days=2), datetime.date(2001, 1, 1), ""):
        assert office.post(page, {"confirm-day": str(day)}).status_code == 400
    assert fresh(held[0].membership).is_current
    assert fresh(held[0].user).is_active


def test_the_secretariat_keeps_a_member_whose_people_decided_nothing(
    desk: Client, office: Client, held: list[Member]
) -> None:
    desk.post(address(held[0]), DECIDED)
    page = f"/admin/requests/departures/{Departure.objects.get().pk}/keep/"
    assert office.post(page).status_code == 400
    office.post(page, {"keep-reason": "Your board knows nothing of it."})
    assert fresh(held[0].membership).is_current
    assert (
        "Your board knows nothing of it." in OutboxMail.objects.filter(recipient=held[0].user.email).latest("pk").text
    )


def test_only_who_speaks_for_the_member_can_declare_it(held: list[Member]) -> None:
    with pytest.raises(ValidationError):
        services.declare(membership=held[0].membership, by=held[1].user)
    assert not Departure.objects.exists()
