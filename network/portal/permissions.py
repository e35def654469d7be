"""Who may do what on the desk. Being staff gives nothing here: only a mandate does.

``mandates`` are the valid ones of the person who asks (``network.members.models.mandates_of``).
"""

from collections.abc import Iterable

from network.agreement.models import AgreementRound, RoundMember
from network.members.models import Mandate


def user_can_open_desk(mandates: Iterable[Mandate]) -> bool:
    """Say whether the person speaks for any member today."""
    return any(True for _mandate in mandates)


def user_can_read_round(mandates: Iterable[Mandate]) -> bool:
    """Say whether the person may read a round with its objections: everybody who speaks for a member may."""
    return user_can_open_desk(mandates)


def user_can_answer(mandates: Iterable[Mandate], entry: RoundMember, round: AgreementRound) -> bool:
    """Say whether the person may answer for the member of an entry on the roll of an open round."""
    speaks = any(mandate.membership_id == entry.membership_id for mandate in mandates)
    return speaks and entry.round_id == round.pk and entry.struck_at is None and round.is_open


def user_can_read_receipt(mandates: Iterable[Mandate], entry: RoundMember) -> bool:
    """Say whether the person may read what a member answered: whoever speaks for that member may."""
    return any(mandate.membership_id == entry.membership_id for mandate in mandates)
