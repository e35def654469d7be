"""What a representative's desk shows of initiatives: read in a fixed number of questions, however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Case, F, Q, QuerySet, When

from network.initiatives.enums import InitiativeState
from network.initiatives.models import Initiative
from network.members.models import Mandate


@dataclass(frozen=True)
class InitiativeOnDesk:
    """One initiative as it is to one person: of which of the person's members it is, which of them stand by it."""

    initiative: Initiative
    mandates: list[Mandate] = field(default_factory=list)

    @property
    def own(self) -> Mandate | None:
        """The mandate for the member that brought it."""
        return next((held for held in self.mandates if held.membership_id == self.initiative.membership_id), None)

    @property
    def supporting(self) -> list[Mandate]:
        """The mandates for members that stand by it."""
        members = {row.membership_id for row in self.initiative.supporters}
        return [held for held in self.mandates if held.membership_id in members]

    @property
    def may_support(self) -> list[Mandate]:
        """The mandates for members that could still stand by it."""
        if not self.initiative.can_be_supported:
            return []
        members = {row.membership_id for row in self.initiative.supporters} | {self.initiative.membership_id}
        return [held for held in self.mandates if held.membership_id not in members]


def seen_by(mandates: Iterable[Mandate]) -> "QuerySet[Initiative]":
    """Return what a person may read: everything that was brought, and the drafts of the person's own members."""
    members = [mandate.membership_id for mandate in mandates]
    found = Initiative.objects.filter(~Q(state=InitiativeState.DRAFT) | Q(membership__in=members))
    return found.with_names().with_co_sponsors()


def on_desk(initiatives: Iterable[Initiative], mandates: list[Mandate]) -> list[InitiativeOnDesk]:
    """Return initiatives as they are to one person."""
    return [InitiativeOnDesk(initiative, mandates) for initiative in initiatives]


def initiatives_for_desk(mandates: list[Mandate], most: int) -> list[InitiativeOnDesk]:
    """Return initiatives for the front of the desk: own drafts, own ones that run, then those of others that run.

    Print them with ``{% include "initiatives/desk_list.html" with entries=... several=... below=True only %}``. Two
    questions, however many there are.
    """
    own = Q(membership__in=[mandate.membership_id for mandate in mandates])
    first = Case(When(own & Q(state=InitiativeState.DRAFT), then=0), When(own, then=1), default=2)
    running = Q(state__in=InitiativeState.running()) | Q(state=InitiativeState.DRAFT)
    found = seen_by(mandates).filter(running).annotate(rank=first)
    return on_desk(found.order_by("rank", F("brought_at").desc(nulls_last=True), "-pk")[:most], mandates)
