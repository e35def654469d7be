"""Coming in, and the doors that lead here from elsewhere."""

import json
import secrets
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import ConfirmLoginCodeView, LoginView, RequestLoginCodeView
from allauth.core import ratelimit
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from cms.core.routing import read_only
from cms.users.mail import code_mail

TOO_MANY = "too_many_login_attempts"
SESSION_WHILE_COMING_IN = 15 * 60  # seconds; it holds the address that was typed


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 429 to whoever tries too often, in words."""
    return render(request, "users/too_many.html", status=429)


def has_code(form: Form, code: str) -> bool:
    """Say whether an error of this kind is among those of the form."""
    return any(error.code == code for errors in form.errors.as_data().values() for error in errors)


class SignInView(RequestLoginCodeView):
    """A representative types an address. The answer is the same whoever it belongs to, and takes as long."""

    template_name = "users/sign_in.html"

    def form_valid(self, form: Form) -> HttpResponse:
        """Send the code, if there is somebody to send it to, and ask for it in any case."""
        address = form.cleaned_data["email"]
        refused = ratelimit.consume_or_429(self.request, action="request_login_code", key=address.lower())
        if refused:
            return refused
        if form._user is None:  # type: ignore[attr-defined]  # our AddressForm sets it
            # Write the same mail and throw it away: what takes time is the writing. Sending is the outbox's.
            code_mail(address, f"{secrets.randbelow(10**8):08}", "ka")
        self.request.session.set_expiry(SESSION_WHILE_COMING_IN)
        return super().form_valid(form)


class CodeView(ConfirmLoginCodeView):
    """The code from the mail."""

    template_name = "users/code.html"

    def form_valid(self, form: Form) -> HttpResponse:
        """Let the person in who is still known."""
        return super().form_valid(form) if self._process.user else self.form_invalid(form)


class StaffSignInView(LoginView):
    """Name and password of the staff."""

    template_name = "users/staff_sign_in.html"

    def form_invalid(self, form: Form) -> HttpResponse:
        """Say what is wrong; after too many attempts no longer what."""
        return too_many_requests(self.request) if has_code(form, TOO_MANY) else super().form_invalid(form)


class SecondStepView(AuthenticateView):
    """What the staff show after the password."""

    template_name = "users/second_step.html"

    def form_invalid(self, form: Form) -> HttpResponse:
        """Say what is wrong; after too many attempts no longer what."""
        return too_many_requests(self.request) if has_code(form, TOO_MANY) else super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the browser needs to ask for the passkey."""
        context = super().get_context_data(**kwargs)
        options = context.get("js_data", {}).get("request_options")
        return {
            **context,
            "options": json.dumps(options) if options and options["publicKey"].get("allowCredentials") else "",
        }


class PasskeySignInView(LoginWebAuthnView):
    """A passkey instead of everything else."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give the script its question; lead a person who comes here to the form."""
        response = super().get(request, *args, **kwargs)
        return response if response.status_code == 200 else HttpResponseRedirect(reverse("account_request_login_code"))

    def form_invalid(self, form: Form) -> HttpResponse:
        """Say that it did not work, on the page where one can try otherwise."""
        for errors in form.errors.values():
            messages.error(self.request, str(errors[0]))
        return HttpResponseRedirect(reverse("account_request_login_code"))


def _wanted(request: HttpRequest) -> str | None:
    """Return where the person wanted to go, if that is on this site."""
    return get_next_redirect_url(request)


@read_only
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead from Wagtail's form for readers of private pages to the one of the site."""
    return redirect_to_login(_wanted(request) or "", reverse("account_request_login_code"))


@read_only
def to_staff_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead from the admin's stock forms to the one of the site.

    Whoever is in and may not enter the admin is told so: leading them to a form would lead them in a circle.
    """
    user = request.user
    if not user.is_authenticated:
        return redirect_to_login(_wanted(request) or reverse("wagtailadmin_home"), reverse("account_login"))
    if user.has_perm("wagtailadmin.access_admin"):
        return HttpResponseRedirect(_wanted(request) or reverse("wagtailadmin_home"))
    list(messages.get_messages(request))  # Wagtail's sentence says the same as the page
    return render(request, "users/not_staff.html", status=403)
