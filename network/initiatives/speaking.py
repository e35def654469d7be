"""Doing something to an initiative: by whoever speaks for the member, on its row alone, and written down."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from network.initiatives.enums import HappeningKind
from network.initiatives.models import Happening, Initiative
from network.members.models import Mandate, Membership

REFUSALS = {
    "no_mandate": _("You have no mandate to speak for this member."),
    "closed": _("This is no longer possible: the initiative stands elsewhere by now."),
    "incomplete": _("An initiative needs a title and a text in one language at least."),
    "own": _("The member brought this initiative itself."),
    "too_many": _("At most five documents go with an initiative."),
    "past": _("Choose a day that is still to come."),
    "too_far": _("Choose a day within a year."),
    "no_reason": _("Say why, in one language at least."),
}


class InitiativeRefused(ValidationError):
    """What cannot be done; ``code`` says which rule stands in the way, the message tells the person."""

    def __init__(self, code: str) -> None:
        super().__init__(REFUSALS[code], code=code)


def check_speaks(membership: Membership, by: Any) -> None:
    """Refuse whoever has no mandate for a member today. Raises ``InitiativeRefused``."""
    if not Mandate.objects.valid().of_user(by).filter(membership=membership).exists():
        raise InitiativeRefused("no_mandate")


def locked(initiative: Initiative) -> Initiative:
    """Return the row as the database has it, held until the transaction ends."""
    found: Initiative = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    return found


def write_down(
    initiative: Initiative, kind: HappeningKind, *, of: Membership | None = None, day: datetime.date | None = None
) -> Happening:
    """Keep what happened, for the members to read."""
    return Happening.objects.create(initiative=initiative, kind=kind, membership=of, day=day)
