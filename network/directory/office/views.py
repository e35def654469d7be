"""What waits for the secretariat, and what was decided."""

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.directory.applications import Application
from network.directory.departures import Departure
from network.directory.office.doors import keeping
from network.directory.proposals import EntryProposal
from network.directory.states import ApplicationState, DepartureState, ProposalState

SHOWN = 50


@require_safe
@keeping
def index(request: HttpRequest) -> HttpResponse:
    """List what waits: applications, changes of entries, members that leave; below it what is decided."""
    applications = Application.objects.select_related("organisation", "person")
    by_decision = (F("decided_at").desc(nulls_last=True), "-pk")
    context = {
        "applications": applications.filter(state__in=ApplicationState.with_us()).order_by("sent_at", "pk"),
        "proposals": EntryProposal.objects.waiting().with_names(),
        "departures": Departure.objects.waiting().with_names(),
        "drafts": Application.objects.filter(state=ApplicationState.DRAFT).count(),
        "over": applications.filter(state__in=ApplicationState.over()).order_by(*by_decision)[:SHOWN],
        "decided": EntryProposal.objects.exclude(state=ProposalState.OPEN).with_names().order_by(*by_decision)[:SHOWN],
        "left": Departure.objects.exclude(state=DepartureState.DECLARED).with_names().order_by(*by_decision)[:SHOWN],
    }
    return render(request, "directory/admin/requests.html", context)
