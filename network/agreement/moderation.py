"""What a round's end means for the moderation (Wagtail's workflow) that opened it."""

from typing import Any

from wagtail.models import TaskState, WorkflowState

from network.agreement.rounds import AgreementRound


def _waiting_task(asked: AgreementRound) -> Any:
    """Return the state of the task that waits for the round; None if there is none, or it has been ended already."""
    waiting = TaskState.objects.filter(
        pk=asked.task_state_id,
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
    ).first()
    return waiting and waiting.specific


def send_back(asked: AgreementRound, *, by: Any, comment: str) -> None:
    """Give the text back to its editors, who can change it and submit it again."""
    waiting = _waiting_task(asked)
    if waiting is not None:
        waiting.reject(user=by, comment=comment)


def let_pass(asked: AgreementRound, *, by: Any) -> None:
    """End the task as approved, and with it the workflow. The round itself publishes (``finishing``)."""
    waiting = _waiting_task(asked)
    if waiting is not None:
        waiting.approve(user=by)


def resume(asked: AgreementRound, *, by: Any) -> None:
    """Take the moderation up again that a lapsed round had sent back; its task finds the round and waits for it."""
    held = WorkflowState.objects.filter(
        task_states=asked.task_state_id, status=WorkflowState.STATUS_NEEDS_CHANGES
    ).first()
    if held is not None:
        held.resume(user=by)
