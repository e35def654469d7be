"""Asking to sign by mail. What comes of it depends on a link that only the mailbox's owner gets.

Whoever asks learns nothing about an address: whether it is new, has asked, has signed, was invalidated or wants no
mail of ours, the answer is the same and so is the work, up to the last step that keeps or drops the mail.
"""

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from network.letters.by_mail import budgets, mail, subjects
from network.letters.by_mail.budgets import TooMany
from network.letters.by_mail.links import make_token, ticket_for
from network.letters.by_mail.subjects import clean_line, clean_name, clean_text, deliverable, mailbox_key, subject_key
from network.letters.changes import insert_while_open, is_open_now
from network.letters.consents import ConsentText
from network.letters.enums import Display, HoldReason, SignatureKind, SignatureState, TokenPurpose
from network.letters.letters import Letter
from network.letters.signatures import Signature

__all__ = ["LONGEST_NOTE", "Given", "LetterClosed", "TooMany", "request_signature"]

LONGEST_NOTE = 1000
_LINES = ("role", "identification_code", "website", "place")


class LetterClosed(Exception):
    """The letter cannot be signed now, or not by this kind of signatory."""


@dataclass(frozen=True)
class Given:
    """What somebody typed who signs by mail. ``consents``: the purposes that were ticked."""

    kind: str
    email: str
    name: str
    role: str = ""
    organisation_name: str = ""
    identification_code: str = ""
    website: str = ""
    place: str = ""
    logo: str = ""
    display: str = Display.HIDDEN
    comment: str = ""
    language: str = "ka"
    consents: frozenset[str] = field(default_factory=frozenset)

    def cleaned(self) -> "Given":
        """Return it as it is kept; raise ``ValidationError``, by field, for what cannot be kept."""
        values: dict[str, Any] = {"email": deliverable(self.email)}
        errors: dict[str, ValidationError] = {}
        for name, clean in (
            ("name", clean_name),
            ("organisation_name", clean_name),
            ("comment", clean_text),
            *dict.fromkeys(_LINES, clean_line).items(),
        ):
            try:
                values[name] = clean(getattr(self, name), longest=_longest(name))
            except ValidationError as error:
                errors[name] = error
        if errors:
            raise ValidationError(errors)
        return replace(self, **values)

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> "Given":
        """Read what a link that confirms has kept."""
        values = {name: payload[name] for name in cls.__dataclass_fields__ if name in payload}
        return cls(**{**values, "consents": frozenset(payload["consents"])})


def request_signature(
    *,
    letter: Letter,
    given: Given,
    network: str,
    held_for: str = "",
    texts: Mapping[str, int] | None = None,
    now: datetime.datetime | None = None,
) -> str:
    """Take what was typed, and write the mail whose link makes a signature of it; return the ticket of the next page.

    ``letter`` comes with the version that was shown, ``network`` is the address that the request came from.
    ``held_for``: why the secretariat has to look at it first, if the form says so (``HoldReason``). ``texts``: the
    wordings of consents that were shown (``ConsentText``), by purpose; those in force, if none are said. Raises
    ``LetterClosed``, ``TooMany``, and ``ValidationError`` for what no form lets pass.
    """
    moment, given = now or timezone.now(), given.cleaned()
    if given.kind == SignatureKind.MEMBER or not (letter.is_signable(moment) and letter.accepts(given.kind)):
        raise LetterClosed
    is_crowded = budgets.spend_request(letter, given.email, network, moment)
    if is_crowded and not held_for:
        held_for = HoldReason.DOMAIN
    subject = subject_key(
        kind=given.kind,
        email=given.email,
        organisation_name=given.organisation_name,
        identification_code=given.identification_code,
    )
    payload = _payload(letter, given, held_for, texts or _texts_in_force(given.language))
    with transaction.atomic():
        row = _row(letter, given, subject, payload["mailbox"], moment)
        with transaction.atomic():
            _write_mail(row.signature, given, payload, moment)
            # Counted last, and dropped with the mail: a mail that was not written spends nothing.
            if not (budgets.spend_mail(payload["mailbox"], moment) and row.may_have_mail):
                transaction.set_rollback(True)
        if is_crowded:
            mail.tell_crowded(letter, given.email, moment)
    return ticket_for(letter.pk, given.kind, subject)


def _texts_in_force(language: str) -> dict[str, int]:
    return {purpose: text.pk for purpose, text in ConsentText.objects.newest(language).items()}


