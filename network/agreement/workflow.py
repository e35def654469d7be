"""Ordinary moderation: an editorial check by somebody else than the last editor, then the members' agreement.

It asks; it is not what keeps unagreed text offline (that is ``gate``).
"""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import AbstractGroupApprovalTask, Page, Task, TaskState, WorkflowState

from cms.users.models import User
from network.agreement import guarded
from network.agreement.beginnings import prepared_words
from network.agreement.content import digest_of
from network.agreement.enums import Voice
from network.agreement.opening import AgreementNotPossible, open_round
from network.agreement.permissions import user_can_steer
from network.agreement.readiness import is_agreed
from network.agreement.rounds import AgreementRound
from network.agreement.steering import withdraw
from network.agreement.texts import newest_texts

APPROVE, WITHDRAW = "approve", "withdraw"


class WordToMembersForm(TaskStateCommentForm):
    """The comment with which a text is let through to the members: they read it above the text."""

    comment = forms.CharField(
        label=_("word to the members"),
        help_text=_("Every member reads it above the text: why they are asked, or what has changed."),
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class EditorialCheckTask(AbstractGroupApprovalTask):
    """Somebody of the secretariat who was not the last to edit reads the text; a superuser neither."""

    class Meta:
        verbose_name = _("editorial check")
        verbose_name_plural = _("editorial checks")

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, Any, bool]]:
        """Offer everything but approval to whoever wrote the newest draft."""
        actions: list[tuple[str, Any, bool]] = super().get_actions(obj, user)
        return [action for action in actions if action[0] != APPROVE or not _is_last_editor(obj, user)]

    def get_form_for_action(self, action: str) -> type[TaskStateCommentForm]:
        """Say beside the comment of an approval who reads it."""
        form: type[TaskStateCommentForm] = super().get_form_for_action(action)
        return WordToMembersForm if action == APPROVE else form

    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> Any:
        """Refuse the last editor's approval, and remember which draft was approved."""
        if action_name == APPROVE:
            page = task_state.workflow_state.content_object
            if _is_last_editor(page, user):
                raise PermissionDenied(_("Somebody else must check what you have written."))
            task_state.revision = page.get_latest_revision()
        return super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls) -> Any:
        """Say what the task does, where workflows are put together."""
        return _("Somebody of the chosen groups who was not the last to edit approves the text.")


class MemberAgreementTask(Task):
    """All members entitled to answer are asked about the exact text, in both languages."""

    class Meta:
        verbose_name = _("members’ agreement")
        verbose_name_plural = _("members’ agreements")

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """Ask the members; what needs no agreement passes at once, what is not ready goes back with the reasons.

        A text that was changed after its editorial check is checked anew first.
        """
        page = workflow_state.content_object.specific
        check = _check_to_repeat(workflow_state, page)
        if check is not None:
            return check.start(workflow_state, user=user)
        state = super().start(workflow_state, user=user)
        reopened = (
            AgreementRound.objects.open()
            .filter(task_state__workflow_state=workflow_state, task_state__status=TaskState.STATUS_REJECTED)
            .first()
        )
        if reopened is not None:
            reopened.task_state = state
            reopened.save(update_fields=["task_state"])
        elif _needs_no_question(page):
            state.approve(user=user, update=False)
        else:
            self._ask(page, state, workflow_state.requested_by or user)
        return state

    def _ask(self, page: Page, state: TaskState, user: User | None) -> None:
        try:
            open_round(page=page, by=user, task_state=state, explanation=_word_to_members(state, page))
        except AgreementNotPossible as refusal:
            state.reject(user=user, update=False, comment="\n".join(refusal.reasons))

    def locked_for_user(self, obj: Page, user: User) -> bool:
        """Lock for everybody, superusers included."""
        return True

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, Any, bool]]:
        """Let nobody approve or reject in the members' place; who submitted, and the secretariat, can withdraw."""
        asked = AgreementRound.objects.active().of_text(obj.translation_key).first()
        if asked is None or not (user.pk == asked.opened_by_id or user_can_steer(user)):
            return []
        return [(WITHDRAW, _("Withdraw the question to the members"), True)]

    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> Any:
        """Withdraw the round; nothing else can be done by hand."""
        offered = [name for name, _label, _form in self.get_actions(task_state.workflow_state.content_object, user)]
        if action_name not in offered:
            raise PermissionDenied
        for asked in AgreementRound.objects.active().filter(task_state=task_state):
            withdraw(round_id=asked.pk, by=user, reason=kwargs.get("comment", ""))

    @classmethod
    def get_description(cls) -> Any:
        """Say what the task does, where workflows are put together."""
        return _("All members entitled to answer are asked about the exact text, in both languages.")


def _word_to_members(state: TaskState, page: Page) -> str:
    """Return what the newest editorial check let the text through with, and what was prepared when it was begun."""
    checks = state.workflow_state.task_states.filter(
        status=TaskState.STATUS_APPROVED, task__in=EditorialCheckTask.objects.all()
    )
    comment = checks.order_by("-pk").values_list("comment", flat=True).first()
    return "\n\n".join(filter(None, (comment, prepared_words(page.translation_key))))


def _is_last_editor(page: Page, user: User) -> bool:
    newest = page.get_latest_revision()
    return newest is not None and newest.user_id == user.pk


def _needs_no_question(page: Any) -> bool:
    """Whether the page is of an exempt kind, a notice of the secretariat, or agreed as it is in both languages."""
    if not guarded.is_guarded(page):
        return True
    texts = newest_texts(page.translation_key)
    draft = texts.get(page.language, page)
    return draft.voice not in Voice.asked() or is_agreed(texts)


def _check_to_repeat(workflow_state: WorkflowState, page: Any) -> EditorialCheckTask | None:
    """Return the editorial check of the workflow if the draft is not the one that it approved."""
    approved = (
        workflow_state.task_states.filter(
            status=TaskState.STATUS_APPROVED, task__in=EditorialCheckTask.objects.filter(active=True)
        )
        .select_related("task", "revision")
        .order_by("-pk")
        .first()
    )
    if approved is None or not guarded.is_guarded(page):
        return None
    newest = page.get_latest_revision()
    if newest.pk == approved.revision_id or digest_of(newest.as_object()) == digest_of(approved.revision.as_object()):
        return None
    return approved.task.specific
