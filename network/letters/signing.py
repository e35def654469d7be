"""Asking to sign by mail. What comes of it depends on a link that only the mailbox's owner gets.

Whoever asks learns nothing about an address: whether it is new, has asked, has signed, was invalidated or wants no
mail of ours, the answer is the same and so is the work, up to the last step that keeps or drops the mail.
"""

import datetime
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from network.letters import budgets, mail
from network.letters.budgets import TooMany
from network.letters.changes import insert_while_open
from network.letters.consents import ConsentText
from network.letters.enums import Display, HoldReason, SignatureKind, SignatureState, TokenPurpose
from network.letters.letters import Letter
from network.letters.links import make_token, ticket_for
from network.letters.signatures import Signature
from network.letters.subjects import clean_line, clean_name, clean_text, deliverable, mailbox_key, subject_key
from network.letters.tokens import Suppression, Token

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
    *, letter: Letter, given: Given, network: str, held_for: str = "", now: datetime.datetime | None = None
) -> str:
    """Take what was typed, and write the mail whose link makes a signature of it; return the ticket of the next page.

    ``letter`` comes with the version that was shown, ``network`` is the address that the request came from.
    ``held_for``: why the secretariat has to look at it first, if the form says so (``HoldReason``). Raises
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
    payload = _payload(letter, given, held_for)
    with transaction.atomic():
        _insert(letter, given, subject, moment)
        row = _locked_row(letter, given, subject, payload["mailbox"], moment)
        with transaction.atomic():
            _write_mail(row, given, payload, moment)
            # Counted last, and dropped with the mail: a mail that was not written spends nothing.
            is_allowed = budgets.spend_mail(given.email, moment)
            if not is_allowed or row.wants_no_mail or row.had_mail or row.mails_today >= budgets.MAILS_A_DAY_AND_LETTER:
                transaction.set_rollback(True)
        if is_crowded:
            mail.tell_crowded(letter, given.email, moment)
    return ticket_for(letter.pk, given.kind, subject)


def _payload(letter: Letter, given: Given, held_for: str) -> dict[str, Any]:
    """Return what the link keeps: what was typed, under which version and by which wordings, whose mailbox it is."""
    texts = {purpose: text.pk for purpose, text in ConsentText.objects.newest(given.language).items()}
    return {
        **asdict(given),
        "consents": sorted(given.consents),
        "texts": texts,
        "version": letter.version_id,
        "held_for": held_for,
        "mailbox": mailbox_key(given.email),
    }


def _insert(letter: Letter, given: Given, subject: str, moment: datetime.datetime) -> None:
    insert_while_open(
        Signature(
            letter=letter,
            version=letter.version,
            kind=given.kind,
            subject_key=subject,
            language=given.language,
            created_at=moment,
        ),
        moment,
    )


def _locked_row(letter: Letter, given: Given, subject: str, mailbox: str, moment: datetime.datetime) -> Any:
    """Return the subject's row, old or new, held until the transaction ends, with what has been mailed about it."""
    sent = Token.objects.filter(signature=OuterRef("pk"), payload__mailbox=mailbox)
    today = sent.filter(created_at__gt=moment - budgets.DAY).order_by().values("signature").annotate(all=Count("pk"))
    rows = Signature.objects.filter(letter=letter, kind=given.kind, subject_key=subject)
    row = (
        rows.select_for_update(of=("self",))
        .select_related("letter")
        .annotate(
            wants_no_mail=Exists(Suppression.objects.filter(key=mailbox, until__gt=moment)),
            had_mail=Exists(sent.filter(created_at__gt=moment - budgets.MAIL_PAUSE)),
            mails_today=Coalesce(Subquery(today.values("all")), 0),
        )
        .first()
    )
    if row is None or not (row.letter.is_signable(moment) and row.letter.accepts(given.kind)):
        raise LetterClosed
    row.letter = letter
    return row


def _write_mail(row: Any, given: Given, payload: dict[str, Any], moment: datetime.datetime) -> None:
    """Write to the mailbox: the link that confirms; or, where there is nothing to confirm, the one that manages."""
    if row.state in SignatureState.confirmable() or not _is_signers(row, payload["mailbox"]):
        token, code = make_token(row, TokenPurpose.CONFIRM, payload, now=moment)
        mail.ask_to_confirm(row, given.email, given.language, token, code, moment)
    else:
        token, _code = make_token(row, TokenPurpose.MANAGE, {"mailbox": payload["mailbox"]}, now=moment)
        mail.remind_of_signature(row, given.email, given.language, token, moment)


def _is_signers(row: Any, mailbox: str) -> bool:
    """Say whether the mailbox is the one from which was signed: whoever knows an organisation's code is not yet it."""
    if row.kind == SignatureKind.PERSON:
        return True
    return bool(row.email) and mailbox_key(row.email) == mailbox


def _longest(name: str) -> int:
    return LONGEST_NOTE if name == "comment" else int(Signature._meta.get_field(name).max_length or 0)
