"""The secretariat's side: promise, answer, the drafts of a text, and what initiator and co-sponsors are told."""

import datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from cms.mail.models import OutboxMail
from network.agreement.beginnings import Beginning, prepared_words
from network.agreement.models import AgreementRound
from network.initiatives import periodic
from network.initiatives.answering import answer, promise
from network.initiatives.credits import prepared_word
from network.initiatives.enums import InitiativeState
from network.initiatives.models import Initiative
from network.initiatives.speaking import InitiativeRefused
from network.initiatives.supporting import support
from network.members.enums import Visibility
from tests.factories import (
    LetterIndexPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    ProjectIndexPageFactory,
    TopicFactory,
    UserFactory,
)
from tests.factories.agreement import Member, asked_round, fresh
from tests.factories.events import EventIndexPageFactory
from tests.factories.initiatives import REASON, answered, begun, brought, promised
from tests.factories.pages import stream, translate
from tests.initiatives.conftest import OFFICE, html, mails_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def initiative(held: list[Member], office: str) -> Initiative:
    """What the first member has brought; the second one stands by it."""
    found = brought(held[0], may_be_shown=True)
    support(initiative=found, membership=held[1].membership, by=held[1].user)
    return found


@pytest.fixture
def news(db: None) -> None:
    """The list of news in both languages."""
    translate(NewsIndexPageFactory(), title="News")


def told(held: list[Member]) -> set[str]:
    return {held[0].user.email, held[1].user.email}


def test_a_day_is_promised_and_told_each_time_it_changes(
    client: Client, held: list[Member], initiative: Initiative
) -> None:
    assert "no day is promised yet" in html(client, f"/en/desk/initiatives/{initiative.pk}/")
    promised(initiative, 14)
    assert mails_of("promised") == told(held)
    promised(initiative, 14)
    promised(initiative, 20)
    assert OutboxMail.objects.filter(key__contains=":promised").count() == 4
    assert "An answer is promised" in html(client, f"/en/desk/initiatives/{initiative.pk}/")
    for days, code in ((-1, "past"), (400, "too_far")):
        with pytest.raises(InitiativeRefused) as refused:
            promise(initiative=initiative, day=timezone.localdate() + datetime.timedelta(days=days))
        assert refused.value.code == code


def test_an_answer_needs_a_reason_and_is_told(client: Client, held: list[Member], initiative: Initiative) -> None:
    with pytest.raises(InitiativeRefused):
        answer(initiative=initiative, taken_up=True, reasons={"ka": "", "en": ""}, by=UserFactory())
    assert answered(initiative, taken_up=False).state == InitiativeState.DECLINED
    assert mails_of("answered") == told(held)
    assert REASON in OutboxMail.objects.filter(key__contains=":answered").first().text
    text = html(client, f"/en/desk/initiatives/{initiative.pk}/")
    assert REASON in text
    assert "Not taken up" in text
    initiative.refresh_from_db()
    assert initiative.promised_on == timezone.localdate()
    for taken_up in (True, False):
        with pytest.raises(InitiativeRefused):
            answered(initiative, taken_up=taken_up)


def test_overdue_is_told_to_the_secretariat_once_for_each_day(initiative: Initiative) -> None:
    promised(initiative, 3)
    periodic.remind_of_promises()
    assert mails_of("overdue") == set()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=4)):
        assert Initiative.objects.get().is_overdue
        assert list(Initiative.objects.overdue()) == [initiative]
        periodic.remind_of_promises()
        periodic.remind_of_promises()
    assert mails_of("overdue") == {OFFICE}
    assert OutboxMail.objects.filter(key__contains=":overdue").count() == 1


PARENTS = {
    Beginning.STATEMENT: (NewsIndexPageFactory, "newspage"),
    Beginning.ANNOUNCEMENT: (NewsIndexPageFactory, "newspage"),
    Beginning.LETTER: (LetterIndexPageFactory, "openletterpage"),
    Beginning.EVENT: (EventIndexPageFactory, "eventpage"),
    Beginning.PROJECT: (ProjectIndexPageFactory, "projectpage"),
}


@pytest.mark.parametrize("kind", Beginning.values)
def test_every_kind_of_text_begins_where_such_texts_stand(
    held: list[Member], initiative: Initiative, kind: str
) -> None:
    parent, model = PARENTS[Beginning(kind)]
    translate(parent(), title="List")
    pages = begun(answered(initiative), kind, by=UserFactory(groups=["Editors"]))
    assert list(pages) == ["ka", "en"]
    for language, page in pages.items():
        row = Page.objects.get(pk=page.pk)
        draft = row.specific.get_latest_revision_as_object()
        assert (row.content_type.model, row.live, row.locale.language_code) == (model, False, language)
        assert (draft.voice, draft.title) == ("network", initiative.title_en)
        assert "Begun from initiative" in draft.internal_note or "ინიციატივა" in draft.internal_note
        words = [str(block.value) for block in draft.body]
        assert len(words) == 3
        assert held[0].membership.name_in(language) in words[-1]
    initiative.refresh_from_db()
    assert initiative.state == InitiativeState.WRITING
    assert initiative.translation_key == pages["ka"].translation_key
    assert mails_of("begun") == told(held)


