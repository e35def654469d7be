"""Asking the members: when it is possible, what is frozen, who is asked."""

import datetime

import pytest
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from network.agreement.content import content_of, digest_of, fingerprint
from network.agreement.enums import EventKind, RoundState, Voice
from network.agreement.events import AgreementEvent, first_broken_entry
from network.agreement.models import AgreementPolicy, AgreementRound, Urgency
from network.agreement.queries import record_of, tally_of
from network.agreement.sealing import certify_legacy
from network.agreement.services import AgreementNotPossible, open_round, openable, warnings
from tests.factories import MembershipFactory, NewsPageFactory, ProjectPageFactory, SectionPageFactory, UserFactory
from tests.factories.agreement import asked_round, bilingual_draft, fresh, members

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def test_a_round_freezes_both_texts_the_roll_and_the_procedure() -> None:
    held = members(3)
    MembershipFactory(left="2025")
    editor = UserFactory()
    page = bilingual_draft()
    now = timezone.now()
    asked = open_round(page=page, by=editor, explanation="Please read.", now=now)
    texts = list(asked.texts.all())
    assert [text.language for text in texts] == ["ka", "en"]
    for text in texts:
        draft = text.revision.as_object()
        assert text.page.specific == draft
        assert text.content == content_of(draft)
        assert text.digest == digest_of(draft)
        assert text.title == draft.title
    assert asked.fingerprint == fingerprint([text.digest for text in texts])
    assert asked.number == 1
    assert asked.state == RoundState.OPEN
    assert asked.explanation == "Please read."
    assert asked.opened_by == editor
    assert asked.closes_at == now + datetime.timedelta(days=7)
    assert {entry.membership for entry in asked.roll.all()} == {member.membership for member in held}
    assert tally_of(asked).silent_count == 3
    event = AgreementEvent.objects.get(round=asked)
    assert event.kind == EventKind.OPENED
    assert event.data["fingerprint"] == asked.fingerprint
    assert first_broken_entry() is None


def test_the_question_is_the_same_from_either_language() -> None:
    members(1)
    page = bilingual_draft()
    assert openable(page) == openable(page.counterpart) == []
    asked = open_round(page=page.counterpart, by=None)
    assert [text.language for text in asked.texts.all()] == ["ka", "en"]


def test_a_draft_without_a_revision_gets_one_and_a_saved_draft_is_taken_as_it_is() -> None:
    members(1)
    page = bilingual_draft()
    revision = page.save_revision()
    counterpart = page.counterpart.specific
    counterpart.revisions.all().delete()
    asked = asked_round(Page.objects.get(pk=page.pk).specific)
    assert asked.texts.get(language="ka").revision == revision
    assert asked.texts.get(language="en").revision.as_object().title == counterpart.title


def test_the_newest_draft_is_asked_about_and_not_the_live_text() -> None:
    members(1)
    page = bilingual_draft()
    for text in (page, page.counterpart.specific):
        certify_legacy(text, decision="Before this site.")
        text.live = True
        text.save()
    changed = fresh(page)
    changed.title = "ახალი სათაური"
    changed.save_revision()
    asked = asked_round(fresh(page))
    assert asked.texts.get(language="ka").title == "ახალი სათაური"
    assert fresh(page).title != "ახალი სათაური"


def test_a_row_changed_past_the_editor_is_the_newest_text() -> None:
    members(1)
    page = bilingual_draft()
    page.save_revision()
    row = fresh(page)
    row.lead, row.has_unpublished_changes = "სხვა აზრი.", False
    row.save()
    asked = asked_round(fresh(page))
    assert asked.texts.get(language="ka").revision.as_object().lead == "სხვა აზრი."


@pytest.mark.parametrize(
    ("kind", "hours"),
    [("joint_statement", 168), ("announcement", 72)],
)
def test_the_kind_of_text_decides_the_procedure(kind: str, hours: int) -> None:
    members(1)
    asked = asked_round(bilingual_draft(kind=kind))
    assert asked.policy.window_hours == hours
    assert asked.closes_at - asked.opened_at == datetime.timedelta(hours=hours)


def test_a_procedure_adopted_later_does_not_count_yet() -> None:
    members(1)
    day = timezone.localdate() + datetime.timedelta(days=2)
    AgreementPolicy.objects.create(kind="statement", version=2, adopted_on=day, window_hours=1)
    assert asked_round().policy.version == 1


def test_urgency_needs_two_members_and_is_used_up() -> None:
    held = members(3)
    page = bilingual_draft()
    urgency = Urgency.objects.create(translation_key=page.translation_key, reason="A vote tomorrow.")
    urgency.members.add(held[0].membership)
    assert _kind_of_a_round(page) == "statement"
    urgency.members.add(held[1].membership)
    assert _kind_of_a_round(page) == "urgent"
    urgency.refresh_from_db()
    asked = AgreementRound.objects.get(pk=urgency.used_by_id)
    assert asked.urgent_reason == "A vote tomorrow."
    assert asked.closes_at - asked.opened_at == datetime.timedelta(hours=24)
    assert _kind_of_a_round(page) == "statement"


def _kind_of_a_round(page) -> str:
    asked = asked_round(page)
    AgreementRound.objects.filter(pk=asked.pk).update(state=RoundState.WITHDRAWN)
    return asked.kind


