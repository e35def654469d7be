"""The page of an event in the admin: numbers, who comes, what can be done."""

import csv
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from cms.core.office import Typed
from cms.core.spreadsheets import BYTE_ORDER_MARK, neutral
from network.events import registering
from network.events.office.actions import ACTIONS
from network.events.office.doors import keeping, seeing
from network.events.office.journal import journal
from network.events.permissions import user_can_keep_events
from network.events.records import Event, Registration

COLUMNS = ("state", "name", "email", "member", "language", "registered_at")


def event_or_404(pk: int) -> Event:
    """Return an event with its title and numbers."""
    return get_object_or_404(Event.objects.with_title().with_numbers(), pk=pk)


@require_safe
@seeing
def event_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the numbers of an event; to the secretariat also who comes and what can be done."""
    return _show(request, event_or_404(pk))


@require_POST
@keeping
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Do one thing with an event."""
    return ACTIONS.carry_out(request, event_or_404(pk), name, _show)


@require_POST
@keeping
def cancel(request: HttpRequest, pk: int, registration: int) -> HttpResponse:
    """Cancel somebody's registration; the person is told, the next one moves up."""
    event = event_or_404(pk)
    found = get_object_or_404(event.registrations.all(), pk=registration)
    if registering.cancel(registration_id=found.pk, by_office=True):
        journal.write(event, "registration_cancelled", request.user, registration=found.pk)
        messages.success(request, _("The registration is cancelled, and the person is told."))
    else:
        messages.error(request, _("This registration was cancelled before."))
    return redirect("events:event", pk)


@require_POST
@keeping
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out who comes, for the door, and write down that it was handed out.

    By POST, so that no link to personal data is ever shared, kept or followed by a program.
    """
    event = event_or_404(pk)
    rows = [[neutral(value) for value in _cells(each)] for each in standing(event)]
    journal.write(event, "table", request.user, registrations=len(rows))
    headers = {
        "Content-Disposition": f'attachment; filename="event-{event.pk}-registrations.csv"',
        "Cache-Control": "private, no-store",
    }
    response = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8", headers=headers)
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return response


def standing(event: Event) -> Any:
    """Return who has a place, then who waits, in the order of the line. One question."""
    rows = event.registrations.standing().select_related("user", "membership__organisation", "membership__person")
    return rows.order_by("state", "is_second", "asked_at", "pk")  # "confirmed" stands before "waiting"


def _cells(each: Registration) -> list[str]:
    member = each.membership.name if each.membership is not None else ""
    asked = timezone.localtime(each.asked_at).strftime("%Y-%m-%d %H:%M")
    return [each.state, each.shown_name, each.address, member, each.language, asked]


def _show(request: HttpRequest, event: Event, typed: Typed | None = None, status: int = 200) -> HttpResponse:
    pages = sorted(event.pages.select_related("locale"), key=lambda page: page.locale.language_code != "ka")
    context: dict[str, Any] = {
        "event": event,
        "title": event.shown_title,
        "pages": pages,
        "members": event.registrations.confirmed().exclude(membership=None).values("membership").distinct().count(),
        "pending": event.registrations.filter(state="pending").count(),
        "entries": journal.entries(event),
    }
    if user_can_keep_events(request.user):
        context |= {
            "is_keeper": True,
            "offers": ACTIONS.offers(event, typed),
            "registrations": list(standing(event)),
        }
    return render(request, "events/admin/event.html", context, status=status)
