"""The secretariat's check of signatures that are held: accept, ask back, refuse."""

import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.letters import happenings
from network.letters.by_mail.logos import publish_logo
from network.letters.changes import CHANGED
from network.letters.enums import LetterState, SignatureState
from network.letters.letters import Letter
from network.letters.signatures import Signature

# What was signed in time may still be accepted; what the addressee has is not added to.
ACCEPTING = (LetterState.OPEN, LetterState.PAUSED, LetterState.CLOSED)


@transaction.atomic
def accept(*, signature_id: int, by: Any, now: datetime.datetime | None = None) -> bool:
    """Let a held signature count; say whether it was held.

    Raises ``ValidationError`` if the letter has been delivered, archived or retracted: nobody is added then.
    """
    # The letter is locked before its signature, so that nobody waits in a circle.
    letter = Letter.objects.filter(signatures=signature_id).select_for_update(of=("self",), no_key=True).first()
    if letter is None or letter.state not in ACCEPTING:
        raise ValidationError(_("The letter has been delivered or taken back: no signature can be added any more."))
    changed = _check(signature_id, by, now, state=SignatureState.ACTIVE, **CHANGED)
    if changed:
        logo = Signature.objects.values_list("logo", flat=True).get(pk=signature_id)
        transaction.on_commit(partial(publish_logo, logo), robust=True)
    return _told(changed, signature_id)


@transaction.atomic
def ask(*, signature_id: int, by: Any, question: str, now: datetime.datetime | None = None) -> bool:
    """Ask the signatory a question by mail; the signature stays held, the question is kept with it."""
    moment = now or timezone.now()
    return _told(_check(signature_id, by, moment, check_note=question, asked_at=moment), signature_id)


@transaction.atomic
def refuse(*, signature_id: int, by: Any, reason: str, now: datetime.datetime | None = None) -> bool:
    """Refuse a held signature; the signatory is told the reason by mail."""
    return _told(
        _check(signature_id, by, now, state=SignatureState.REFUSED, check_note=reason, **CHANGED), signature_id
    )


def _check(signature_id: int, by: Any, now: datetime.datetime | None, **values: Any) -> bool:
    held = Signature.objects.filter(pk=signature_id, state=SignatureState.HELD)
    return bool(held.update(checked_by=by, checked_at=now or timezone.now(), **values))


def _told(changed: bool, signature_id: int) -> bool:
    if changed:
        signature = Signature.objects.select_related("letter__version", "version").get(pk=signature_id)
        happenings.signature_checked.send(sender=Signature, signature=signature)
    return changed
