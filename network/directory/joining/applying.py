"""The verbs of the applicant: begin, keep a step, send, withdraw.

Each locks the application's row first. What cannot be done raises ``ValidationError`` with a sentence for the person
who asked, and changes nothing.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from cms.core.typed_text import deliverable
from network.agreement.enums import RoundState
from network.agreement.models import AgreementRound
from network.agreement.services import withdraw as withdraw_round
from network.directory.applications import Application
from network.directory.joining import mail
from network.directory.joining.forms import values_of
from network.directory.joining.links import make_link
from network.directory.states import ApplicationState


@transaction.atomic
def begin(*, email: str, language: str) -> Application:
    """Send the link of a new application to an address, or one more link of the application that runs from there."""
    # Exactly this address: of two spellings that databases take for one, each has its own mailbox.
    address = deliverable(email).lower()
    running = Application.objects.filter(email=address).exclude(state__in=ApplicationState.over())
    application = running.order_by("-pk").first() or Application.objects.create(email=address, language=language)
    link, secret = make_link(application)
    mail.send_link(application, link, secret, language)
    return application


@transaction.atomic
def keep_step(*, application: Application, step: str, typed: dict[str, Any]) -> None:
    """Keep what was typed in a step, complete or not."""
    current = _locked(application.pk)
    if not current.can_be_written:
        raise ValidationError(gettext("The application is sent; it can no longer be changed."), code="sent")
    if current.typed.get(step, {}) != typed:
        current.typed[step] = typed
        current.changed_at = timezone.now()
        current.save(update_fields=["typed", "changed_at"])
    application.typed = current.typed


@transaction.atomic
def send(*, application: Application) -> Application:
    """Hand a complete application to the secretariat. Sending it twice changes nothing."""
    current = _locked(application.pk)
    if not current.can_be_written:
        return current
    values_of(current.typed)  # refuses one that is not complete
    now = timezone.now()
    current.state, current.sent_at, current.changed_at, current.note = ApplicationState.SENT, now, now, ""
    current.save(update_fields=["state", "sent_at", "changed_at", "note"])
    mail.tell_sent(current)
    return current


@transaction.atomic
def withdraw(*, application: Application) -> bool:
    """Take an application back; say whether there was something to take back. One that was never sent is erased."""
    current = _locked(application.pk)
    if current.is_over:
        return False
    if current.sent_at is None:
        current.delete()
        return True
    stop_round(current)
    current.state, current.decided_at = ApplicationState.WITHDRAWN, timezone.now()
    current.save(update_fields=["state", "decided_at"])
    mail.tell_withdrawn(current)
    return True


def stop_round(application: Application, *, by: Any = None) -> None:
    """Withdraw the question to the members, if it runs: nothing is to be announced any more."""
    if application.translation_key is None:
        return
    running = AgreementRound.objects.of_text(application.translation_key).filter(state__in=RoundState.active())
    for asked in running:
        withdraw_round(round_id=asked.pk, by=by, reason=gettext("The application to join is no longer upheld."))


def _locked(application_id: int) -> Application:
    current: Application = Application.objects.select_for_update().get(pk=application_id)
    return current
