"""A member's own entry: proposed from the desk, confirmed or refused in the admin, told by mail."""

from typing import Any

import pytest
from django.test import Client

from cms.core.models import SiteSettings
from cms.mail.models import OutboxMail
from network.directory.models import EntryProposal
from network.directory.states import ProposalState
from network.members.models import Membership
from tests.admin.signed_in import make_user
from tests.factories import PlaceFactory, TopicFactory
from tests.factories.agreement import Member, fresh, members

pytestmark = pytest.mark.django_db

NEW = {"about_ka": "ვმუშაობთ ახალციხეში.", "about_en": "We work in Akhaltsikhe.", "shown_phone": "+995 32 200 00 00"}


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


def address(member: Member, rest: str = "") -> str:
    return f"/en/desk/entry/{member.membership.pk}/{rest}"


def form(**changes: Any) -> dict[str, Any]:
    return {"level": "grass_root", "visibility": "public", **NEW, **changes}


def decide(office: Client, name: str, **data: str) -> Any:
    """Press a button of the office on the newest proposal, with the mark that the page carries."""
    proposal = EntryProposal.objects.latest("pk")
    page = f"/admin/requests/changes/{proposal.pk}/"
    seen = office.get(page).context["seen"]
    return office.post(f"{page}{name}/", {"seen": seen, **data})


def newest_mail(member: Member) -> str:
    return OutboxMail.objects.filter(recipient=member.user.email).latest("pk").text


def test_nothing_changes_until_the_secretariat_confirms(desk: Client, office: Client, held: list[Member]) -> None:
    topic, region = TopicFactory(), PlaceFactory(kind="region")
    sent = form(topics=[topic.pk], regions=[region.pk], shown_website="example.org/us")
    assert desk.post(address(held[0]), sent).status_code == 303
    member = held[0].membership
    assert (fresh(member).about_en or "", list(member.topics.all())) == ("", [])
    told = OutboxMail.objects.get(recipient="office@example.org").text
    proposal = EntryProposal.objects.get()
    assert f"/admin/requests/changes/{proposal.pk}/" in told
    assert "Akhaltsikhe" not in told
    assert "Akhaltsikhe" in desk.get(address(held[0])).content.decode()
    page = office.get(f"/admin/requests/changes/{proposal.pk}/").content.decode()
    for words in ("We work in Akhaltsikhe.", topic.name_en, region.name_en, "https://example.org/us"):
        assert words in page
    assert decide(office, "confirm").status_code == 302
    member = fresh(member)
    assert (member.about_ka, member.about_en) == (NEW["about_ka"], NEW["about_en"])
    assert (member.shown_phone, member.shown_website) == (NEW["shown_phone"], "https://example.org/us")
    assert (list(member.topics.all()), list(member.regions.all())) == ([topic], [region])
    assert "/desk/entry/" in newest_mail(held[0])


def test_a_refusal_has_a_reason_that_the_representative_reads(desk: Client, office: Client, held: list[Member]) -> None:
    desk.post(address(held[0]), form())
    assert decide(office, "refuse").status_code == 400, "without a reason"
    assert EntryProposal.objects.get().is_open
    assert decide(office, "refuse", **{"refuse-reason": "The number is not yours."}).status_code == 302
    assert not fresh(held[0].membership).about_en
    assert "The number is not yours." in newest_mail(held[0])
    assert "The number is not yours." in desk.get(address(held[0])).content.decode()
    assert decide(office, "confirm").status_code == 400, "decided already"
    assert not fresh(held[0].membership).about_en


def test_what_others_changed_meanwhile_is_told_and_not_undone(desk: Client, office: Client, held: list[Member]) -> None:
    desk.post(address(held[0]), form())
    proposal = EntryProposal.objects.get()
    page = f"/admin/requests/changes/{proposal.pk}/"
    seen = office.get(page).context["seen"]
    Membership.objects.filter(pk=held[0].membership.pk).update(
        shown_email="new@example.org", shown_phone="+995 32 211 11 11"
    )
    assert office.post(f"{page}confirm/", {"seen": seen}).status_code == 400, "what was read is no longer so"
    assert "+995 32 211 11 11" in office.get(page).content.decode()
    decide(office, "confirm")
    member = fresh(held[0].membership)
    assert (member.shown_email, member.shown_phone) == ("new@example.org", NEW["shown_phone"])


def test_a_second_proposal_takes_the_place_of_the_first(desk: Client, held: list[Member]) -> None:
    desk.post(address(held[0]), form())
    desk.post(address(held[0]), form(about_en="We work in Batumi."))
    assert EntryProposal.objects.get().changes["about_en"]["after"] == "We work in Batumi."
    page = desk.get(address(held[0])).content.decode()
    assert "We work in Batumi." in page
    desk.post(address(held[0], "withdraw/"))
    assert not EntryProposal.objects.exists()
    assert "We work in Batumi." not in desk.get(address(held[0])).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"shown_email": "nobody"},
        {"shown_phone": "call us"},
        {"shown_website": "javascript:alert(1)"},
        {"about_en": "x" * 3000},
        {"level": "highest"},
        {"visibility": ""},
    ],
)
def test_what_cannot_be_is_said_at_its_field(desk: Client, held: list[Member], wrong: dict[str, str]) -> None:
    page = desk.post(address(held[0]), form(**wrong))
    assert page.status_code == 200
    assert f'href="#id_{next(iter(wrong))}"' in page.content.decode()
    assert NEW["about_ka"] in page.content.decode(), "what was typed is still there"
    assert not EntryProposal.objects.exists()


def test_nothing_different_is_no_proposal(desk: Client, held: list[Member]) -> None:
    same = {"level": held[0].membership.level, "visibility": "public", "topics": ["999999"]}
    page = desk.post(address(held[0]), same).content.decode()
    assert "Nothing is different from what the entry says now." in page
    assert not EntryProposal.objects.exists()


def test_the_entry_of_another_member_does_not_exist(desk: Client, held: list[Member]) -> None:
    for rest in ("", "leave/"):
        assert desk.get(address(held[1], rest)).status_code == 404
        assert desk.post(address(held[1], rest), form()).status_code == 404
    assert desk.post(address(held[1], "withdraw/")).status_code == 404
    assert not EntryProposal.objects.exists()


def test_who_spoke_for_the_member_until_just_now_proposes_nothing(desk: Client, held: list[Member]) -> None:
    held[0].user.mandates.update(revoked_at="2026-01-01T00:00Z")
    assert desk.post(address(held[0]), form()).status_code == 403
    assert not EntryProposal.objects.exists()


def test_a_record_deleted_meanwhile_is_left_out(desk: Client, office: Client, held: list[Member]) -> None:
    kept, gone = TopicFactory(), TopicFactory()
    desk.post(address(held[0]), form(topics=[kept.pk, gone.pk]))
    gone.delete()
    decide(office, "confirm")
    assert list(fresh(held[0].membership).topics.all()) == [kept]
    assert EntryProposal.objects.get().state == ProposalState.ACCEPTED


def test_the_form_says_what_readers_read_while_a_text_is_empty(desk: Client, held: list[Member]) -> None:
    organisation = held[0].membership.organisation
    organisation.about_en = "We advise <people> who return."
    organisation.save()
    page = desk.get(address(held[0])).content.decode()
    assert "readers read what stands in the registry: “We advise &lt;people&gt; who return.”" in page
    assert page.count("what stands in the registry") == 1, "nothing is said in Georgian"
