"""The chart of states, transition by transition, and what stands beside it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision

from network.agreement import due, publishing
from network.agreement.enums import EventKind, RoundState, Stance, Voice
from network.agreement.events import AgreementEvent, first_broken_entry
from network.agreement.gate import AgreementRequired
from network.agreement.models import AgreementRound, Certificate
from network.agreement.queries import earlier_rounds, record_of, tally_of
from network.agreement.services import (
    check_open_rounds,
    close_due_rounds,
    extend,
    open_round,
    publish,
    publish_due_rounds,
    revoke,
    strike,
    withdraw,
)
from tests.factories import ImageFactory, UserFactory
from tests.factories.agreement import Member, asked_round, bilingual_draft, fresh, members

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = datetime.timedelta(days=1)


def is_public(asked: AgreementRound) -> bool:
    """Ask like any reader, in both languages; both or neither must answer."""
    pages = [Page.objects.get(pk=text.page_id).specific for text in asked.texts.all()]
    answers = {Client().get(page.url).status_code for page in pages}
    assert len(answers) == 1, answers
    return answers == {200}


def state(asked: AgreementRound) -> str:
    return fresh(asked).state


def kinds(asked: AgreementRound) -> list[str]:
    return [entry.kind for entry in AgreementEvent.objects.filter(round=asked)]


def agreed_round(held: list[Member], page=None) -> AgreementRound:
    asked = asked_round(page)
    for member in held:
        member.answer(asked)
    return fresh(asked)


def edit(page, **texts) -> None:
    """Save a new draft as the editor does."""
    draft = Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()
    for name, value in texts.items():
        setattr(draft, name, value)
    draft.save_revision()


# --- The fourteen transitions -----------------------------------------------------------------


def test_01_open_to_agreed_when_all_have_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "publish", lambda **details: None)
    first, second, third = members(3)
    asked = asked_round()
    first.answer(asked)
    second.answer(asked, Stance.ABSTAIN)
    assert state(asked) == RoundState.OPEN
    third.answer(asked, Stance.STAND_ASIDE)
    closed = fresh(asked)
    assert closed.state == RoundState.AGREED
    assert closed.is_early
    assert (closed.roll_size, closed.agree_count, closed.abstain_count, closed.aside_count) == (3, 1, 1, 1)
    assert closed.silent_count == closed.object_count == 0
    assert not is_public(asked)


def test_02_open_to_agreed_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "publish", lambda **details: None)
    first, *_others = members(3)
    asked = asked_round()
    first.answer(asked)
    assert close_due_rounds(asked.closes_at - datetime.timedelta(seconds=1)) == 0
    assert state(asked) == RoundState.OPEN
    assert close_due_rounds(asked.closes_at) == 1
    closed = fresh(asked)
    assert closed.state == RoundState.AGREED
    assert not closed.is_early
    assert (closed.agree_count, closed.silent_count) == (1, 2)


def test_03_agreed_to_published() -> None:
    held = members(2)
    asked = agreed_round(held)
    assert asked.state == RoundState.PUBLISHED
    assert asked.published_at
    assert is_public(asked)
    assert kinds(asked) == ["opened", "answered", "answered", "closed", "published"]
    assert first_broken_entry() is None
    for text in asked.texts.all():
        page = text.page.specific
        assert page.live_revision == text.revision
        certificate = Certificate.objects.valid().get(translation_key=asked.translation_key, language=text.language)
        assert (certificate.digest, certificate.round) == (text.digest, asked)


def test_04_agreed_to_scheduled() -> None:
    held = members(1)
    hour = timezone.now().replace(microsecond=0) + 3 * DAY
    page = bilingual_draft()
    edit(page, go_live_at=hour)
    asked = agreed_round(held, page)
    assert asked.state == RoundState.SCHEDULED
    assert asked.publish_at == hour
    assert not is_public(asked)
    assert publish_due_rounds(hour - DAY) == 0
    assert kinds(asked)[-1] == EventKind.SCHEDULED


def test_05_scheduled_to_published(time_machine) -> None:
    held = members(1)
    hour = timezone.now().replace(microsecond=0) + 3 * DAY
    page = bilingual_draft()
    edit(page, go_live_at=hour - DAY)
    edit(page.counterpart, go_live_at=hour)
    asked = agreed_round(held, page)
    assert asked.publish_at == hour
    time_machine.move_to(hour - datetime.timedelta(seconds=1))
    publish_due_rounds()
    assert not is_public(asked)
    time_machine.move_to(hour)
    assert publish_due_rounds() == 1
    assert state(asked) == RoundState.PUBLISHED
    assert is_public(asked)
    assert publish_due_rounds() == 0


def test_06_open_to_objected() -> None:
    first, second = members(2)
    asked = asked_round()
    first.answer(asked)
    second.answer(asked, Stance.OBJECT)
    assert state(asked) == RoundState.OPEN
    close_due_rounds(asked.closes_at)
    assert state(asked) == RoundState.OBJECTED
    assert fresh(asked).object_count == 1
    assert not is_public(asked)


def test_07_open_to_lapsed() -> None:
    members(3)
    asked = asked_round()
    close_due_rounds(asked.closes_at)
    assert state(asked) == RoundState.LAPSED
    assert fresh(asked).silent_count == 3
    assert not is_public(asked)


def test_08_an_open_round_is_extended_once() -> None:
    first, *_others = members(3)
    asked = asked_round()
    first.answer(asked)
    extended = extend(round_id=asked.pk, by=None)
    assert extended.closes_at == asked.closes_at + asked.policy.window
    assert extended.is_open
    assert tally_of(extended).agree_count == 1
    close_due_rounds(asked.closes_at)
    assert state(asked) == RoundState.OPEN
    with pytest.raises(ValidationError) as refusal:
        extend(round_id=asked.pk, by=None)
    assert refusal.value.code == "extended"
    close_due_rounds(extended.closes_at)
    assert state(asked) == RoundState.PUBLISHED


def test_08_a_lapsed_round_is_opened_again_once_with_its_answers() -> None:
    first, second, third, fourth = members(4)
    asked = asked_round()
    first.answer(asked)
    later = asked.closes_at + DAY
    close_due_rounds(asked.closes_at)
    assert state(asked) == RoundState.LAPSED
    reopened = extend(round_id=asked.pk, by=None, now=later)
    assert reopened.is_open
    assert reopened.closes_at == later + asked.policy.window
    assert reopened.closed_at is None
    second.answer(asked, now=later)
    third.answer(asked, now=later)
    fourth.answer(asked, now=later)
    assert state(asked) == RoundState.PUBLISHED
    with pytest.raises(ValidationError):
        extend(round_id=asked.pk, by=None)


def test_09_open_to_withdrawn() -> None:
    first, _second = members(2)
    asked = asked_round()
    first.answer(asked)
    withdraw(round_id=asked.pk, by=UserFactory(), reason="Not needed any more.")
    assert state(asked) == RoundState.WITHDRAWN
    assert not is_public(asked)
    withdraw(round_id=asked.pk, by=None)
    assert kinds(asked).count("withdrawn") == 1


def test_10_open_to_invalidated() -> None:
    _first, _second = members(2)
    asked = asked_round()
    overwrite(asked)
    assert check_open_rounds() == 1
    assert state(asked) == RoundState.INVALIDATED
    assert kinds(asked)[-1] == EventKind.INVALIDATED
    assert check_open_rounds() == 0


def test_11_agreed_to_invalidated(monkeypatch: pytest.MonkeyPatch) -> None:
    held = members(2)
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "publish", lambda **details: None)
        asked = agreed_round(held)
    assert asked.state == RoundState.AGREED
    overwrite(asked)
    publish(round_id=asked.pk)
    assert state(asked) == RoundState.INVALIDATED
    assert not is_public(asked)
    assert not Certificate.objects.exists()


@pytest.mark.parametrize("failed", ["objected", "lapsed", "withdrawn", "invalidated"])
def test_12_failed_to_the_next_round(failed: str) -> None:
    first, _second = members(2)
    page = bilingual_draft()
    asked = asked_round(page)
    first.answer(asked, Stance.OBJECT)
    AgreementRound.objects.filter(pk=asked.pk).update(state=failed)
    edit(page, lead="ნათელი აზრი.")
    again = asked_round(fresh(page))
    assert again.number == 2
    assert again.fingerprint != asked.fingerprint
    assert tally_of(again).silent_count == 2
    assert earlier_rounds(again) == [asked]
    assert earlier_rounds(again)[0].roll.first().answers.counting().get().stance == Stance.OBJECT


def test_13_published_to_superseded() -> None:
    held = members(1)
    page = bilingual_draft()
    before = agreed_round(held, page)
    edit(page, lead="ნათელი აზრი.")
    after = agreed_round(held, fresh(page))
    assert (state(before), after.state) == (RoundState.SUPERSEDED, RoundState.PUBLISHED)
    assert fresh(before).ended_at
    assert record_of(fresh(page)) == after
    assert "ნათელი აზრი." in Client().get(fresh(page).url).content.decode()
    assert Certificate.objects.valid().filter(language="ka").count() == 1


def test_14_published_to_revoked() -> None:
    asked = agreed_round(members(1))
    revoke(round_id=asked.pk, by=UserFactory(), reason="Two thirds of the members wish it.")
    assert state(asked) == RoundState.REVOKED
    assert not is_public(asked)
    assert not Certificate.objects.valid().exists()
    page = asked.texts.get(language="ka").page.specific
    with pytest.raises(AgreementRequired):
        page.get_latest_revision().publish()
    assert not is_public(asked)
    revoke(round_id=asked.pk, by=None, reason="Again.")
    assert kinds(asked).count("revoked") == 1


# --- Publication: both or neither ---------------------------------------------------------------


def overwrite(asked: AgreementRound, language: str = "en") -> None:
    """Change a frozen revision past every lock."""
    revision = asked.texts.get(language=language).revision
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "lead": "Something else."})


def test_an_error_between_the_languages_leaves_both_offline(monkeypatch: pytest.MonkeyPatch, caplog) -> None:
    held = members(2)
    asked = asked_round()
    genuine = Revision.publish

    def fail_at_english(self, *args, **kwargs):
        if self.as_object().language == "en":
            raise RuntimeError("the disk is full of secrets")
        return genuine(self, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(Revision, "publish", fail_at_english)
        for member in held:
            member.answer(asked)
        assert state(asked) == RoundState.AGREED  # no answer is lost
        assert tally_of(fresh(asked)).agree_count == 2
        assert not is_public(asked)
        assert not Certificate.objects.exists()
        publish_due_rounds()
        assert state(asked) == RoundState.AGREED
    assert "publication failed: RuntimeError" in caplog.text
    assert "secrets" not in caplog.text
    assert publish_due_rounds() == 1
    assert state(asked) == RoundState.PUBLISHED
    assert is_public(asked)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_page_that_is_gone_keeps_the_other_language_offline(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    held = members(1)
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "publish", lambda **details: None)
        asked = agreed_round(held)
    text = asked.texts.get(language=language)
    Revision.objects.filter(pk=text.revision_id).delete()
    publish(round_id=asked.pk)
    assert state(asked) == RoundState.INVALIDATED
    assert not is_public(asked)


def test_a_picture_that_changed_makes_the_round_invalid() -> None:
    held = members(1)
    page = bilingual_draft(share_image=ImageFactory(alt_ka="ხიდი", alt_en="A bridge"))
    asked = asked_round(page)
    picture = page.share_image
    picture.alt_ka = "სხვა ხიდი"
    picture.save()
    with pytest.raises(ValidationError) as given:
        held[0].answer(asked)
    assert given.value.code == "text_changed"
    assert state(asked) == RoundState.INVALIDATED
    assert not is_public(asked)


def test_an_answer_to_an_overwritten_text_ends_the_round() -> None:
    first, _second = members(2)
    asked = asked_round()
    overwrite(asked)
    with pytest.raises(ValidationError):
        first.answer(asked)
    assert state(asked) == RoundState.INVALIDATED


def test_a_text_overwritten_before_the_deadline_is_not_agreed_at_it() -> None:
    first, *_others = members(2)
    asked = asked_round()
    first.answer(asked)
    overwrite(asked, "ka")
    close_due_rounds(asked.closes_at)
    assert state(asked) == RoundState.INVALIDATED


def test_a_newer_draft_is_not_what_goes_out() -> None:
    held = members(1)
    page = bilingual_draft()
    asked = asked_round(page)
    edit(page, lead="ჩუმად შეცვლილი აზრი.")  # past the lock
    held[0].answer(asked)
    assert state(asked) == RoundState.PUBLISHED
    assert "ჩუმად" not in Client().get(fresh(page).url).content.decode()
    assert fresh(page).has_unpublished_changes


def test_what_is_published_cannot_be_published_again_or_withdrawn() -> None:
    asked = agreed_round(members(1))
    for verb in (publish, lambda round_id: withdraw(round_id=round_id, by=None)):
        verb(round_id=asked.pk)
        assert state(asked) == RoundState.PUBLISHED
    assert kinds(asked).count("published") == 1


def test_only_a_published_round_can_be_revoked() -> None:
    members(1)
    asked = asked_round()
    revoke(round_id=asked.pk, by=None, reason="Too early.")
    assert state(asked) == RoundState.OPEN


# --- Deadlines -----------------------------------------------------------------------------------


def test_one_failing_round_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch, caplog) -> None:
    held = members(1)
    rounds = [asked_round(bilingual_draft(slug=f"text-{number}")) for number in range(3)]
    for asked in rounds:
        held[0].answer(asked, Stance.OBJECT)
    broken = rounds[1]
    genuine = due.settle

    def fail(asked, moment):
        if asked.pk == broken.pk:
            raise RuntimeError("secret words")
        return genuine(asked, moment)

    monkeypatch.setattr(due, "settle", fail)
    assert close_due_rounds(rounds[0].closes_at + DAY) == 2
    assert [state(asked) for asked in rounds] == ["objected", "open", "objected"]
    assert "round failed: RuntimeError" in caplog.text
    assert "secret" not in caplog.text


def test_closing_twice_changes_nothing() -> None:
    first, _second = members(2)
    asked = asked_round()
    first.answer(asked, Stance.OBJECT)
    assert close_due_rounds(asked.closes_at) == 1
    entries = AgreementEvent.objects.count()
    assert close_due_rounds(asked.closes_at + DAY) == 0
    assert AgreementEvent.objects.count() == entries


def test_an_objection_withdrawn_in_time_lets_the_text_go_out() -> None:
    first, second = members(2)
    asked = asked_round()
    second.answer(asked, Stance.OBJECT)
    first.answer(asked)
    assert state(asked) == RoundState.OPEN
    second.answer(asked, Stance.STAND_ASIDE)
    assert state(asked) == RoundState.PUBLISHED


def test_listed_members_must_each_agree() -> None:
    first, second, _outsider = members(3)
    page = bilingual_draft(voice=Voice.LISTED, listed_members=[first.membership, second.membership])
    asked = asked_round(page)
    first.answer(asked)
    close_due_rounds(asked.closes_at)
    assert state(asked) == RoundState.LAPSED
    again = asked_round(fresh(page))
    first.answer(again)
    second.answer(again)
    assert state(again) == RoundState.PUBLISHED


def test_a_members_own_text_goes_out_at_once_with_its_word() -> None:
    first, _second = members(2)
    asked = asked_round(bilingual_draft(voice=Voice.MEMBER, published_by=first.membership))
    first.answer(asked)
    assert state(asked) == RoundState.PUBLISHED


# --- Extension and strikes -------------------------------------------------------------------------


def test_a_lapsed_text_that_was_changed_must_be_submitted_anew() -> None:
    members(1)
    page = bilingual_draft()
    asked = asked_round(page)
    close_due_rounds(asked.closes_at)
    edit(page, lead="ნათელი აზრი.")
    with pytest.raises(ValidationError) as refusal:
        extend(round_id=asked.pk, by=None)
    assert refusal.value.code == "text_changed"
    assert state(asked) == RoundState.LAPSED


def test_a_lapsed_round_with_a_successor_stays_lapsed() -> None:
    members(1)
    page = bilingual_draft()
    asked = asked_round(page)
    close_due_rounds(asked.closes_at)
    open_round(page=page, by=None)
    with pytest.raises(ValidationError):
        extend(round_id=asked.pk, by=None)


@pytest.mark.parametrize("wrong", ["objected", "withdrawn", "published", "agreed", "invalidated"])
def test_no_other_round_is_extended(wrong: str) -> None:
    members(1)
    asked = asked_round()
    AgreementRound.objects.filter(pk=asked.pk).update(state=wrong)
    with pytest.raises(ValidationError) as refusal:
        extend(round_id=asked.pk, by=None)
    assert refusal.value.code == "state"


def test_an_extension_ends_later_than_before() -> None:
    members(1)
    asked = asked_round()
    with pytest.raises(ValidationError) as refusal:
        extend(round_id=asked.pk, by=None, until=asked.closes_at)
    assert refusal.value.code == "until"
    extended = extend(round_id=asked.pk, by=None, until=asked.closes_at + DAY)
    assert extended.closes_at == asked.closes_at + DAY


def test_striking_the_last_silent_member_closes_the_round() -> None:
    first, second, gone = members(3)
    asked = asked_round()
    first.answer(asked)
    second.answer(asked)
    entry = strike(round_id=asked.pk, membership=gone.membership, by=None)
    assert entry is not None
    assert entry.struck_at
    assert state(asked) == RoundState.PUBLISHED
    assert fresh(asked).roll_size == 2


def test_a_struck_members_objection_stays_in_the_history_and_stops_nothing() -> None:
    first, gone = members(2)
    asked = asked_round()
    gone.answer(asked, Stance.OBJECT)
    first.answer(asked)
    strike(round_id=asked.pk, membership=gone.membership, by=None)
    assert state(asked) == RoundState.PUBLISHED
    assert asked.roll.get(membership=gone.membership).answers.count() == 1
    assert fresh(asked).object_count == 0


def test_a_roll_without_members_agrees_to_nothing() -> None:
    (gone,) = members(1)
    asked = asked_round()
    strike(round_id=asked.pk, membership=gone.membership, by=None)
    assert state(asked) == RoundState.OPEN
    close_due_rounds(asked.closes_at)
    assert state(asked) == RoundState.LAPSED


def test_striking_needs_an_open_round_and_a_member_on_its_roll() -> None:
    (first,) = members(1)
    asked = asked_round()
    assert strike(round_id=asked.pk, membership=Member.new().membership, by=None) is None
    withdraw(round_id=asked.pk, by=None)
    assert strike(round_id=asked.pk, membership=first.membership, by=None) is None
