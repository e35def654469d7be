"""What mails, the desk and the secretariat ask about minor corrections."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from cms.users.models import User
from network.agreement.certificates import MinorCorrection
from network.agreement.enums import CorrectionState
from network.members.models import Mandate, Membership


def open_corrections(now: datetime.datetime | None = None) -> QuerySet[MinorCorrection]:
    """Return the corrections that wait for a confirmation, and those that can still be contested."""
    contestable = Q(state=CorrectionState.CONFIRMED, contest_until__gt=now or timezone.now())
    return MinorCorrection.objects.filter(contestable | Q(state=CorrectionState.PROPOSED))


def is_contestable(correction: MinorCorrection, now: datetime.datetime) -> bool:
    """Say whether members can still bring the earlier text back. At the very end of the 72 hours they cannot."""
    until = correction.contest_until
    return correction.state == CorrectionState.CONFIRMED and until is not None and now < until


def confirming_members(correction: MinorCorrection, members: Iterable[Membership], by: Any) -> list[Membership]:
    """Return those of a person's members that may confirm: not the author's own, and nobody confirms what is theirs."""
    if correction.state != CorrectionState.PROPOSED or correction.proposed_by_id == by.pk:
        return []
    authors = members_of(correction.proposed_by)
    return [member for member in members if member.pk not in authors]


def members_of(person: User | None) -> frozenset[int]:
    """Return the keys of the members for which a person speaks."""
    if person is None:
        return frozenset()
    return frozenset(Mandate.objects.valid().of_user(person).values_list("membership", flat=True))


def title_of(correction: MinorCorrection) -> str:
    """Return the title of the corrected text: in the reader's language, if the members were asked about it."""
    if correction.round is not None:
        return correction.round.title
    return str(correction.before_content.get("fields", {}).get("title", ""))
