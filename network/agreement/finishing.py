"""What happens when moderation ends well (setting ``WAGTAIL_FINISH_WORKFLOW_ACTION``)."""

from typing import Any

from django.apps import apps
from wagtail.workflows import publish_workflow_state


def publish_unless_asked(workflow_state: Any, user: Any = None) -> None:
    """Publish the page, unless the members are asked about it: their round publishes it, in both languages.

    Wagtail reads this function before the models are there, hence the registry.
    """
    rounds = apps.get_model("agreement", "AgreementRound").objects.active()
    if not rounds.of_text(workflow_state.content_object.translation_key).exists():
        publish_workflow_state(workflow_state, user=user)
