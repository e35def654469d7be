"""The entry of a member on the desk: what it says, what is proposed, how it leaves."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.core.refusals import add_refusal
from cms.core.routing import READING, by_methods
from network.directory.desk import entries_for_desk
from network.directory.entry import proposing
from network.directory.entry.forms import EntryForm
from network.directory.entry.values import in_words, registry_of, values_of
from network.directory.states import ProposalState
from network.members.access import for_representatives
from network.members.models import Mandate, Membership

CONFLICT = 409


def own_mandate(mandates: list[Mandate], pk: int) -> Mandate:
    """Return the person's mandate for a member; the entry of any other member does not exist for that person."""
    found = next((mandate for mandate in mandates if mandate.membership_id == pk), None)
    if found is None:
        raise Http404
    return found


def see_entry(pk: int) -> HttpResponse:
    """Lead on to the entry after a form, so that loading the page again sends nothing."""
    return HttpResponseRedirect(reverse("desk_entry", args=[pk]), status=303)


@by_methods(*READING)
@for_representatives
def entries(request: HttpRequest, mandates: list[Mandate]) -> HttpResponse:
    """List the person's members, with what is proposed for each."""
    return render(request, "directory/desk_entries.html", {"entries": entries_for_desk(mandates)})


@by_methods(*READING, "POST")
@for_representatives
def entry(request: HttpRequest, mandates: list[Mandate], pk: int) -> HttpResponse:
    """Show the entry in a form; a sent form is a proposal."""
    mandate = own_mandate(mandates, pk)
    member = mandate.membership
    now = values_of(member)
    waiting = member.entry_proposals.filter(state=ProposalState.OPEN).first()
    wanted = now | {name: change["after"] for name, change in waiting.changes.items()} if waiting else now
    form = EntryForm(request.POST if request.method == "POST" else None, values=wanted, registry=registry_of(member))
    status = 200
    if form.is_valid():
        try:
            proposing.propose(membership=member, by=mandate.user, values=form.cleaned_data)
        except ValidationError as error:
            add_refusal(form, error)
            status = CONFLICT if error.code != "same" else 200
        else:
            messages.success(request, _("Your proposal is with the secretariat. We write to you when it has decided."))
            return see_entry(pk)
    context: dict[str, Any] = {
        "mandate": mandate,
        "member": member,
        "form": form,
        "waiting": waiting,
        "changes": in_words(waiting.changes, now) if waiting else [],
        "decided": last_decided(member),
        "departure": entries_for_desk([mandate])[0].departure,
    }
    return render(request, "directory/desk_entry.html", context, status=status)


def last_decided(member: Membership) -> Any:
    """Return the member's newest proposal that the secretariat has decided about."""
    decided = (ProposalState.ACCEPTED, ProposalState.REFUSED)
    return member.entry_proposals.filter(state__in=decided).order_by("-decided_at").first()


@by_methods("POST")
@for_representatives
def withdraw(request: HttpRequest, mandates: list[Mandate], pk: int) -> HttpResponse:
    """Take the proposal back."""
    mandate = own_mandate(mandates, pk)
    try:
        there_was_one = proposing.withdraw(membership=mandate.membership, by=mandate.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return see_entry(pk)
    if there_was_one:
        messages.success(request, _("The proposal is taken back. The entry stays as it is."))
    else:
        messages.info(request, _("There was no proposal to take back any more."))
    return see_entry(pk)
