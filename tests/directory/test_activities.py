"""What the page of a member tells of what it did: only what everybody may know, and only by its own choice."""

import datetime

import pytest
from django.test import Client
from django.utils import translation

from network.agreement.enums import Stance
from network.charter.models import CharterSubscription
from network.members.activities import activities_of
from network.members.models import Membership
from projects.models import Participation
from tests import factories
from tests.factories.agreement import Member, asked_round
from tests.factories.charter import agreed as agreed_charter
from tests.factories.events import EventPageFactory, slot, speaker
from tests.factories.letters import open_letter
from tests.factories.pages import stream

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Member:
    return Member.new(membership__organisation__slug="centre")


@pytest.fixture(autouse=True)
def english() -> None:
    translation.activate("en")


def told(member: Membership, language: str = "en") -> dict[str, list[str]]:
    """Return the titles under each heading."""
    return {found.heading: [entry.title for entry in found.entries] for found in activities_of(member, language)}


def test_nothing_done_is_nothing_said(client: Client, member: Member) -> None:
    factories.MemberDirectoryPageFactory()
    assert told(member.membership) == {}
    assert 'id="did-1"' not in client.get("/ka/members/centre/").content.decode()


def test_own_texts_in_the_reader_s_language_or_the_other(client: Client, member: Member) -> None:
    factories.translate(factories.MemberDirectoryPageFactory(), title="Members")
    own = factories.NewsPageFactory(voice="member", published_by=member.membership, title="ჩვენი სიტყვა")
    factories.translate(own, title="Our words")
    factories.NewsPageFactory(voice="member", published_by=member.membership, title="მხოლოდ ქართულად")
    factories.NewsPageFactory(voice="member", published_by=factories.MembershipFactory(), title="სხვისი")
    factories.NewsPageFactory(voice="member", published_by=member.membership, title="მონახაზი", live=False)
    assert sorted(told(member.membership)["Texts"]) == ["Our words", "მხოლოდ ქართულად"]
    text = client.get("/en/members/centre/").content.decode()
    assert "Our words" in text
    assert "in Georgian" in text
    assert text.count("Published by the member itself") == 2
    assert "სხვისი" not in text
    assert "მონახაზი" not in text


def test_a_text_in_the_name_of_listed_members(member: Member) -> None:
    listed = factories.NewsPageFactory(voice="listed", listed_members=[member.membership], title="ჩამოთვლილი")
    assert told(member.membership) == {"Texts": [listed.title]}


def test_a_text_that_it_chose_to_be_named_under(member: Member) -> None:
    other = Member.new()
    asked = asked_round()
    member.answer(asked, name_us=True)
    other.answer(asked)
    assert told(member.membership) == {"Texts": ["Statement on labour migration"]}
    assert activities_of(member.membership, "en")[0].entries[0].note == "Supports by name"
    assert told(other.membership) == {}


def test_standing_aside_by_name_is_no_support(member: Member) -> None:
    others = [Member.new(), Member.new(), Member.new()]
    asked = asked_round()
    member.answer(asked, Stance.STAND_ASIDE, name_us=True)
    for other in others:
        other.answer(asked)
    assert told(member.membership) == {}


def test_letters_that_it_signed_in_public(member: Member) -> None:
    letter = open_letter([member], name_us=False)
    assert told(member.membership) == {}  # to agree to the text is not to sign it
    signed_at = datetime.datetime(2026, 3, 4, 21, tzinfo=datetime.UTC)
    mandate = member.membership.mandates.get()
    signature = factories.SignatureFactory(letter=letter, of_member=True, mandate=mandate, confirmed_at=signed_at)
    (found,) = activities_of(member.membership, "en")
    assert (found.heading, found.entries[0].title) == ("Open letters signed", "Protect every migrant")
    assert found.entries[0].note == "Signed: 5\u00a0March 2026"  # the day in Tbilisi
    for change in ({"display": "hidden"}, {"state": "withdrawn"}, {"position": "abstain"}):
        before = {name: getattr(signature, name) for name in change}
        letter.signatures.update(**change)
        assert told(member.membership) == {}, change
        letter.signatures.update(**before)


def test_projects_and_publications_of_its_organisation(member: Member) -> None:
    organisation = member.membership.organisation
    factories.ProjectPageFactory(
        title="პროექტი", participations=[Participation(organisation=organisation, role="lead")]
    )
    factories.PublicationPageFactory(parent=factories.SectionPageFactory(), title="წიგნი", publisher=organisation)
    assert told(member.membership) == {"Projects": ["პროექტი"], "Publications": ["წიგნი"]}
    (projects, _books) = activities_of(member.membership, "en")
    assert projects.entries[0].note == "Lead applicant"


@pytest.mark.indexed
def test_events_that_it_holds_or_where_it_speaks(member: Member) -> None:
    organisation = member.membership.organisation
    held = stream(("organiser", {"organisation": organisation.pk, "part": "organiser", "role": ""}))
    EventPageFactory(title="მრგვალი მაგიდა", organisers=held, over=True)
    person = factories.MembershipFactory(of_person=True)
    agenda = stream(slot("14:00", "14:15", "სიტყვა", speaker(person=person.person.pk)))
    EventPageFactory(title="ვებინარი", agenda=agenda)
    EventPageFactory(title="სხვისი")
    EventPageFactory(title="მონახაზი", organisers=held, live=False)
    assert told(member.membership) == {"Events": ["მრგვალი მაგიდა"]}
    assert activities_of(member.membership, "en")[0].entries[0].note == "22\u00a0April 2021"
    assert told(person) == {"Events": ["ვებინარი"]}


def test_the_charter(member: Member) -> None:
    asked = agreed_charter(held=[member])
    assert told(member.membership) == {}
    CharterSubscription.objects.create(
        membership=member.membership, translation_key=asked.translation_key, version=1, fingerprint=asked.fingerprint
    )
    assert told(member.membership) == {"Subscribed to": ["Values charter"]}


def test_a_person_has_no_projects_but_the_rest(member: Member) -> None:
    person = factories.MembershipFactory(of_person=True)
    factories.NewsPageFactory(voice="member", published_by=person, title="პირადი")
    assert told(person) == {"Texts": ["პირადი"]}
