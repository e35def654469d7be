"""Ordinary moderation: a check by somebody else, then the members; and every way to break it off."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Task, Workflow, WorkflowPage, WorkflowState

from network.agreement.enums import RoundState, Stance, Voice
from network.agreement.models import AgreementRound, EditorialCheckTask, MemberAgreementTask
from network.agreement.services import close_due_rounds, extend, withdraw
from tests.factories import SectionPageFactory, UserFactory, home_page
from tests.factories.agreement import bilingual_draft, fresh, members
from tests.factories.users import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
CHECK = "სარედაქციო შემოწმება / Editorial check"


@pytest.fixture
def editor():
    return UserFactory(groups=["Editors"])


@pytest.fixture
def secretary():
    return UserFactory(groups=["Secretariat"])


def submit(page, editor) -> WorkflowState:
    """Do what the button "Submit" does: save, then start the workflow or take it up again."""
    page = Page.objects.get(pk=page.pk).specific
    page.get_latest_revision_as_object().save_revision(user=editor)
    page = Page.objects.get(pk=page.pk).specific
    running = page.current_workflow_state
    if running is None:
        return page.get_workflow().start(page, editor)
    running.resume(editor)
    return running


def task_of(page):
    state = fresh(page).current_workflow_task_state
    return state and state.task.specific, state


def act(page, user, action: str, **details) -> None:
    """Do what the buttons of the moderation do, if they are shown."""
    task, state = task_of(page)
    assert action in [name for name, _label, _form in task.get_actions(fresh(page), user)]
    task.on_action(state, user, action, **details)


def asked(page, editor, secretary) -> AgreementRound:
    submit(page, editor)
    act(page, secretary, "approve")
    return AgreementRound.objects.active().of_text(page.translation_key).get()


def edit(page, user, **texts) -> None:
    draft = Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()
    for name, value in texts.items():
        setattr(draft, name, value)
    draft.save_revision(user=user)


def is_public(page) -> bool:
    return Client().get(fresh(page).url).status_code == 200


def last_comment(page) -> str:
    return fresh(page).workflow_states.latest("pk").task_states.latest("pk").comment


@pytest.mark.parametrize("language", ["ka", "en"])
def test_everything_below_both_front_pages_is_moderated(language: str) -> None:
    workflow = home_page(language).get_workflow()
    assert [task.specific_class for task in workflow.tasks] == [EditorialCheckTask, MemberAgreementTask]
    check = EditorialCheckTask.objects.get()
    assert [group.name for group in check.groups.all()] == ["Secretariat"]


def test_from_submission_to_publication(editor, secretary) -> None:
    held = members(2)
    page = bilingual_draft()
    round_ = asked(page, editor, secretary)
    assert round_.task_state.status == "in_progress"
    for member in held:
        assert not is_public(page)
        member.answer(round_)
    assert is_public(page)
    assert is_public(page.counterpart)
    state = fresh(page).workflow_states.get()
    assert state.status == WorkflowState.STATUS_APPROVED
    assert [task.status for task in state.task_states.order_by("pk")] == ["approved", "approved"]
    assert fresh(page).live_revision == round_.texts.get(language="ka").revision


def test_the_checkers_comment_is_the_word_to_the_members(editor, secretary) -> None:
    members(1)
    page = bilingual_draft()
    submit(page, editor)
    form = task_of(page)[0].get_form_for_action("approve")()
    assert "Every member reads it" in form.as_p()
    assert "Every member reads it" not in task_of(page)[0].get_form_for_action("reject")().as_p()
    act(page, secretary, "approve", comment="The deadline is 30 days now.")
    assert AgreementRound.objects.get().explanation == "The deadline is 30 days now."


def test_moderation_waits_as_long_as_the_round(editor, secretary) -> None:
    members(2)
    page = bilingual_draft()
    asked(page, editor, secretary)
    task, _state = task_of(page)
    assert isinstance(task, MemberAgreementTask)
    assert fresh(page).get_lock().for_user(UserFactory(superuser=True))
    assert fresh(page).counterpart.specific.get_lock().for_user(secretary)


@pytest.mark.parametrize("superuser", [False, True])
def test_whoever_edited_last_cannot_approve(superuser: bool, editor) -> None:
    members(1)
    page = bilingual_draft()
    submit(page, editor)
    last = UserFactory(superuser=True) if superuser else UserFactory(groups=["Secretariat"])
    edit(page, last, lead="ნათელი აზრი.")
    task, state = task_of(page)
    assert [name for name, _label, _form in task.get_actions(fresh(page), last)] == ["reject"]
    with pytest.raises(PermissionDenied):
        task.on_action(state, last, "approve")
    assert not AgreementRound.objects.exists()
    act(page, UserFactory(groups=["Secretariat"]), "approve")
    assert AgreementRound.objects.active().exists()


def test_what_is_not_ready_goes_back_with_the_reasons(editor, secretary) -> None:
    page = bilingual_draft()
    english = page.counterpart.specific
    english.title = page.title
    english.save()
    submit(page, editor)
    act(page, secretary, "approve")
    state = fresh(page).current_workflow_state
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert "not in English yet" in last_comment(page)
    assert "no members yet" in last_comment(page)
    assert fresh(page).get_lock() is None
    members(1)
    english.title = "A statement"
    english.save()
    submit(page, editor)  # nothing in this language has changed: no second check
    assert AgreementRound.objects.active().exists()


def test_a_notice_of_the_secretariat_goes_out_with_the_editorial_check(editor, secretary) -> None:
    members(1)
    page = bilingual_draft(voice=Voice.EDITORIAL)
    submit(page, editor)
    assert not is_public(page)
    act(page, secretary, "approve")
    assert is_public(page)
    assert fresh(page).workflow_states.get().status == WorkflowState.STATUS_APPROVED
    assert not AgreementRound.objects.exists()


def test_a_page_that_needs_no_agreement_goes_out_with_the_editorial_check(editor, secretary) -> None:
    page = SectionPageFactory(live=False)
    submit(page, editor)
    act(page, secretary, "approve")
    assert is_public(page)


def test_an_agreed_text_taken_offline_comes_back_without_a_question(editor, secretary) -> None:
    held = members(1)
    page = bilingual_draft()
    held[0].answer(asked(page, editor, secretary))
    fresh(page).unpublish()
    assert not is_public(page)
    submit(page, editor)
    act(page, secretary, "approve")
    assert is_public(page)
    assert AgreementRound.objects.count() == 1


@pytest.mark.parametrize(("stance", "ended"), [(Stance.OBJECT, "objected"), (Stance.ABSTAIN, "lapsed")])
def test_a_failed_round_gives_the_text_back_and_the_next_one_asks_anew(
    stance: str, ended: str, editor, secretary
) -> None:
    held = members(2)
    page = bilingual_draft()
    first = asked(page, editor, secretary)
    held[0].answer(first, stance)
    close_due_rounds(first.closes_at)
    assert fresh(first).state == ended
    assert fresh(page).current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert str(first.pk) in last_comment(page)
    assert "names people" not in last_comment(page)  # reasons stay among members
    edit(page, editor, lead="ნათელი აზრი.")
    submit(page, editor)
    assert isinstance(task_of(page)[0], EditorialCheckTask)  # a changed text is checked again
    act(page, secretary, "approve")
    second = AgreementRound.objects.active().get()
    assert (second.number, second.task_state.task.specific_class) == (2, MemberAgreementTask)
    for member in held:
        member.answer(second)
    assert is_public(page)
    assert fresh(page).workflow_states.get().status == WorkflowState.STATUS_APPROVED


def test_an_unchanged_text_is_asked_again_without_a_second_check(editor, secretary) -> None:
    members(1)
    page = bilingual_draft()
    close_due_rounds(asked(page, editor, secretary).closes_at)
    submit(page, editor)
    assert AgreementRound.objects.active().get().number == 2


def test_a_reopened_round_takes_its_moderation_up_again(editor, secretary) -> None:
    held = members(2)
    page = bilingual_draft()
    round_ = asked(page, editor, secretary)
    close_due_rounds(round_.closes_at)
    assert fresh(page).current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    extend(round_id=round_.pk, by=secretary)
    assert fresh(page).current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    assert fresh(round_).task_state == task_of(page)[1]
    assert fresh(round_).opened_by == editor
    for member in held:
        member.answer(round_)
    assert is_public(page)
    assert fresh(page).workflow_states.get().status == WorkflowState.STATUS_APPROVED
    assert AgreementRound.objects.count() == 1


def test_nobody_approves_in_the_members_place(editor, secretary) -> None:
    members(1)
    page = bilingual_draft()
    asked(page, editor, secretary)
    task, state = task_of(page)
    for user in (editor, secretary, UserFactory(superuser=True), UserFactory(groups=["Translators"])):
        for action in ("approve", "reject"):
            assert action not in [name for name, _label, _form in task.get_actions(fresh(page), user)]
            with pytest.raises(PermissionDenied):
                task.on_action(state, user, action)
    assert not is_public(page)
    assert AgreementRound.objects.active().exists()


@pytest.mark.parametrize("who", ["submitter", "secretariat"])
def test_submitter_and_secretariat_withdraw(who: str, editor, secretary) -> None:
    members(1)
    page = bilingual_draft()
    round_ = asked(page, editor, secretary)
    act(page, {"submitter": editor, "secretariat": UserFactory(groups=["Secretariat"])}[who], "withdraw", comment="No.")
    assert fresh(round_).state == RoundState.WITHDRAWN
    assert "No." in last_comment(page)
    assert fresh(page).current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert fresh(page).get_lock() is None
    assert not is_public(page)


def test_others_do_not_withdraw(editor, secretary) -> None:
    members(1)
    page = bilingual_draft()
    asked(page, editor, secretary)
    task, state = task_of(page)
    with pytest.raises(PermissionDenied):
        task.on_action(state, UserFactory(groups=["Editors"]), "withdraw", comment="")
    assert AgreementRound.objects.active().exists()


WAYS = {
    "workflow cancelled": lambda page: fresh(page).current_workflow_state.cancel(),
    "task cancelled": lambda page: fresh(page).current_workflow_task_state.cancel(),
    "task disabled": lambda page: MemberAgreementTask.objects.get().deactivate(),
    "workflow disabled": lambda page: Workflow.objects.get(name__contains="agreement").deactivate(),
    "workflow deleted": lambda page: Workflow.objects.get(name__contains="agreement").delete(),
    "task deleted": lambda page: MemberAgreementTask.objects.get().delete(),
    "page deleted": lambda page: Page.objects.get(pk=page.pk).delete(),
    "other language deleted": lambda page: page.counterpart.delete(),
    "draft deleted": lambda page: fresh(page).get_latest_revision().delete(),
    "section deleted": lambda page: page.get_parent().delete(),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_round_ends_with_its_moderation_by_whatever_way(way: str, editor, secretary) -> None:
    held = members(1)
    page = bilingual_draft()
    round_ = asked(page, editor, secretary)
    WAYS[way](page)
    assert fresh(round_).state == RoundState.WITHDRAWN
    for language in ("ka", "en"):
        for left in Page.objects.filter(translation_key=page.translation_key, locale__language_code=language):
            assert not left.live
            assert left.specific.get_lock() is None
    with pytest.raises(Exception, match="over"):
        held[0].answer(round_)


def test_a_workflow_taken_off_the_tree_lets_the_running_question_end(editor, secretary) -> None:
    (member,) = members(1)
    page = bilingual_draft()
    round_ = asked(page, editor, secretary)
    WorkflowPage.objects.all().delete()
    member.answer(round_)
    assert is_public(page)


def test_moderation_switched_off_lets_the_running_question_end(editor, secretary, settings) -> None:
    (member,) = members(1)
    page = bilingual_draft()
    round_ = asked(page, editor, secretary)
    settings.WAGTAIL_WORKFLOW_ENABLED = False
    assert fresh(page).get_lock().for_user(editor)
    assert not is_public(page)
    member.answer(round_)
    assert is_public(page)


def test_a_task_disabled_before_does_not_open_the_gate(editor, secretary) -> None:
    members(1)
    page = bilingual_draft()
    MemberAgreementTask.objects.get().deactivate()
    submit(page, editor)
    with pytest.raises(PermissionDenied):
        act(page, secretary, "approve")
    assert not is_public(page)


def test_a_round_withdrawn_by_the_secretariat_leaves_nothing_in_moderation(editor, secretary) -> None:
    members(1)
    page = bilingual_draft()
    round_ = asked(page, editor, secretary)
    withdraw(round_id=round_.pk, by=secretary, reason="A better one comes.")
    assert "A better one comes." in last_comment(page)


def test_the_buttons_of_the_editor(editor, secretary) -> None:
    """Through the admin itself: submit, approve, withdraw."""
    members(1)
    page = bilingual_draft()
    submit(page, editor)
    client = Client()
    client.login(username=secretary.username, password=PASSWORD)
    _task, state = task_of(page)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    assert client.post(address).status_code == 302
    round_ = AgreementRound.objects.active().get()
    _task, state = task_of(page)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    assert client.post(address).status_code == 302
    assert fresh(round_).is_open
    assert not is_public(page)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "withdraw", state.pk])
    assert client.post(address, {"comment": "Later."}).status_code == 302
    assert fresh(round_).state == RoundState.WITHDRAWN


def test_the_migrations_can_be_taken_back() -> None:
    made, in_force = (
        import_module("network.agreement.migrations.0005_workflow"),
        import_module("home.migrations.0007_workflow"),
    )
    for _twice in range(2):
        in_force.take_out_of_force(apps, None)
        assert not WorkflowPage.objects.filter(workflow__name__contains="agreement").exists()
        assert not EditorialCheckTask.objects.get(name=CHECK).groups.exists()
        made.remove_workflow(apps, None)
        assert not Workflow.objects.filter(name__contains="agreement").exists()
        assert not Task.objects.filter(name__contains="agreement").exists()
        made.make_workflow(apps, None)
        in_force.put_in_force(apps, None)
        assert [task.specific_class for task in home_page("en").get_workflow().tasks] == [
            EditorialCheckTask,
            MemberAgreementTask,
        ]
