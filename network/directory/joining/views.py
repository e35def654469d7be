"""Applying to join: a form that sends a link, and what the link leads to: the steps, sending, taking back.

The secret in the address is the authority, so no cookie is needed and none could be misused: a form on another site
does not know the address. That is why the forms behind it carry no token against forged requests.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from cms.core.refusals import add_refusal
from cms.core.routing import READING, by_methods, private, read_only
from network.directory.applications import Application
from network.directory.joining import applying
from network.directory.joining.forms import STEPS, SendForm, StartForm, StepForm, kept
from network.directory.joining.links import find_application
from network.directory.joining.reading import overview

ApplicationView = Callable[..., HttpResponse]
NOT_FOUND, CONFLICT, TOO_MANY = 404, 409, 429
DONE = ("sent", "erased", "withdrawn")


def see(name: str, *args: object) -> HttpResponse:
    """Lead on to a page after a form, so that loading it again sends nothing."""
    return HttpResponseRedirect(reverse(name, args=args), status=303)


@by_methods(*READING, "POST")
def join(request: HttpRequest) -> HttpResponse:
    """Say what joining means and how it goes; send a link to the address that is typed.

    The answer is the same whatever the address, and whether a mail went out: nobody finds out here who applies.
    """
    form = StartForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not ratelimit.consume(request, action="join"):
            return render(request, "directory/join_too_many.html", status=TOO_MANY)
        email = form.cleaned_data["email"]
        if not form.is_from_a_machine and ratelimit.consume(request, action="join_mail", key=email.lower()):
            applying.begin(email=email, language=get_language() or "ka")
        return see("join_done", "sent")
    return render(request, "directory/join.html", {"form": form, "steps": STEPS.values()})


@read_only
@private
def done(request: HttpRequest, what: str) -> HttpResponse:
    """Say that a mail is on its way, or that something is gone of which nothing is left."""
    if what not in DONE:
        raise Http404
    return render(request, "directory/join_done.html", {"what": what})


def by_link(*methods: str) -> Callable[[ApplicationView], Callable[..., HttpResponseBase]]:
    """Give a view the application that the link opens; say so where there is none; let no other site hear of it."""

    def decorate(view: ApplicationView) -> Callable[..., HttpResponseBase]:
        @csrf_exempt
        @by_methods(*methods)
        @private
        @wraps(view)
        def answer(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
            application = find_application(token)
            if application is None:
                response = render(request, "directory/join_unknown.html", status=NOT_FOUND)
            else:
                response = view(request, application, token, **kwargs)
            response.headers["Referrer-Policy"] = "no-referrer"
            return response

        return answer

    return decorate


@by_link(*READING)
def application_page(request: HttpRequest, application: Application, token: str) -> HttpResponse:
    """Show how far the application has come, and lead to its steps."""
    return _overview(request, application, token, SendForm())


@by_link(*READING, "POST")
def step_page(request: HttpRequest, application: Application, token: str, step: str) -> HttpResponse:
    """Show one step; keep what is typed, whether or not it is complete, and go on if it is."""
    if step not in STEPS:
        raise Http404
    if not application.can_be_written:
        return see("join_application", token)
    if request.method != "POST":
        return _step(request, application, token, step, STEPS[step](initial=application.typed.get(step)))
    try:
        applying.keep_step(application=application, step=step, typed=kept(STEPS[step], request.POST))
    except ValidationError:  # it was sent from another window meanwhile
        return see("join_application", token)
    form = STEPS[step](request.POST)
    if "later" in request.POST:
        return see("join_application", token)
    if not form.is_valid():
        return _step(request, application, token, step, form)
    following = _next(step)
    return see("join_step", token, following) if following else see("join_application", token)


@by_link("POST")
def send(request: HttpRequest, application: Application, token: str) -> HttpResponse:
    """Hand the application to the secretariat."""
    form = SendForm(request.POST)
    if not application.can_be_written:
        return see("join_application", token)
    if form.is_valid():
        try:
            applying.send(application=application)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            return see("join_application", token)
    return _overview(request, application, token, form, status=CONFLICT if form.non_field_errors() else 200)


@by_link("POST")
def withdraw(request: HttpRequest, application: Application, token: str) -> HttpResponse:
    """Take the application back; a draft is erased."""
    was_sent = application.sent_at is not None
    if applying.withdraw(application=application):
        return see("join_done", "withdrawn" if was_sent else "erased")
    return see("join_application", token)


def _overview(
    request: HttpRequest, application: Application, token: str, form: SendForm, status: int = 200
) -> HttpResponse:
    steps = overview(application)
    context = {
        "application": application,
        "token": token,
        "steps": steps,
        "is_complete": all(step.is_complete for step in steps),
        "form": form,
    }
    return render(request, "directory/join_application.html", context, status=status)


def _step(request: HttpRequest, application: Application, token: str, step: str, form: StepForm) -> HttpResponse:
    names = list(STEPS)
    context = {
        "application": application,
        "token": token,
        "step": step,
        "form": form,
        "number": names.index(step) + 1,
        "total": len(names),
        "before": names[names.index(step) - 1] if names.index(step) else "",
    }
    return render(request, "directory/join_step.html", context)


def _next(step: str) -> str:
    names = [*STEPS, ""]
    return names[names.index(step) + 1]
