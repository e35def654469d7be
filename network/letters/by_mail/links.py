"""Links of mails, and the six characters that work instead of one. Only their hashes are stored.

A ticket is what the page after the form knows: which letter and which subject. It is made of what was typed alone, so
it is the same whether the address is new, has signed or wants no mail, and it gives no right. It is enciphered: whoever
has a copy of the database must not find somebody's row by typing an address here.
"""

import base64
import datetime
import hashlib
import secrets
import unicodedata
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.db.models import F
from django.utils import timezone

from network.letters.by_mail.subjects import keyed
from network.letters.enums import LetterState, SignatureState, TokenPurpose
from network.letters.signatures import Signature
from network.letters.tokens import Token

# Source: LETTERS, "Signing by e-mail".
CONFIRM_WITHIN = datetime.timedelta(hours=72)
TRIES = 5
CODE_LENGTH = 6
# Nothing that looks like something else: no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
# Who types Latin letters on a Georgian keyboard gets these.
_GEORGIAN_KEYS = str.maketrans("აცჩდეფგჰჯჟკმნპქრღტთწჭხყ", "ACCDEFGHJJKMNPQRRTTWWXY")
_LONGEST = 200


class LinkRefused(Exception):
    """A link or a code that gives nobody a right.

    ``code``: "unknown" (not ours, changed on its way, or erased), "expired", "used" (what it confirmed has been taken
    back, or somebody else has confirmed it), "closed" (the letter has been delivered or taken back), "paused" (try
    again later); of typed characters always "code", whatever the reason.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def make_token(
    signature: Signature,
    purpose: str,
    payload: dict[str, Any] | None = None,
    lifetime: datetime.timedelta | None = None,
    now: datetime.datetime | None = None,
) -> tuple[str, str]:
    """Make a link's secret for a signature; return it, and the code that works instead ("" unless it confirms).

    A link that confirms works for 72 hours if not said otherwise, any other until it is deleted. The secret exists
    in what is returned alone.
    """
    moment, secret = now or timezone.now(), secrets.token_urlsafe(32)
    confirms = purpose == TokenPurpose.CONFIRM
    code = "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH)) if confirms else ""
    lifetime = lifetime or (CONFIRM_WITHIN if confirms else None)
    Token.objects.create(
        signature=signature,
        purpose=purpose,
        token_hash=_hash(secret),
        code_hash=_code_hash(signature.pk, code) if code else "",
        payload=payload or {},
        created_at=moment,
        expires_at=moment + lifetime if lifetime else None,
    )
    return secret, code


def find_token(token: str, purpose: str, now: datetime.datetime | None = None) -> Token:
    """Return what a link stands for, its signature, version and letter with it; raise ``LinkRefused``.

    A link that has confirmed is found again (``used_at`` says so) as long as the signature stands: pressing twice is
    fine. A link to manage works until the letter's addresses are erased.
    """
    found = _stored(token, purpose)
    _refuse_if_over(found, now or timezone.now())
    return found


def find_token_to_refuse(token: str) -> Token:
    """Return what the link "I did not ask for this" stands for: it works as long as there is anything to delete."""
    return _stored(token, TokenPurpose.CONFIRM)


def ticket_for(letter_id: int, kind: str, subject_key: str) -> str:
    """Return the enciphered value by which the page after the form knows whose code is typed."""
    known = f"{letter_id}.{kind}.{subject_key}".encode()
    return base64.urlsafe_b64encode(_cipher().encrypt(known, None)).decode()


def read_ticket(ticket: str) -> tuple[int, str, str]:
    """Return letter, kind and subject of a ticket; raise ``LinkRefused`` for one that is not ours."""
    try:
        known = _cipher().decrypt(base64.urlsafe_b64decode(ticket[:_LONGEST]), None)
        letter, kind, subject = known.decode().split(".", maxsplit=2)
    except (InvalidTag, ValueError) as error:
        raise LinkRefused("unknown") from error
    return int(letter), kind, subject


def _cipher() -> AESSIV:
    """Return a cipher that makes the same of the same: two answers to one address do not differ."""
    return AESSIV(bytes.fromhex(keyed("tickets")))


def find_by_code(ticket: str, code: str, now: datetime.datetime | None = None) -> Token:
    """Return the token whose six characters were typed; who types them wrong has five tries, then the link alone works.

    Raises ``LinkRefused``: "unknown" for a ticket that is not ours, else "code", whatever the reason: nobody learns
    here whether an address has signed. Only who has the right characters is told that the letter is "closed".
    """
    moment = now or timezone.now()
    letter_id, kind, subject = read_ticket(ticket)
    signatures = Signature.objects.filter(letter=letter_id, kind=kind, subject_key=subject)
    signature_id = signatures.values_list("pk", flat=True).first() or 0
    wanted = _code_hash(signature_id, typed(code))
    live = Token.objects.filter(
        signature=signature_id, purpose=TokenPurpose.CONFIRM, expires_at__gt=moment, tries__lt=TRIES
    )
    # Each typing is counted before it is answered, so that a thousand at once are no more than five.
    is_right = live.filter(code_hash=wanted).update(tries=F("tries") + 1)
    live.exclude(code_hash=wanted).update(tries=F("tries") + 1)
    if not is_right:
        raise LinkRefused("code")
    found = _with_letter().get(signature=signature_id, code_hash=wanted)
    Token.objects.filter(pk=found.pk).update(tries=0)
    _refuse_if_over(found, moment)
    return found


def typed(code: str) -> str:
    """Return typed characters as the mail has them: capitals, no spaces; on a Georgian keyboard the same keys."""
    latin = unicodedata.normalize("NFKC", code[:_LONGEST]).translate(_GEORGIAN_KEYS).upper()
    return "".join(char for char in latin if char in ALPHABET)


def _stored(token: str, purpose: str) -> Token:
    found = _with_letter().filter(token_hash=_hash(token), purpose=purpose).first()
    if found is None:
        raise LinkRefused("unknown")
    return found


def _with_letter() -> Any:
    return Token.objects.select_related("signature__version", "signature__letter__version")


def _refuse_if_over(token: Token, moment: datetime.datetime) -> None:
    signature, letter = token.signature, token.signature.letter
    if token.purpose == TokenPurpose.MANAGE and letter.anonymised_at:
        raise LinkRefused("expired")
    if token.purpose == TokenPurpose.CONFIRM and (token.used_at or signature.state not in SignatureState.confirmable()):
        if token.used_at and signature.state in SignatureState.standing():
            return
        raise LinkRefused("used")
    if token.expires_at and token.expires_at <= moment:
        raise LinkRefused("expired")
    if token.purpose == TokenPurpose.CONFIRM and letter.state not in LetterState.confirmable():
        raise LinkRefused("paused" if letter.state == LetterState.PAUSED else "closed")


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _code_hash(signature_id: int, code: str) -> str:
    return keyed("code", signature_id, code)
