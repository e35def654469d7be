"""What the links of the first mail do: confirm a signature, or say "that was not me"."""

import datetime
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.letters.by_mail import mail, managing
from network.letters.by_mail.links import LinkRefused
from network.letters.by_mail.signing import Given
from network.letters.by_mail.subjects import listing, suppression_key
from network.letters.changes import CHANGED
from network.letters.consents import Consent, ConsentText
from network.letters.counting import erasures
from network.letters.enums import (
    ConsentPurpose,
    Display,
    HoldReason,
    LetterState,
    SignatureKind,
    SignatureState,
    TokenPurpose,
)
from network.letters.letters import Letter, LetterVersion
from network.letters.signatures import Signature
from network.letters.tokens import Suppression, Token

# Source: LETTERS, "Signing by e-mail".
LEFT_ALONE_FOR = datetime.timedelta(days=365)
_TYPED = ("name", "role", "organisation_name", "identification_code", "website", "logo", "place", "email", "comment")


@dataclass(frozen=True)
class Review:
    """What somebody confirms: what was typed, the text, and by which words each consent is asked for."""

    given: Given
    version: LetterVersion
    wordings: dict[str, ConsentText]


def review(token: Token) -> Review | None:
    """Return what a link confirms; None if it has confirmed already. Two questions."""
    payload = token.payload
    if token.used_at or "email" not in payload:
        return None
    version = LetterVersion.objects.get(pk=payload["version"])
    texts = ConsentText.objects.filter(pk__in=payload["texts"].values())
    return Review(Given.from_payload(payload), version, {text.purpose: text for text in texts})


def confirm(*, token: Token, display: str, consents: Iterable[str], now: datetime.datetime | None = None) -> Signature:
    """Make a signature of what was typed; return it: it counts, or the secretariat looks at it first (HELD).

    Pressing twice is fine: the second time nothing changes, and what was chosen the first time stays. ``consents``
    are purposes; each is kept with the wording of ``review``. Raises ``ValidationError`` without the consent to keep
    the data, or to show a name that is to be shown; ``LinkRefused`` for what cannot be confirmed (any more).
    """
    moment, agreed = now or timezone.now(), set(consents)
    with transaction.atomic():
        state = _held_state(token.signature.letter_id)
        signature = Signature.objects.select_for_update().filter(pk=token.signature_id).first()
        fresh = Token.objects.filter(pk=token.pk, purpose=TokenPurpose.CONFIRM).first()
        if signature is None or fresh is None:
            raise LinkRefused("unknown")
        if fresh.used_at and signature.state in SignatureState.standing():
            return signature
        _refuse(fresh, signature, state, moment)
        _check(display, agreed)
        return _confirm(signature, fresh, display, agreed, moment)


@transaction.atomic
def not_me(*, token: Token, now: datetime.datetime | None = None) -> None:
    """Delete what was entered from this mailbox, and write to it no more for 12 months.

    What was confirmed by its link is withdrawn. Of an organisation that others entered too, theirs stays.
    """
    moment = now or timezone.now()
    # The letter first, as everywhere; not shared, because a name may disappear.
    Letter.objects.select_for_update(no_key=True).only("pk").get(pk=token.signature.letter_id)
    signature = Signature.objects.select_for_update().filter(pk=token.signature_id).first()
    fresh = Token.objects.filter(pk=token.pk).first()
    if signature is None or fresh is None:
        return
    mailbox = fresh.payload["mailbox"]
    until = moment + LEFT_ALONE_FOR
    Suppression.objects.update_or_create(key=suppression_key(mailbox), defaults={"until": until})
    if signature.state in SignatureState.standing() and fresh.used_at:
        managing.withdraw(signature_id=signature.pk, now=moment)
        return
    signature.tokens.filter(purpose=TokenPurpose.CONFIRM, payload__mailbox=mailbox, used_at=None).delete()
    if signature.state == SignatureState.PENDING and not signature.tokens.exists():
        erasures.note(signature.pk, "erased")
        signature.delete()


def _held_state(letter_id: int) -> str:
    """Return the letter's state, and keep it so until the transaction ends (PostgreSQL).

    The letter is locked before its signatures, here and everywhere, so that nobody waits in a circle.
    """
    table = connection.ops.quote_name(Letter._meta.db_table)
    held = " FOR SHARE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT state FROM {table} WHERE id = %s{held}", [letter_id])  # noqa: S608  our own name
        return str(cursor.fetchone()[0])


def _refuse(token: Token, signature: Signature, state: str, moment: datetime.datetime) -> None:
    if token.used_at or signature.state not in SignatureState.confirmable():
        raise LinkRefused("used")
    if token.expires_at and token.expires_at <= moment:
        raise LinkRefused("expired")
    if state not in LetterState.confirmable():
        raise LinkRefused("paused" if state == LetterState.PAUSED else "closed")


def _check(display: str, agreed: set[str]) -> None:
    if ConsentPurpose.STORE not in agreed:
        raise ValidationError(_("We cannot take a signature without keeping the data."), code="consent")
    if display == Display.PUBLIC and ConsentPurpose.SHOW_NAME not in agreed:
        raise ValidationError(_("To show the name we need the consent to it."), code="consent")


def _confirm(
    signature: Signature, token: Token, display: str, agreed: set[str], moment: datetime.datetime
) -> Signature:
    payload: dict[str, Any] = token.payload
    is_organisation = signature.kind == SignatureKind.ORGANISATION
    held_for = payload["held_for"] or (HoldReason.ORGANISATION if is_organisation else "")
    shown = payload["organisation_name"] if is_organisation else payload["name"]
    Signature.objects.filter(pk=signature.pk, state__in=SignatureState.confirmable()).update(
        **{name: payload[name] for name in _TYPED},
        **listing(shown, payload["place"]),
        **CHANGED,
        version_id=payload["version"],
        language=payload["language"],
        display=display,
        state=SignatureState.HELD if held_for else SignatureState.ACTIVE,
        held_for=held_for,
        check_note="",
        asked_at=None,
        checked_by=None,
        checked_at=None,
        salt=secrets.token_hex(16),
        confirmed_at=moment,
        withdrawn_at=None,
    )
    Consent.objects.bulk_create(
        Consent(signature=signature, purpose=purpose, text_id=payload["texts"][purpose], given_at=moment)
        for purpose in ConsentPurpose.values
        if purpose in agreed and purpose in payload["texts"]
    )
    # What was typed stands in the signature now; all other links of this mailbox say that it is confirmed.
    of_mailbox = signature.tokens.filter(purpose=TokenPurpose.CONFIRM, payload__mailbox=payload["mailbox"])
    of_mailbox.filter(used_at=None).update(used_at=moment, payload={"mailbox": payload["mailbox"]})
    # Of an organisation that somebody else had entered and withdrawn: who manages it is who has signed now.
    signature.tokens.filter(purpose=TokenPurpose.MANAGE).exclude(payload__mailbox=payload["mailbox"]).delete()
    confirmed = Signature.objects.select_related("letter__version", "version").get(pk=signature.pk)
    mail.thank(confirmed, payload["mailbox"], moment)
    return confirmed