def test_both_languages_go_into_their_own_draft(held: list[Member], news: None) -> None:
    topic = TopicFactory()
    initiative = brought(held[0], title_ka="ხელშეკრულებები", text_ka="პირველი აბზაცი.\n\nმეორე <აბზაცი>.")
    initiative.topics.set([topic])
    pages = begun(answered(initiative))
    assert [pages[code].title for code in ("ka", "en")] == ["ხელშეკრულებები", initiative.title_en]
    words = [str(block.value) for block in pages["ka"].body]
    assert words[:2] == ["<p>პირველი აბზაცი.</p>", "<p>მეორე &lt;აბზაცი&gt;.</p>"]
    assert list(pages["ka"].topics.all()) == [topic]


@pytest.mark.parametrize(("visibility", "agrees"), [(Visibility.MEMBERS, True), (Visibility.PUBLIC, False)])
def test_a_member_that_must_not_be_named_is_not(held: list[Member], news: None, visibility: str, agrees: bool) -> None:
    member = held[0].membership
    member.visibility = visibility
    member.save()
    pages = begun(answered(brought(held[0], may_be_shown=agrees)))
    for language, page in pages.items():
        words = "".join(str(block.value) for block in page.body)
        assert member.name_in(language) not in words
        assert member.name_in(language) not in page.internal_note


def test_a_missing_list_is_said_and_nothing_is_begun(initiative: Initiative) -> None:
    answered(initiative)
    with pytest.raises(ValidationError), override("en"):
        begun(initiative, Beginning.LETTER)
    initiative.refresh_from_db()
    assert initiative.state == InitiativeState.TAKEN_UP
    assert initiative.translation_key is None


def test_a_text_is_begun_once_and_again_only_if_its_drafts_are_deleted(initiative: Initiative, news: None) -> None:
    with pytest.raises(InitiativeRefused):
        begun(initiative)
    pages = begun(answered(initiative))
    with pytest.raises(InitiativeRefused):
        begun(initiative)
    for page in pages.values():
        fresh(page).delete()
    again = begun(initiative)
    initiative.refresh_from_db()
    assert initiative.translation_key == again["ka"].translation_key != pages["ka"].translation_key


def finish(pages: dict[str, Any]) -> Any:
    """Do the editor's part: translate, and add what a statement needs."""
    words = {"ka": ("განცხადება", "მოკლე აზრი.", "ტექსტი."), "en": ("Statement", "A short thought.", "Words.")}
    for language, (title, lead, text) in words.items():
        page = fresh(pages[language])
        page.title, page.lead, page.date = title, lead, "2026-11-01"
        page.body = stream(("paragraph", f"<p>{text}</p>"))
        page.save()
        page.save_revision()
    return fresh(pages["ka"])


def test_what_the_members_agree_to_is_what_came_of_it(
    client: Client, held: list[Member], initiative: Initiative, news: None
) -> None:
    answered(initiative)
    page = finish(begun(initiative, word=prepared_word(initiative)))
    word = prepared_words(page.translation_key)
    for name in (held[0].membership.name_in("en"), held[1].membership.name_in("ka"), initiative.title_en):
        assert name in word
    asked = asked_round(page)
    assert "The members’ round:" in html(client, f"/en/desk/initiatives/{initiative.pk}/")
    assert "/initiatives/" not in Client().get("/en/initiatives/").content.decode().split("<main")[1].split("way")[0]
    for member in held:
        member.answer(asked)
    assert AgreementRound.objects.get(pk=asked.pk).state == "published"
    initiative.refresh_from_db()
    assert (initiative.state, bool(initiative.ended_at)) == (InitiativeState.REALISED, True)
    assert mails_of("published") == told(held)
    assert OutboxMail.objects.filter(key__contains=":published").count() == 2
    text = html(client, f"/en/desk/initiatives/{initiative.pk}/")
    assert "What came of it:" in text
    assert "Statement" in text


def test_other_texts_realise_nothing(initiative: Initiative, news: None) -> None:
    begun(answered(initiative))
    NewsPageFactory().save_revision().publish()
    initiative.refresh_from_db()
    assert initiative.state == InitiativeState.WRITING
