"""Leaving, from the desk: the representative declares it, and can take it back until it is confirmed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cms.core.refusals import add_refusal
from cms.core.routing import READING, by_methods
from network.directory.entry.views import CONFLICT, own_mandate, see_entry
from network.directory.leaving import services
from network.directory.leaving.forms import DepartureForm
from network.members.access import for_representatives
from network.members.enums import MandateKind
from network.members.models import Mandate


@by_methods(*READING, "POST")
@for_representatives
def leave(request: HttpRequest, mandates: list[Mandate], pk: int) -> HttpResponse:
    """Say what leaving means; declare it when the form is sent."""
    mandate = own_mandate(mandates, pk)
    form = DepartureForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        data = form.cleaned_data
        try:
            services.declare(
                membership=mandate.membership, by=mandate.user, wished_day=data["wished_day"], note=data["note"]
            )
        except ValidationError as error:
            add_refusal(form, error)
            status = CONFLICT
        else:
            messages.success(
                request, _("It is declared. The member’s registered address and the secretariat are told.")
            )
            return see_entry(pk)
    context = {"mandate": mandate, "form": form, "may_declare": mandate.kind == MandateKind.PRIMARY}
    return render(request, "directory/desk_leave.html", context, status=status)


@by_methods("POST")
@for_representatives
def stay(request: HttpRequest, mandates: list[Mandate], pk: int) -> HttpResponse:
    """Take the declaration back."""
    mandate = own_mandate(mandates, pk)
    try:
        there_was_one = services.take_back(membership=mandate.membership, by=mandate.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return see_entry(pk)
    if there_was_one:
        messages.success(request, _("The declaration is taken back. The member stays."))
    else:
        messages.info(request, _("There was nothing to take back any more."))
    return see_entry(pk)
