"""The secretariat's check of signatures that are held: accept, ask back, refuse; and letting a refused one go."""

import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.letters import happenings
from network.letters.by_mail.logos import follow_signature
from network.letters.changes import CHANGED, NOTHING_PERSONAL
from network.letters.consents import Consent
from network.letters.counting import erasures
from network.letters.enums import Display, LetterState, SignatureState
from network.letters.letters import Letter
from network.letters.signatures import Signature
from network.letters.tokens import Token

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
        transaction.on_commit(partial(follow_signature, logo), robust=True)
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


@transaction.atomic
def reopen(*, signature_id: int, by: Any, now: datetime.datetime | None = None) -> bool:
    """Let an organisation or a person sign whose name somebody else had used; say whether it had been refused.

    Nothing that was refused stays, and no link to it: whoever has one has no hand on the next signature.
    """
    moment = now or timezone.now()
    refused = Signature.objects.filter(pk=signature_id, state=SignatureState.REFUSED)
    gone = {"state": SignatureState.WITHDRAWN, "display": Display.HIDDEN, "held_for": "", "withdrawn_at": moment}
    if not refused.update(**NOTHING_PERSONAL, **CHANGED, **gone, checked_by=by, checked_at=moment):
        return False
    Consent.objects.filter(signature=signature_id, withdrawn_at__isnull=True).update(withdrawn_at=moment)
    Token.objects.filter(signature=signature_id).delete()
    erasures.note(signature_id, erasures.WITHDRAWN)
    return True


def _check(signature_id: int, by: Any, now: datetime.datetime | None, **values: Any) -> bool:
    held = Signature.objects.filter(pk=signature_id, state=SignatureState.HELD)
    return bool(held.update(checked_by=by, checked_at=now or timezone.now(), **values))


def _told(changed: bool, signature_id: int) -> bool:
    if changed:
        signature = Signature.objects.select_related("letter__version", "version").get(pk=signature_id)
        happenings.signature_checked.send(sender=Signature, signature=signature)
    return changed