def _payload(letter: Letter, given: Given, held_for: str, texts: Mapping[str, int]) -> dict[str, Any]:
    """Return what the link keeps: what was typed, under which version and by which wordings, whose mailbox it is."""
    return {
        **asdict(given),
        "consents": sorted(given.consents),
        "texts": dict(texts),
        "version": letter.version_id,
        "held_for": held_for,
        "mailbox": mailbox_key(given.email),
    }


@dataclass(frozen=True, slots=True)
class _Row:
    """The subject's row, old or new, and what has been mailed about it to this mailbox."""

    signature: Signature
    wants_no_mail: bool
    had_mail: bool
    mails_today: int

    @property
    def may_have_mail(self) -> bool:
        """Whether another mail may go out, as far as this letter is concerned."""
        return not (self.wants_no_mail or self.had_mail) and self.mails_today < budgets.MAILS_A_DAY_AND_LETTER


def _row(letter: Letter, given: Given, subject: str, mailbox: str, moment: datetime.datetime) -> _Row:
    """Insert the subject's row if it is new; return it, held until the transaction ends."""
    signature = Signature(
        letter=letter,
        version=letter.version,
        kind=given.kind,
        subject_key=subject,
        language=given.language,
        created_at=moment,
    )
    with connection.cursor() as cursor:
        found = None
        # Again, if somebody has deleted or erased the row between the two statements.
        while found is None:
            if insert_while_open(signature, moment) is None and not is_open_now(letter.pk, given.kind, moment):
                raise LetterClosed
            cursor.execute(_HOLD, [letter.pk, str(given.kind), subject])
            found = cursor.fetchone()
        signature.pk, signature.state, signature.email = found
        adapt = connection.ops.adapt_datetimefield_value
        pause, day = adapt(moment - budgets.MAIL_PAUSE), adapt(moment - budgets.DAY)
        left_alone = [subjects.suppression_key(mailbox), adapt(moment)]
        cursor.execute(_MAILED, [*left_alone, signature.pk, mailbox, pause, signature.pk, mailbox, day])
        return _Row(signature, *cursor.fetchone())


# By hand, because everybody who signs waits for it: putting the statements together would take longer than the answer.
# What was mailed is asked by a statement that begins when the row is held: one that has waited for the row would still
# see the mails as they were before.
_POSTGRESQL = connection.vendor == "postgresql"
_HOLD = (
    "SELECT id, state, email FROM letters_signature "  # noqa: S608  our own words
    f"WHERE letter_id = %s AND kind = %s AND subject_key = %s{' FOR UPDATE' if _POSTGRESQL else ''}"
)
_OF_MAILBOX = "payload ->> 'mailbox'" if _POSTGRESQL else "JSON_EXTRACT(payload, '$.mailbox')"
_SENT = f"FROM letters_token WHERE signature_id = %s AND {_OF_MAILBOX} = %s AND created_at > %s"
_MAILED = (
    "SELECT EXISTS (SELECT 1 FROM letters_suppression WHERE key = %s AND until > %s), "  # noqa: S608  our own words
    f"EXISTS (SELECT 1 {_SENT}), (SELECT COUNT(*) {_SENT})"
)


def _write_mail(row: Signature, given: Given, payload: dict[str, Any], moment: datetime.datetime) -> None:
    """Write to the mailbox: the link that confirms; or, where there is nothing to confirm, the one that manages."""
    if row.state in SignatureState.confirmable() or not _is_signers(row, payload["mailbox"]):
        token, code = make_token(row, TokenPurpose.CONFIRM, payload, now=moment)
        mail.ask_to_confirm(row, given.email, given.language, token, code, moment)
    else:
        token, _code = make_token(row, TokenPurpose.MANAGE, {"mailbox": payload["mailbox"]}, now=moment)
        mail.remind_of_signature(row, given.email, given.language, token, moment)


def _is_signers(row: Signature, mailbox: str) -> bool:
    """Say whether the mailbox is the one from which was signed: whoever knows an organisation's code is not yet it."""
    if row.kind == SignatureKind.PERSON:
        return True
    return bool(row.email) and mailbox_key(row.email) == mailbox


def _longest(name: str) -> int:
    return LONGEST_NOTE if name == "comment" else int(getattr(Signature._meta.get_field(name), "max_length", 0))
