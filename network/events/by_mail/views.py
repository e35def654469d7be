"""Registering by mail: the form, the page that says to look into the mailbox, and the page behind the link.

Whatever the address, the answer to the form is the same. Opening a link changes nothing; forms do. The secret in the
address of the last page is the authority, so no cookie is needed and none could be misused: its forms carry no token.
"""

from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from cms.core.routing import READING, by_methods, private, read_only
from network.events.by_mail.asking import LEFT_ALONE_FOR, ask, confirm, forget, takes_mail
from network.events.by_mail.forms import AskForm, ConfirmForm
from network.events.desk import why_not
from network.events.enums import RegistrationState
from network.events.links import LinkRefused, find_registration, mailbox_key
from network.events.places import free_places
from network.events.public import crumbs_of, page_in, public_event, title_of, when, where
from network.events.records import KEPT_AFTER_END, UNCONFIRMED_KEPT, Event, Registration
from network.events.registering import RegistrationRefused, cancel

CONFLICT, NOT_FOUND, GONE, TOO_MANY = 409, 404, 410, 429


@by_methods(*READING, "POST")
@private
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form; take what was filled in, and send a mail. Only that mail's link makes a registration."""
    event = public_event(pk)
    form = AskForm(request.POST if request.method == "POST" else None)
    if not takes_mail(event, timezone.now()):
        return _closed(request, event, form)
    if not form.is_valid():
        return render(request, "events/register.html", _context(request, event) | {"form": form})
    if not ratelimit.consume(request, action="event_request"):
        return render(request, "events/too_many.html", _context(request, event) | {"form": form}, status=TOO_MANY)
    # What fills in everything is answered like everybody else, and nothing comes of it.
    if not form.is_machine:
        email = form.cleaned_data["email"]
        may_mail = bool(ratelimit.consume(request, action="event_mail", key=mailbox_key(email)))
        try:
            name, language = form.cleaned_data["name"], get_language() or "ka"
            ask(event_id=event.pk, name=name, email=email, language=language, may_mail=may_mail)
        except RegistrationRefused:
            return _closed(request, public_event(pk), form)
    return HttpResponseRedirect(reverse("event_register_sent", args=[event.pk]), status=303)


@read_only
@private
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a mail is on its way, whether there is one or not."""
    return render(request, "events/sent.html", _context(request, public_event(pk)))


@csrf_exempt
@by_methods(*READING, "POST")
@private
def registration(request: HttpRequest, token: str) -> HttpResponse:
    """Show a registration to whoever has the link of its mail; confirm or cancel it when a form is sent."""
    try:
        found = find_registration(token)
    except LinkRefused as refused:
        status = NOT_FOUND if refused.code == "unknown" else GONE
        response = render(request, "events/link_refused.html", {"reason": refused.code}, status=status)
    else:
        response = _act(request, found) if request.method == "POST" else _show(request, found)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _act(request: HttpRequest, found: Registration) -> HttpResponse:
    """Do what the pressed button says; a button of another form changes nothing."""
    deed = request.POST.get("deed", "")
    if deed == "confirm" and found.state == RegistrationState.PENDING:
        form = ConfirmForm(request.POST)
        if not form.is_valid():
            return _show(request, found, form=form)
        try:
            confirm(registration_id=found.pk, name=form.cleaned_data["name"])
        except RegistrationRefused as refused:
            return _show(request, found, refused=refused)
    elif deed == "cancel":
        cancel(registration_id=found.pk)
    elif deed == "forget":
        forget(registration_id=found.pk)
        return HttpResponseRedirect(reverse("event_registration_gone"), status=303)
    return HttpResponseRedirect(request.path, status=303)


@read_only
@private
def gone(request: HttpRequest) -> HttpResponse:
    """Say that what somebody typed is erased."""
    return render(request, "events/gone.html", {"days": LEFT_ALONE_FOR.days})


def _show(
    request: HttpRequest,
    found: Registration,
    form: ConfirmForm | None = None,
    refused: RegistrationRefused | None = None,
) -> HttpResponse:
    context = _context(request, found.event) | {
        "registration": found,
        "form": form or ConfirmForm(initial={"name": found.name}),
        "refused": refused,
        "has_place": found.state == RegistrationState.CONFIRMED,
        "is_waiting": found.state == RegistrationState.WAITING,
        "is_pending": found.state == RegistrationState.PENDING,
    }
    return render(request, "events/registration.html", context, status=CONFLICT if refused else 200)


def _closed(request: HttpRequest, event: Event, form: AskForm) -> HttpResponse:
    context = _context(request, event) | {"reason": why_not(event, timezone.now()), "form": form}
    return render(request, "events/not_open.html", context, status=CONFLICT if form.is_bound else 200)


def _context(request: HttpRequest, event: Event) -> dict[str, Any]:
    """Return what every page about one event's registration says. What went offline with its text is not named."""
    page = page_in(event)
    return {
        "event": event,
        "event_page": page,
        "event_title": title_of(event) if page else "",
        "begins": when(event, page) if page else "",
        "place": where(page),
        "free": free_places(event),
        "crumbs": crumbs_of(request, page),
        "kept_days": KEPT_AFTER_END.days,
        "unconfirmed_days": UNCONFIRMED_KEPT.days,
    }
