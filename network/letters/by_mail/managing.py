"""What signatories do with a signature that they have given by mail: show, hide, take back, erase it."""

import datetime
import secrets
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from network.letters.by_mail import mail
from network.letters.by_mail.logos import follow_signature
from network.letters.changes import CHANGED, NOTHING_PERSONAL, names_removed
from network.letters.consents import Consent, ConsentText
from network.letters.counting import erasures
from network.letters.enums import ConsentPurpose, Display, SignatureKind, SignatureState, TokenPurpose
from network.letters.letters import Letter
from network.letters.signatures import Signature
from network.letters.tokens import Token


def set_display(*, signature_id: int, display: str) -> bool:
    """Show a name or hide it; say whether that is new. It is shown only with the consent to it."""
    standing = _standing(signature_id).exclude(display=display)
    if display == Display.HIDDEN:
        return _remove(signature_id, "hidden", lambda: standing.update(display=Display.HIDDEN, **CHANGED))
    logo = Signature.objects.filter(pk=signature_id).values_list("logo", flat=True).first() or ""
    with transaction.atomic():
        consent = Consent.objects.filter(
            signature=OuterRef("pk"), purpose=ConsentPurpose.SHOW_NAME, withdrawn_at__isnull=True
        )
        changed = standing.filter(Exists(consent)).update(display=Display.PUBLIC, **CHANGED)
        if changed:
            erasures.note(signature_id, "shown")
            transaction.on_commit(partial(follow_signature, logo), robust=True)
    return bool(changed)


@transaction.atomic
def set_consent(*, signature_id: int, purpose: str, given: bool, now: datetime.datetime | None = None) -> bool:
    """Give a consent, by the wording in force, or take it back; say whether that is new.

    Without the consent to show the name it is hidden. The consent to keep the data is taken back by ``erase``.
    """
    moment = now or timezone.now()
    if purpose == ConsentPurpose.STORE:
        raise ValueError("The data are either kept or erased.")
    if purpose == ConsentPurpose.SHOW_NAME and not given:
        set_display(signature_id=signature_id, display=Display.HIDDEN)
    signature = _standing(signature_id).select_for_update().first()
    if signature is None:
        return False
    held = Consent.objects.filter(signature=signature, purpose=purpose, withdrawn_at__isnull=True)
    if not given:
        return bool(held.update(withdrawn_at=moment))
    if held.exists():
        return False
    text = ConsentText.objects.newest(signature.language)[purpose]
    Consent.objects.create(signature=signature, purpose=purpose, text=text, given_at=moment)
    return True


def withdraw(*, signature_id: int, now: datetime.datetime | None = None) -> bool:
    """Take a signature back: nothing of the person stays but that there was one. It can be given again."""
    moment = now or timezone.now()

    def change() -> int:
        changed: int = _standing(signature_id).update(
            **NOTHING_PERSONAL,
            **CHANGED,
            state=SignatureState.WITHDRAWN,
            display=Display.HIDDEN,
            held_for="",
            withdrawn_at=moment,
        )
        if changed:
            Consent.objects.filter(signature=signature_id, withdrawn_at__isnull=True).update(withdrawn_at=moment)
            Token.objects.filter(signature=signature_id, purpose=TokenPurpose.CONFIRM).delete()
        return changed

    return _remove(signature_id, "withdrawn", change)


def erase(*, signature_id: int, now: datetime.datetime | None = None) -> bool:
    """Erase who signed, in every state, with all links; what is left says that there was a signature, and not whose."""
    moment = now or timezone.now()

    def change() -> int:
        changed: int = (
            _by_mail(signature_id)
            .exclude(state=SignatureState.ERASED)
            .update(
                **NOTHING_PERSONAL,
                **CHANGED,
                state=SignatureState.ERASED,
                subject_key=f"erased:{secrets.token_hex(16)}",
                salt="",
                display=Display.HIDDEN,
                held_for="",
                erased_at=moment,
            )
        )
        if changed:
            Consent.objects.filter(signature=signature_id).delete()
            Token.objects.filter(signature=signature_id).delete()
            mail.drop_unsent(signature_id)
        return changed

    return _remove(signature_id, "erased", change)


def sign_newest_version(*, signature_id: int, now: datetime.datetime | None = None) -> bool:
    """Sign the version that can be signed now instead of an older one; say whether that is new.

    Possible while the letter can be signed, and within seven days of the new version if signing has ended since.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        of_signature = Letter.objects.filter(signatures=signature_id)
        letter = of_signature.select_for_update(of=("self",), no_key=True).select_related("version").first()
        if letter is None or not letter.is_renewable(moment):
            return False
        older = _standing(signature_id).filter(~Q(version=letter.version))
        return bool(older.update(version=letter.version, **CHANGED))


def _by_mail(signature_id: int) -> Any:
    """Members change what they said under their mandate (``member_signing``)."""
    return Signature.objects.filter(pk=signature_id).exclude(kind=SignatureKind.MEMBER)


def _standing(signature_id: int) -> Any:
    return _by_mail(signature_id).filter(state__in=SignatureState.standing())


def _remove(signature_id: int, what: str, change: Callable[[], int]) -> bool:
    """Do a change by which a name disappears; say whether it changed anything.

    The letter is locked before its signature, so that nobody waits in a circle.
    """
    found = Signature.objects.filter(pk=signature_id).values_list("letter_id", "logo").first()
    if found is None:
        return False
    letter_id, logo = found
    with transaction.atomic():
        names_removed(letter_id)
        changed = change()
        if changed:
            erasures.note(signature_id, what)
            transaction.on_commit(partial(follow_signature, logo), robust=True)
        else:
            transaction.set_rollback(True)
    return bool(changed)
