"""Who may do what on the desk. Being staff gives nothing here: only a mandate does.

``mandates`` are the valid ones of the person who asks (``network.members.models.mandates_of``).
"""

from collections.abc import Iterable

from network.agreement.models import RoundMember
from network.members.models import Mandate


def user_can_read_receipt(mandates: Iterable[Mandate], entry: RoundMember) -> bool:
    """Say whether the person may read what a member answered: whoever speaks for that member may."""
    return any(mandate.membership_id == entry.membership_id for mandate in mandates)
