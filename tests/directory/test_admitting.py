"""From an application to a membership: the secretariat prepares, the members decide, the announcement makes it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Page

from cms.mail.models import OutboxMail
from network.agreement.models import AgreementRound
from network.agreement.services import open_round
from network.directory.applications import Application
from network.directory.joining import admitting, applying
from network.directory.joining.receivers import why_they_want_to_join
from network.directory.states import ApplicationState
from network.members.models import Membership
from tests.admin.signed_in import make_user
from tests.factories import MembershipFactory, OrganisationFactory, PlaceFactory, TopicFactory
from tests.factories.agreement import Member, members
from tests.factories.requests import application, place_for_announcements, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def held() -> list[Member]:
    """Three members that are asked."""
    return members(3)


@pytest.fixture
def secretary(held: list[Member]) -> Any:
    """Somebody of the secretariat; the site has a list of news."""
    place_for_announcements()
    return make_user("secretariat")


def sent(**details: Any) -> Application:
    return application(ApplicationState.SENT, **details)


def asked(secretary: Any, **details: Any) -> Application:
    """Return an application whose announcement waits for the members."""
    return admitting.put_to_the_members(application_id=sent(**details).pk, by=secretary)


def drafts(made: Application) -> dict[str, Any]:
    found = Page.objects.filter(translation_key=made.translation_key).specific()
    return {page.locale.language_code: page for page in found}


def round_of(made: Application, secretary: Any) -> AgreementRound:
    return open_round(page=drafts(made)["ka"], by=secretary)


def agree(asked_round: AgreementRound, held: list[Member]) -> None:
    for member in held:
        member.answer(asked_round)


def test_the_announcement_is_drafted_in_both_languages_and_nobody_is_a_member_yet(secretary: Any) -> None:
    topic, region = TopicFactory(), PlaceFactory(kind="region")
    work = {"topics": [str(topic.pk)], "regions": [str(region.pk)]}
    made = asked(secretary, typed=typed(work=work))
    pages = drafts(made)
    assert {code: page.title for code, page in pages.items()}.keys() == {"ka", "en"}
    assert "Sample Union" in pages["en"].title
    assert "საცდელი კავშირი" in pages["ka"].title
    text = str(list(pages["en"].body.raw_data))
    assert "We help returned migrants." in text
    assert topic.name_en in text
    assert [page.kind for page in pages.values()] == ["announcement"] * 2
    assert not any(page.live for page in pages.values())
    assert list(pages["en"].get_latest_revision_as_object().topics.all()) == [topic]
    assert made.state == ApplicationState.ASKED
    assert Membership.objects.count() == 3
    assert "We want to work with others." in why_they_want_to_join(made.translation_key)


def test_when_the_announcement_is_published_the_membership_is_there(secretary: Any, held: list[Member]) -> None:
    topic, region = TopicFactory(), PlaceFactory(kind="region")
    work = {"topics": [str(topic.pk)], "regions": [str(region.pk)]}
    made = asked(secretary, typed=typed(work=work))
    agree(round_of(made, secretary), held)
    made.refresh_from_db()
    member = made.membership
    assert made.state == ApplicationState.MEMBER
    assert (member.name_in("ka"), member.name_in("en")) == ("საცდელი კავშირი", "Sample Union")
    assert (member.level, member.visibility, member.shown_email) == ("grass_root", "public", "hello@example.org")
    assert (list(member.topics.all()), list(member.regions.all())) == ([topic], [region])
    assert (member.about_ka, member.about_en) == ("ვეხმარებით დაბრუნებულ მიგრანტებს.", "We help returned migrants.")
    assert member.contact_email == "nino@example.org"
    assert member.is_current
    mandate = member.mandates.valid().get()
    assert (mandate.user.email, mandate.user.get_full_name()) == ("nino@example.org", "Nino Sample")
    subjects = OutboxMail.objects.filter(recipient="nino@example.org").values_list("subject", flat=True)
    assert "Welcome to the Network" in subjects


def test_objections_make_no_member(secretary: Any, held: list[Member]) -> None:
    made = asked(secretary)
    question = round_of(made, secretary)
    held[0].answer(question, "object")
    for member in held[1:]:
        member.answer(question)
    made.refresh_from_db()
    assert made.state == ApplicationState.ASKED
    assert Membership.objects.count() == 3


def test_publishing_twice_makes_one_member(secretary: Any, held: list[Member]) -> None:
    made = asked(secretary)
    agree(round_of(made, secretary), held)
    assert admitting.admit(application_id=made.pk) is None
    assert admitting.admit_agreed() == 0
    assert Membership.objects.count() == 4


def test_a_hidden_member_is_announced_to_members_only_and_not_named_in_titles(
    client: Client, secretary: Any, held: list[Member]
) -> None:
    made = asked(secretary, typed=typed(contact={"visibility": "members"}))
    assert not any("Union" in page.title or "კავშირი" in page.title for page in drafts(made).values())
    georgian = drafts(made)["ka"]
    georgian.title = "ქსელის ახალი წევრი"
    georgian.save_revision()
    agree(round_of(made, secretary), held)
    made.refresh_from_db()
    assert made.membership.visibility == "members"
    pages = drafts(made)
    for code, page in pages.items():
        assert page.live
        assert "Union" not in page.title
        answer = client.get(page.url)
        assert answer.status_code == 302, "only after signing in"
        for path in (f"/{code}/", f"/{code}/news/", f"/{code}/records/", f"/{code}/search/?q=Sample", "/sitemap.xml"):
            text = client.get(path).content.decode()
            assert "Sample Union" not in text
            assert "საცდელი კავშირი" not in text
    client.force_login(held[0].user)
    assert "Sample Union" in client.get(pages["en"].url).content.decode()


def test_one_language_is_completed_before_the_members_are_asked(secretary: Any) -> None:
    made = sent(typed=typed(who={"name_en": ""}))
    with pytest.raises(ValidationError, match=r"both languages|ორივე"):
        admitting.put_to_the_members(application_id=made.pk, by=secretary)
    assert not Page.objects.filter(title__contains="საცდელი").exists()
    admitting.complete(
        application_id=made.pk, by=secretary, values={"name_ka": "საცდელი კავშირი", "name_en": "Trial Union"}
    )
    made = admitting.put_to_the_members(application_id=made.pk, by=secretary)
    assert "Trial Union" in drafts(made)["en"].title


def test_a_record_of_the_registry_is_used_and_never_twice(secretary: Any, held: list[Member]) -> None:
    known = OrganisationFactory(name_ka="საცდელი კავშირი", name_en="Sample Union")
    made = sent()
    admitting.complete(application_id=made.pk, by=secretary, values={}, record=known)
    made = admitting.put_to_the_members(application_id=made.pk, by=secretary)
    question = round_of(made, secretary)
    other = MembershipFactory(organisation=known)
    agree(question, held)
    made.refresh_from_db()
    assert made.state == ApplicationState.ASKED, "the announcement is out, the membership waits"
    other.left = "2026"
    other.save()
    assert admitting.admit_agreed() == 1
    made.refresh_from_db()
    assert made.membership.organisation == known


def test_a_person_joins_as_a_person(secretary: Any, held: list[Member]) -> None:
    made = asked(secretary, typed=typed(who={"kind": "person"}))
    agree(round_of(made, secretary), held)
    made.refresh_from_db()
    assert made.membership.person.name_en == "Sample Union"
    assert made.membership.organisation is None


@pytest.mark.parametrize("ending", ["refuse", "withdraw"])
def test_what_is_no_longer_upheld_is_no_longer_asked(secretary: Any, held: list[Member], ending: str) -> None:
    made = asked(secretary)
    question = round_of(made, secretary)
    if ending == "refuse":
        admitting.refuse(application_id=made.pk, by=secretary, reason="The charter is not shared.")
    else:
        applying.withdraw(application=made)
    question.refresh_from_db()
    assert question.state == "withdrawn"
    made.refresh_from_db()
    assert made.is_over
    assert Membership.objects.count() == 3


def test_a_question_opens_the_application_again_and_a_refusal_is_told(secretary: Any) -> None:
    made = sent()
    admitting.ask_back(application_id=made.pk, by=secretary, question="In which towns?")
    made.refresh_from_db()
    assert made.can_be_written
    mail = OutboxMail.objects.filter(recipient=made.email).latest("pk")
    assert "In which towns?" in mail.text
    assert "/en/join/" in mail.text
    applying.send(application=made)
    admitting.refuse(application_id=made.pk, by=secretary, reason="The charter is not shared.")
    assert "The charter is not shared." in OutboxMail.objects.filter(recipient=made.email).latest("pk").text
    with pytest.raises(ValidationError):
        admitting.refuse(application_id=made.pk, by=secretary, reason="Once more.")


def test_without_a_list_of_news_nothing_is_begun(held: list[Member]) -> None:
    made = sent()
    with pytest.raises(ValidationError):
        admitting.put_to_the_members(application_id=made.pk, by=make_user("secretariat"))
    made.refresh_from_db()
    assert made.state == ApplicationState.SENT
