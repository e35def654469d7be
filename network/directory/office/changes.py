"""One proposed change, or one member that leaves, in the admin."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from cms.core.office import NothingForm
from network.directory.departures import Departure
from network.directory.entry import proposing
from network.directory.entry.values import in_words, values_of
from network.directory.leaving import services as leaving
from network.directory.office.doors import keeping
from network.directory.office.forms import DayForm, ReasonForm
from network.directory.office.verdicts import Verdict, decide, offered
from network.directory.proposals import EntryProposal

PROPOSAL, DEPARTURE = "requests:proposal", "requests:departure"


def of_proposal(proposal: EntryProposal, by: Any, seen: str) -> dict[str, Verdict]:
    """Return what can be done with a proposal; ``seen`` marks what was shown when the form was opened."""
    if not proposal.is_open:
        return {}
    known = {"proposal_id": proposal.pk, "by": by, "seen": seen}
    return {
        "confirm": Verdict(
            _("Confirm the change"), NothingForm, lambda form: proposing.confirm(**known),
            _("The entry is changed. Who proposed it is told."),
        ),
        "refuse": Verdict(
            _("Refuse"), ReasonForm,
            lambda form: proposing.refuse(**known, reason=form.cleaned_data["reason"]),
            _("Refused. Who proposed it is told the reason."), is_serious=True,
        ),
    }  # fmt: skip


def of_departure(departure: Departure, by: Any) -> dict[str, Verdict]:
    """Return what can be done with a member's word that it leaves."""
    if not departure.is_open:
        return {}
    known = {"departure_id": departure.pk, "by": by}
    return {
        "confirm": Verdict(
            _("Confirm the day"), DayForm, lambda form: leaving.confirm(**known, day=form.cleaned_data["day"]),
            _("The member has left. Its mandates have ended, and everybody concerned is told."),
        ),
        "keep": Verdict(
            _("Do not confirm it"), ReasonForm,
            lambda form: leaving.keep(**known, reason=form.cleaned_data["reason"]),
            _("The member stays. Its people are told the reason."), is_serious=True,
        ),
    }  # fmt: skip


@require_safe
@keeping
def proposal_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a member wants to change, word by word."""
    return _show_proposal(request, get_object_or_404(EntryProposal.objects.with_names(), pk=pk), {})


@require_POST
@keeping
def decide_proposal(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Confirm or refuse it."""
    proposal = get_object_or_404(EntryProposal.objects.with_names(), pk=pk)
    verdicts = of_proposal(proposal, request.user, request.POST.get("seen", ""))
    response, sent = decide(request, verdicts, name, (PROPOSAL, pk)) if verdicts else (None, {})
    return response or _show_proposal(request, proposal, sent, status=400)


@require_safe
@keeping
def departure_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who leaves, by whose word, and what has to be seen to."""
    return _show_departure(request, get_object_or_404(Departure.objects.with_names(), pk=pk), {})


@require_POST
@keeping
def decide_departure(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Confirm the day, or keep the member."""
    departure = get_object_or_404(Departure.objects.with_names(), pk=pk)
    verdicts = of_departure(departure, request.user)
    response, sent = decide(request, verdicts, name, (DEPARTURE, pk)) if verdicts else (None, {})
    return response or _show_departure(request, departure, sent, status=400)


def _show_proposal(
    request: HttpRequest, proposal: EntryProposal, sent: dict[str, forms.Form], status: int = 200
) -> HttpResponse:
    now = values_of(proposal.membership)
    seen = proposing.mark_of(proposal)
    context = {
        "proposal": proposal,
        # After the decision the entry is what it is; what was proposed is compared with what it was then.
        "changes": in_words(proposal.changes, now if proposal.is_open else _before(proposal)),
        "seen": seen,
        "verdicts": offered(of_proposal(proposal, request.user, seen), sent),
    }
    return render(request, "directory/admin/proposal.html", context, status=status)


def _before(proposal: EntryProposal) -> dict[str, Any]:
    return {name: change["before"] for name, change in proposal.changes.items()}


def _show_departure(
    request: HttpRequest, departure: Departure, sent: dict[str, forms.Form], status: int = 200
) -> HttpResponse:
    context = {"departure": departure, "verdicts": offered(of_departure(departure, request.user), sent)}
    return render(request, "directory/admin/departure.html", context, status=status)
