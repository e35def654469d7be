"""Members sign, abstain openly or decline by whoever has a mandate, and take it back; a member objects to a signature.

Whoever calls has read nobody's rights: the mandate is read here, inside the transaction. Who changes what readers see
of others holds the letter's row first and the signature's row after it, so that two who do so never wait for each
other in a circle.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.users.models import User
from network.agreement.answers import Answer
from network.agreement.enums import Stance
from network.agreement.rounds import AgreementRound
from network.letters import happenings
from network.letters.by_mail.subjects import clean_text, listing
from network.letters.by_members.member_words import Word, display_of, version_of
from network.letters.changes import CHANGED, NOTHING_PERSONAL, insert_while_open, is_open_now, names_removed
from network.letters.counting import erasures
from network.letters.enums import Display, Position, SignatureKind, SignatureState
from network.letters.letters import Letter
from network.letters.signatures import Signature
from network.letters.tokens import Token
from network.members.models import Mandate, Membership

LONGEST_NOTE = 500
REFUSALS = {
    "closed": _("This letter cannot be signed now: signing has ended, has not begun or is paused."),
    "text_changed": _("The letter has changed since you read it. Read it again, then decide."),
    "no_mandate": _("You have no mandate to sign for this member."),
    "comment": _(
        "A note goes with a signature only, has at most 500 characters and only signs that can be shown. Change it or "
        "take it out."
    ),
    "stopped": _("Your member, or the secretariat, has stopped this signature. Write to the secretariat first."),
}
# In these a signature waits for the secretariat, and nobody signs over it.
STOPPED = frozenset({SignatureState.CONTESTED, SignatureState.INVALIDATED})


class SigningRefused(ValidationError):
    """A signature that does not count; ``code`` says which rule it breaks, the message tells the person."""

    def __init__(self, code: str) -> None:
        super().__init__(REFUSALS[code], code=code)


@transaction.atomic
def sign_for_member(
    *,
    letter_id: int,
    membership: Membership,
    by: User,
    position: str = Position.SIGN,
    comment: str = "",
    fingerprint: str,
    now: datetime.datetime | None = None,
) -> Signature:
    """Write down what a member says to the text named by ``fingerprint``, in place of what it has said before.

    Pressing twice changes nothing; of two representatives at once the later wins, and both are told. ``comment`` is
    shown beside the name and only goes with a signature. Raises ``SigningRefused``.
    """
    moment = now or timezone.now()
    mandate = _mandate(membership, by)
    note = _note(comment, position)
    letter = _open_letter(letter_id, moment)
    if letter is None and position == Position.SIGN:
        letter = _renewable_letter(letter_id, mandate.membership, moment)
    if letter is None:
        raise SigningRefused("closed")
    if version_of(letter).fingerprint != fingerprint:
        raise SigningRefused("text_changed")
    word = Word(letter, mandate.membership, mandate, moment, Position(position), note)
    if insert_while_open(word.row(), moment) is not None:
        return _told(word.subject)
    held = Signature.objects.get(**word.subject)
    if held.state in STOPPED and not _is_settled(held, mandate):
        raise SigningRefused("stopped")
    if not _replace(Signature.objects.filter(pk=held.pk), word):
        return held
    return _told(word.subject)


@transaction.atomic
def withdraw_for_member(
    *, letter_id: int, membership: Membership, by: User, now: datetime.datetime | None = None
) -> bool:
    """Take back whatever a member has said to a letter, at any time; say whether there was anything.

    Raises ``SigningRefused`` without a mandate.
    """
    _mandate(membership, by)
    _alone(letter_id)
    rows = Signature.objects.of_kind(SignatureKind.MEMBER).active().filter(letter=letter_id, membership=membership)
    said = rows.first()
    moment = now or timezone.now()
    gone = {"state": SignatureState.WITHDRAWN, "withdrawn_at": moment, **NOTHING_PERSONAL, **CHANGED}
    if said is None or not rows.update(**gone):
        return False
    names_removed(letter_id)
    erasures.note(said.pk, erasures.WITHDRAWN)
    happenings.member_withdrew.send(sender=Signature, signature=_fresh(pk=said.pk))
    return True


@transaction.atomic
def sign_supporters(letter: Letter, round: AgreementRound, now: datetime.datetime | None = None) -> int:
    """Let the members that answered "agree, name us" in a round sign the version that it made; return how many did.

    What a member did itself after its answer stays: who withdrew or declined since then does not sign. Doing it again
    changes nothing. ``letter`` is the row as the one who publishes holds it.
    """
    moment = now or timezone.now()
    # Signing may begin later; the members that agreed stand there from the first moment.
    begun = max(moment, letter.opens_at or moment)
    signed = 0
    for answer, word in _supporters(letter, round, moment):
        if insert_while_open(word.row(), begun) is None:
            held = Signature.objects.filter(**word.subject)
            before_answer = Q(state=SignatureState.ACTIVE, confirmed_at__lt=answer.given_at) | Q(
                state=SignatureState.WITHDRAWN, withdrawn_at__lt=answer.given_at
            )
            signs = Q(state=SignatureState.ACTIVE, position=Position.SIGN)
            still_open = is_open_now(letter.pk, SignatureKind.MEMBER, begun)
            if not still_open or not _replace(held.filter(signs | before_answer), word):
                continue
        _told(word.subject, by_round=True)
        signed += 1
    return signed


@transaction.atomic
def contest(*, token: Token, now: datetime.datetime | None = None) -> bool:
    """Stop what was said in a member's name, by the link that its registered address got; say whether it stood.

    The name disappears at once. It can be said anew by a mandate that the secretariat records after this.
    """
    moment = now or timezone.now()
    _alone(token.signature.letter_id)
    rows = Signature.objects.of_kind(SignatureKind.MEMBER).active().filter(pk=token.signature_id)
    changed = rows.update(state=SignatureState.CONTESTED, withdrawn_at=moment, **CHANGED)
    if changed:
        Token.objects.filter(pk=token.pk, used_at=None).update(used_at=moment)
        names_removed(token.signature.letter_id)
        erasures.note(token.signature_id, erasures.HIDDEN)
        happenings.member_contested.send(sender=Signature, signature=_fresh(pk=token.signature_id))
    return bool(changed)


@transaction.atomic
def hide_names_of(membership: Membership) -> int:
    """Name a member nowhere that has become known to the members only; return how many signatures that concerns.

    The way back is the member's own: it signs anew, and knows that it is named.
    """
    rows = Signature.objects.filter(membership=membership, display=Display.PUBLIC)
    found = list(rows.order_by("letter_id").values_list("pk", "letter_id"))
    for pk, letter_id in found:
        _alone(letter_id)
        changes = {"display": Display.HIDDEN, **listing("")}
        if Signature.objects.filter(pk=pk, display=Display.PUBLIC).update(**changes, **CHANGED):
            names_removed(letter_id)
            erasures.note(pk, erasures.HIDDEN)
    return len(found)


def _mandate(membership: Membership, by: User) -> Mandate:
    """Return the mandate that counts at this moment, with the member as it is now; a member that has left has none."""
    found = Mandate.objects.valid().of_user(by).with_names().filter(membership=membership).first()
    if found is None:
        raise SigningRefused("no_mandate")
    return found


def _note(comment: str, position: str) -> str:
    try:
        note = clean_text(comment, longest=LONGEST_NOTE)
    except ValidationError as error:
        raise SigningRefused("comment") from error
    if note and position != Position.SIGN:
        raise SigningRefused("comment")
    return note


def _open_letter(letter_id: int, moment: datetime.datetime) -> Letter | None:
    """Return the letter as it stays until the transaction ends, if members can sign it.

    Never shared: two that share it and then both take a name away would wait for each other. Members are few.
    """
    _alone(letter_id)
    is_open = is_open_now(letter_id, SignatureKind.MEMBER, moment)
    return Letter.objects.select_related("version").get(pk=letter_id) if is_open else None


def _renewable_letter(letter_id: int, membership: Membership, moment: datetime.datetime) -> Letter | None:
    """Return a letter that is closed by now, if this signatory of an earlier version still has days to sign the new."""
    _alone(letter_id)
    letter: Letter | None = Letter.objects.select_related("version").filter(pk=letter_id).first()
    signed = Signature.objects.of_kind(SignatureKind.MEMBER).signed().filter(letter=letter_id, membership=membership)
    is_renewed = letter is not None and letter.is_renewable(moment) and signed.exclude(version=letter.version).exists()
    return letter if is_renewed else None


def _alone(letter_id: int) -> None:
    """Let nobody else sign, hide or withdraw on this letter until the transaction ends."""
    Letter.objects.select_for_update(no_key=True).only("pk").filter(pk=letter_id).first()


def _replace(rows: Any, word: Word) -> bool:
    """Write a word over an earlier one, unless that says the same; nobody is named any more whom it does not name."""
    before = rows.exclude(state=SignatureState.ACTIVE, **word.said).first()
    if before is None or not rows.filter(pk=before.pk).update(**word.written):
        return False
    was_named = before.state == SignatureState.ACTIVE and before.display == Display.PUBLIC
    is_named = display_of(word.membership) == Display.PUBLIC
    if was_named and before.position == Position.SIGN and word.hides:
        names_removed(word.letter.pk)
    if was_named != is_named:
        erasures.note(before.pk, erasures.SHOWN if is_named else erasures.HIDDEN)
    return True


def _is_settled(held: Signature, mandate: Mandate) -> bool:
    """Say whether the secretariat has recorded the mandate since the member objected."""
    return (
        held.state == SignatureState.CONTESTED
        and held.withdrawn_at is not None
        and mandate.created_at > held.withdrawn_at
    )


def _supporters(letter: Letter, round: AgreementRound, moment: datetime.datetime) -> Iterator[tuple[Answer, Word]]:
    answers = Answer.objects.counting().filter(
        round_member__round=round, stance=Stance.AGREE, name_us=True, round_member__membership__left=""
    )
    found = answers.select_related("round_member__membership__organisation", "round_member__membership__person")
    members = [answer.round_member.membership_id for answer in found]
    mandates = {
        (mandate.membership_id, mandate.user_id): mandate
        for mandate in Mandate.objects.valid().with_names().filter(membership__in=members)
    }
    for answer in found.order_by("round_member_id"):
        member = answer.round_member.membership
        yield answer, Word(letter, member, mandates.get((member.pk, answer.given_by_id or 0)), moment)


def _told(subject: dict[str, Any], *, by_round: bool = False) -> Signature:
    signature = _fresh(**subject)
    happenings.member_signed.send(sender=Signature, signature=signature, by_round=by_round)
    return signature


def _fresh(**names: Any) -> Signature:
    signature: Signature = Signature.objects.with_members().select_related("letter__version", "user").get(**names)
    return signature
