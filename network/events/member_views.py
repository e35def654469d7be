"""Events on a representative's desk: one tap registers, one cancels."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.routing import READING, by_methods
from network.events.desk import coming_events, on_desk
from network.events.enums import RegistrationState
from network.events.public import public_event
from network.events.records import Event
from network.events.registering import RegistrationRefused, cancel, register_for_member
from network.members.access import for_representatives
from network.members.models import Mandate

FORBIDDEN, CONFLICT = 403, 409
MOST = 50


@by_methods(*READING)
@for_representatives
def desk_events(request: HttpRequest, mandates: list[Mandate]) -> HttpResponse:
    """List the coming events with registration."""
    entries = on_desk(coming_events(mandates)[:MOST], mandates)
    only = mandates[0] if len(mandates) == 1 else None
    return render(request, "events/desk_events.html", {"entries": entries, "mandate": only})


@by_methods(*READING, "POST")
@for_representatives
def desk_event(request: HttpRequest, mandates: list[Mandate], pk: int) -> HttpResponse:
    """Show one event with the person's registration; register or cancel when a form is sent."""
    event = public_event(pk)
    if request.method != "POST":
        return _page(request, mandates, event)
    action = request.POST.get("action", "")
    if action == "cancel":
        return _cancel(request, mandates, event)
    wanted = request.POST.get("member", "")
    mandate = next((held for held in mandates if str(held.membership_id) == wanted), None)
    if mandate is None:
        return _page(request, mandates, event, RegistrationRefused("no_mandate"))
    if action == "register":
        try:
            found = register_for_member(event_id=event.pk, membership=mandate.membership, by=mandate.user)
        except RegistrationRefused as refused:
            return _page(request, mandates, public_event(pk), refused)
        if found.state == RegistrationState.CONFIRMED:
            messages.success(request, _("You have a place. A mail with everything is on its way."))
        else:
            messages.success(request, _("You stand on the waiting list. We write to you when there is a place."))
    return _back(event)


def _cancel(request: HttpRequest, mandates: list[Mandate], event: Event) -> HttpResponse:
    """Cancel the person's own registration, whoever it was for: nobody cancels a colleague's."""
    own = event.registrations.standing().filter(user=mandates[0].user).first()
    if own is not None and cancel(registration_id=own.pk):
        messages.success(request, _("Your registration is cancelled."))
    return _back(event)


def _back(event: Event) -> HttpResponse:
    return redirect(f"{reverse('desk_event', args=[event.pk])}#register")


def _page(
    request: HttpRequest, mandates: list[Mandate], event: Event, refused: RegistrationRefused | None = None
) -> HttpResponse:
    (entry,) = on_desk([event], mandates)
    context = {
        "entry": entry,
        "event": event,
        "mandates": mandates,
        "several": len(mandates) > 1,
        "refused": refused,
        "now": timezone.now(),
    }
    status = 200
    if refused is not None:
        status = FORBIDDEN if refused.code == "no_mandate" else CONFLICT
    return render(request, "events/desk_event.html", context, status=status)
