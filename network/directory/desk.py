"""What the desk says about the entries of a person's members: what is proposed, whether the member leaves."""

from dataclasses import dataclass

from network.directory.departures import Departure
from network.directory.proposals import EntryProposal
from network.directory.states import DepartureState, ProposalState
from network.members.models import Mandate, Membership


@dataclass(frozen=True)
class DeskEntry:
    """One member, with what waits for the secretariat."""

    mandate: Mandate
    proposal: EntryProposal | None
    departure: Departure | None

    @property
    def member(self) -> Membership:
        """The member."""
        return self.mandate.membership


def entries_for_desk(mandates: list[Mandate]) -> list[DeskEntry]:
    """Return the members of a person with their open proposals and departures. Two questions, however many members."""
    members = [mandate.membership_id for mandate in mandates]
    proposals = EntryProposal.objects.filter(membership__in=members, state=ProposalState.OPEN)
    departures = Departure.objects.filter(membership__in=members, state=DepartureState.DECLARED)
    proposed = {proposal.membership_id: proposal for proposal in proposals}
    leaving = {departure.membership_id: departure for departure in departures}
    return [
        DeskEntry(mandate, proposed.get(mandate.membership_id), leaving.get(mandate.membership_id))
        for mandate in mandates
    ]