def test_the_roll_follows_the_voice() -> None:
    held = members(3)
    listed = bilingual_draft(voice=Voice.LISTED, listed_members=[member.membership for member in held[:2]])
    own = bilingual_draft(voice=Voice.MEMBER, published_by=held[2].membership, slug="own-text")
    assert {entry.membership for entry in asked_round(listed).roll.all()} == {m.membership for m in held[:2]}
    assert [entry.membership for entry in asked_round(own).roll.all()] == [held[2].membership]


def refusal(page) -> str:
    reasons = openable(page)
    with pytest.raises(AgreementNotPossible) as refused:
        asked_round(page)
    assert refused.value.reasons == reasons
    assert not AgreementRound.objects.of_text(page.translation_key).active().exists()
    return " ".join(reasons)


def test_the_other_language_must_be_there() -> None:
    members(1)
    assert "English page is missing" in refusal(NewsPageFactory(live=False, voice=Voice.NETWORK))


def test_the_other_language_must_be_translated() -> None:
    members(1)
    page = bilingual_draft()
    english = page.counterpart.specific
    english.title = page.title
    english.save()
    assert "not in English yet" in refusal(fresh(page))


def test_the_newest_draft_of_the_other_language_counts() -> None:
    members(1)
    page = bilingual_draft()
    english = page.counterpart.specific
    english.lead = page.lead
    english.save_revision()
    assert "not in English yet" in refusal(fresh(page))


def test_what_a_model_demands_must_be_filled_in() -> None:
    members(1)
    page = bilingual_draft()
    english = page.counterpart.specific
    english.voice = "pope"
    english.save()
    assert "English:" in refusal(fresh(page))


def test_the_translation_editor_must_be_through() -> None:
    members(1)
    page = bilingual_draft(date="")
    source, _made = TranslationSource.get_or_create_from_instance(page)
    english = Locale.objects.get(language_code="en")
    translation = Translation.objects.create(source=source, target_locale=english)
    assert "not complete" in refusal(page)
    translation.enabled = False
    translation.save()
    assert "not complete" not in " ".join(openable(page))


def test_both_languages_stand_in_the_same_name() -> None:
    member = members(1)[0]
    page = bilingual_draft()
    english = page.counterpart.specific
    english.voice, english.published_by = Voice.MEMBER, member.membership
    english.save()
    reason = refusal(fresh(page))
    assert "must agree in" in reason
    assert "name" in reason


def test_somebody_must_be_there_to_ask() -> None:
    assert "no members yet" in refusal(bilingual_draft())
    assert "Choose the members" in refusal(bilingual_draft(voice=Voice.LISTED, slug="listed"))


def test_listed_members_that_left_cannot_agree() -> None:
    gone = MembershipFactory(left="2025")
    page = bilingual_draft(voice=Voice.LISTED, listed_members=[members(1)[0].membership, gone])
    assert gone.name_in("en") in refusal(page)


def test_a_member_that_publishes_needs_somebody_to_speak_for_it() -> None:
    mute = MembershipFactory()
    assert "mandate" in refusal(bilingual_draft(voice=Voice.MEMBER, published_by=mute))


def test_members_without_a_representative_are_a_warning_and_no_obstacle() -> None:
    members(1)
    mute = MembershipFactory()
    page = bilingual_draft()
    assert openable(page) == []
    assert mute.name_in("en") in " ".join(warnings(page))
    assert warnings(bilingual_draft(slug="x", voice=Voice.LISTED)) == []


def test_facts_that_differ_between_the_languages_are_a_warning() -> None:
    members(1)
    page = bilingual_draft()
    english = page.counterpart.specific
    english.date = "2026-10-01"
    english.save()
    assert openable(fresh(page)) == []
    assert "differ in" in " ".join(warnings(fresh(page)))


def test_a_text_is_asked_about_once_at_a_time() -> None:
    members(1)
    page = bilingual_draft()
    asked_round(page)
    assert "already" in " ".join(openable(page))
    with pytest.raises(AgreementNotPossible):
        asked_round(page.counterpart)
    assert AgreementRound.objects.count() == 1


def test_moderation_of_the_other_language_comes_first() -> None:
    members(1)
    page = bilingual_draft()
    english = page.counterpart.specific
    english.save_revision()
    english.get_workflow().start(english, UserFactory())
    assert "in moderation" in refusal(page)


def test_an_agreed_text_is_not_asked_about_again() -> None:
    members(1)
    page = bilingual_draft()
    for text in (page, page.counterpart.specific):
        certify_legacy(text, decision="Before this site.")
    assert "already" in refusal(page)


def test_what_needs_no_agreement_is_not_asked_about() -> None:
    members(1)
    assert "secretariat" in refusal(bilingual_draft(voice=Voice.EDITORIAL))
    assert "no agreement" in refusal(SectionPageFactory(live=False))


def test_a_project_has_its_own_procedure() -> None:
    members(1)
    page = ProjectPageFactory(live=False, voice=Voice.NETWORK)
    assert page.text_kind == "project"
    assert "English page is missing" in refusal(page)


def test_the_record_of_a_live_page() -> None:
    held = members(1)
    page = bilingual_draft()
    assert record_of(page) is None
    asked = asked_round(page)
    held[0].answer(asked)
    assert record_of(page) == record_of(page.counterpart.specific) == asked
    old = NewsPageFactory(voice=Voice.NETWORK)
    assert record_of(old).kind == "legacy"
