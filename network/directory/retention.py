"""How long what members and applicants asked is kept. What is needed later stands in the membership itself."""

import datetime

from django.utils import timezone

from network.directory.applications import Application
from network.directory.departures import Departure
from network.directory.proposals import EntryProposal
from network.directory.states import ApplicationState, DepartureState, ProposalState

# Source: the form says so to whoever applies.
DECIDED_KEPT = datetime.timedelta(days=30)
UNOPENED_KEPT = datetime.timedelta(days=3)
UNTOUCHED_KEPT = datetime.timedelta(days=60)


def forget(now: datetime.datetime | None = None) -> int:
    """Erase what is over, and drafts that nobody goes on with; return how many rows that were."""
    moment = now or timezone.now()
    before = moment - DECIDED_KEPT
    drafts = Application.objects.filter(state__in=ApplicationState.written())
    gone = [
        Application.objects.filter(state__in=ApplicationState.over(), decided_at__lt=before),
        drafts.filter(typed={}, changed_at__lt=moment - UNOPENED_KEPT),
        drafts.filter(changed_at__lt=moment - UNTOUCHED_KEPT),
        EntryProposal.objects.exclude(state=ProposalState.OPEN).filter(decided_at__lt=before),
        Departure.objects.exclude(state__in=[DepartureState.DECLARED, DepartureState.CONFIRMED]).filter(
            decided_at__lt=before
        ),
    ]
    left = Departure.objects.filter(state=DepartureState.CONFIRMED, decided_at__lt=before).exclude(note="")
    # That a member left, when, and by whose word stays on record; why does not.
    return sum(rows.delete()[0] for rows in gone) + int(left.update(note=""))
