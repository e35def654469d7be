"""Pages on which somebody who is in looks after passkeys, the app and the recovery codes."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.views import LogoutView, ReauthenticateView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import IndexView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView, RemoveWebAuthnView
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse, reverse_lazy

from cms.core.routing import read_only
from cms.users.permissions import user_is_staff
from cms.users.sessions import remember_new_factor

View = Callable[..., HttpResponseBase]


def staff_only(view: View) -> View:
    """Keep from representatives what they are never asked for: apps and recovery codes."""

    @login_required
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not user_is_staff(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return answer


class SecurityView(IndexView):
    """What the person can sign in with."""

    template_name = "users/security.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the two kinds that the template shows."""
        context = super().get_context_data(**kwargs)
        own = context["authenticators"]
        return {
            **context,
            "is_staff": user_is_staff(self.request.user),
            "passkeys": own.get(Authenticator.Type.WEBAUTHN, []),
            "app": own.get(Authenticator.Type.TOTP),
            "recovery": own.get(Authenticator.Type.RECOVERY_CODES),
        }


class AppView(ActivateTOTPView):
    """Setting up an app."""

    template_name = "users/app.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Write the key as people copy it: in groups of four."""
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        return {**context, "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))}

    def form_valid(self, form: Form) -> HttpResponse:
        """Count the app as shown: its first code was right."""
        response = super().form_valid(form)
        remember_new_factor(self.request, Authenticator.Type.TOTP)
        return response


@read_only
def app_picture(request: HttpRequest) -> HttpResponse:
    """Draw the key of the app that is being set up, as a square that phones read."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = get_adapter()
    return HttpResponse(adapter.build_totp_svg(adapter.build_totp_url(request.user, secret)), "image/svg+xml")


class RemoveAppView(DeactivateTOTPView):
    """Taking the app away."""

    template_name = "users/remove.html"


class AddPasskeyView(AddWebAuthnView):
    """A new passkey, which the device itself keeps."""

    template_name = "users/add_passkey.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the browser needs to make the passkey."""
        context = super(AddWebAuthnView, self).get_context_data(**kwargs)
        return {**context, "options": json.dumps(webauthn.begin_registration(self.request.user, passwordless=True))}

    def form_valid(self, form: Form) -> HttpResponse:
        """Count the passkey as shown; representatives, who are asked for nothing else, need no codes beside it."""
        response = super().form_valid(form)
        if user_is_staff(self.request.user):
            remember_new_factor(self.request, Authenticator.Type.WEBAUTHN)
            return response
        codes = Authenticator.Type.RECOVERY_CODES
        Authenticator.objects.filter(user=self.request.user, type=codes).delete()
        return response

    def get_success_url(self) -> str:
        """Show new recovery codes to those who have use for them."""
        return str(super().get_success_url()) if user_is_staff(self.request.user) else reverse("mfa_index")


class RemovePasskeyView(RemoveWebAuthnView):
    """Taking a passkey away."""

    template_name = "users/remove.html"
    success_url = reverse_lazy("mfa_index")


class RecoveryCodesView(ViewRecoveryCodesView):
    """Codes on paper, for the day on which the phone is lost."""

    template_name = "users/recovery_codes.html"


class NewRecoveryCodesView(GenerateRecoveryCodesView):
    """New codes in the place of the old ones."""

    template_name = "users/new_recovery_codes.html"


class PasswordAgainView(ReauthenticateView):
    """The password once more."""

    template_name = "users/again.html"


class SecondStepAgainView(CodeAgainView):
    """A code once more."""

    template_name = "users/again.html"


class PasskeyAgainView(ReauthenticateWebAuthnView):
    """The passkey once more."""

    template_name = "users/again_passkey.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the browser needs to ask for the passkey."""
        context = super().get_context_data(**kwargs)
        return {**context, "options": json.dumps(context["js_data"]["request_options"])}


class SignOutView(LogoutView):
    """Going out: by POST alone; a link here asks first."""

    template_name = "users/sign_out.html"
