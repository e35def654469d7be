"""Links by which a representative answers from a mail, without signing in.

A link names the round, the member, the person and that person's last answer in the round, and is signed. Nothing is
stored: whoever has the link can answer in the person's place, until the round's deadline and until the person has
answered once more. Opening it does nothing. Objecting needs a session (docs/agreement.md).
"""

from dataclasses import dataclass
from enum import StrEnum

from django.core.signing import BadSignature, Signer
from django.utils import timezone

from cms.core.addresses import named_address
from network.agreement.answers import Answer
from network.agreement.rounds import AgreementRound, RoundMember
from network.agreement.rules import is_over
from network.members.models import Mandate

# The separator is no letter of base64, and mail programs and messengers keep it inside an address.
_SIGNER = Signer(salt="network.agreement.answer_links", sep=".")
_PARTS = 4
# Longer ones are not even read.
LONGEST = 120


class Refusal(StrEnum):
    """Why a link does not work (any longer)."""

    UNKNOWN = "unknown"  # not ours, or changed on its way
    NO_MANDATE = "no_mandate"  # the person no longer speaks for the member, or the member is no longer asked
    CLOSED = "closed"
    USED = "used"  # the person has answered since


class LinkRefused(Exception):
    """A link that gives nobody a right. ``round_id`` is 0 where the link does not even say which round it means."""

    def __init__(self, reason: Refusal, round_id: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.round_id = round_id


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """What a working link stands for."""

    round: AgreementRound
    mandate: Mandate
    entry: RoundMember
    # The person's last answer in the round; 0 if there is none.
    last_answer: int
    token: str


def token_for(round: AgreementRound, mandate: Mandate) -> str:
    """Return the signed part of a link for a representative. It works until the person's next answer."""
    last = _last_answer(round.pk, mandate.membership_id, mandate.user_id)
    return _SIGNER.sign(f"{round.pk}.{mandate.membership_id}.{mandate.user_id}.{last}")


def link_for(round: AgreementRound, mandate: Mandate) -> str:
    """Return the full address of the answer page for a representative, in the person's language."""
    return named_address("answer_link", token_for(round, mandate), language=mandate.user.language)


def open_link(token: str, *, closed_too: bool = False) -> AnswerLink:
    """Return what a link stands for, read anew; raise ``LinkRefused`` for one that does not work.

    The deadline is that of the round as it is now: after an extension earlier links work until the new one.
    ``closed_too`` is for receipts: the last answer of all closes the round.
    """
    round_id, membership_id, user_id, last = _read(token)
    asked = AgreementRound.objects.select_related("policy").filter(pk=round_id).first()
    if asked is None:
        raise LinkRefused(Refusal.UNKNOWN)
    mandates = Mandate.objects.valid().with_names()
    mandate = mandates.filter(membership=membership_id, user=user_id).first()
    entry = asked.roll.standing().filter(membership=membership_id).first()
    if mandate is None or entry is None:
        raise LinkRefused(Refusal.NO_MANDATE, round_id)
    if not closed_too and (not asked.is_open or is_over(asked.closes_at, timezone.now())):
        raise LinkRefused(Refusal.CLOSED, round_id)
    if _last_answer(round_id, membership_id, user_id) != last:
        raise LinkRefused(Refusal.USED, round_id)
    return AnswerLink(asked, mandate, entry, last, token)


def _read(token: str) -> tuple[int, int, int, int]:
    try:
        numbers = _SIGNER.unsign(token).split(".") if len(token) <= LONGEST else []
    except BadSignature:
        numbers = []
    if len(numbers) != _PARTS:
        raise LinkRefused(Refusal.UNKNOWN)
    round_id, membership_id, user_id, last = (int(number) for number in numbers)
    return round_id, membership_id, user_id, last


def _last_answer(round_id: int, membership_id: int, user_id: int) -> int:
    given = Answer.objects.filter(
        round_member__round=round_id, round_member__membership=membership_id, given_by=user_id
    )
    return given.order_by("-pk").values_list("pk", flat=True).first() or 0
