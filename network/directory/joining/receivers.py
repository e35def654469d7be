"""What happens to an announcement, and what that means for the applicant."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from network.agreement import happenings as agreement
from network.agreement.beginnings import prepares_words
from network.agreement.rounds import AgreementRound
from network.directory.applications import Application
from network.directory.joining.admitting import try_to_admit
from network.directory.states import ApplicationState


@receiver(agreement.round_published, dispatch_uid="directory.round_published")
def after_agreement(round: AgreementRound, **kwargs: Any) -> None:
    """Make the membership that the members have just agreed to."""
    asked = Application.objects.of_text(round.translation_key).filter(state=ApplicationState.ASKED).first()
    if asked is not None:
        try_to_admit(asked.pk)


@prepares_words
def why_they_want_to_join(translation_key: UUID) -> str:
    """Return what members read above the announcement when they are asked: why the applicant wants to join."""
    asked = Application.objects.of_text(translation_key).first()
    return str(asked.said("motivation")) if asked is not None else ""
