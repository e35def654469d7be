"""A round ends when the moderation that opened it, or one of its pages, is taken away by whatever way."""

from typing import Any

from django.db import models, transaction
from django.db.models.signals import pre_delete
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_cancelled, workflow_cancelled

from network.agreement.enums import RoundState
from network.agreement.rounds import AgreementRound
from network.agreement.settling import locked, take_back


def connect() -> None:
    """Listen to Wagtail's moderation, and to what is deleted."""
    task_cancelled.connect(after_task, dispatch_uid="agreement.after_task")
    workflow_cancelled.connect(after_workflow, dispatch_uid="agreement.after_workflow")
    pre_delete.connect(before_task_goes, sender=TaskState, dispatch_uid="agreement.before_task_goes")
    pre_delete.connect(before_page_goes, sender=Page, dispatch_uid="agreement.before_page_goes")


def after_task(sender: type[models.Model], instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    """Withdraw the round of a task that was cancelled, or disabled."""
    _withdraw(AgreementRound.objects.filter(task_state=instance.pk), user)


def after_workflow(sender: type[models.Model], instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    """Withdraw the round of a workflow that was cancelled."""
    _withdraw(AgreementRound.objects.filter(task_state__workflow_state=instance.pk), user)


def before_task_goes(sender: type[models.Model], instance: TaskState, **kwargs: Any) -> None:
    """Withdraw the round whose task is deleted: with its workflow, its page or its draft."""
    _withdraw(AgreementRound.objects.filter(task_state=instance.pk))


def before_page_goes(sender: type[models.Model], instance: Page, **kwargs: Any) -> None:
    """Withdraw the round that asks about a page that is deleted."""
    _withdraw(AgreementRound.objects.filter(texts__page=instance.pk))


def _withdraw(rounds: models.QuerySet[AgreementRound], by: Any = None) -> None:
    with transaction.atomic():
        for pk in list(rounds.filter(state__in=RoundState.active()).values_list("pk", flat=True)):
            asked = locked(pk)
            if asked.state in RoundState.active():
                take_back(asked, timezone.now(), by=by)
