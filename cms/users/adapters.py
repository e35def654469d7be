"""Where the site differs from allauth's way."""

import time
from typing import Any
from urllib.parse import urlsplit

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from qrcode import make
from qrcode.image.svg import SvgPathFillImage

from cms.core.site_settings import SiteSettings
from cms.users.mail import code_mail
from cms.users.models import User
from cms.users.permissions import representative_at, user_is_staff
from cms.users.sessions import steps

WRONG_NAME_OR_PASSWORD = _("The name or the password is not right.")


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is closed, mails go in the reader's language, staff and representatives come in by different doors."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("The code is not right. Look at the newest mail and type its eight digits."),
        "incorrect_password": _("The password is not right."),
        "username_password_mismatch": WRONG_NAME_OR_PASSWORD,
        "email_password_mismatch": WRONG_NAME_OR_PASSWORD,
        "too_many_login_attempts": _("Too many wrong attempts. Ask for a new code, or wait some minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: the secretariat enters representatives, an administrator enters staff."""
        return False

    def add_message(
        self, request: HttpRequest, level: int, *args: Any, message: str | None = None, **more: Any
    ) -> None:
        """Pass on what is said in words of the site; allauth's own sentences name addresses and are left unsaid."""
        if message:
            messages.add_message(request, level, message)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send the code: no other mail of allauth's is wanted."""
        user = representative_at(email)
        if user and "code" in context:
            code_mail(user.email, context["code"], user.language).send()

    def pre_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse | None:
        """Stop who became staff or was made inactive between the code's mail and its use."""
        by_code = any(step["method"] == "code" for step in steps(request, user))
        if not user.is_active or (by_code and user_is_staff(user)):
            clear_login(request)
            return self.respond_user_inactive(request, user)
        return None

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Say no more than that it did not work."""
        messages.error(request, _("Signing in did not work."))
        return HttpResponseRedirect(reverse("account_request_login_code"))

    def login(self, request: HttpRequest, user: User) -> None:
        """Open the session: until the browser is closed for staff, two weeks for representatives."""
        super().login(request, user)
        request.session.set_expiry(0 if user_is_staff(user) else None)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead staff to the admin and representatives to their desk."""
        if user_is_staff(request.user):
            return reverse("wagtailadmin_home")
        try:
            return reverse(str(settings.LOGIN_REDIRECT_URL))
        except NoReverseMatch:
            return reverse("root")

    def get_login_stages(self) -> list[str]:
        """Ask for the second step only whom it is for."""
        return ["allauth.account.stages.LoginByCodeStage", "cms.users.stages.SecondStepStage"]

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Ask again who it is before a factor changes, unless the person came in some minutes ago."""
        limit = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
        return not any(step["at"] > limit for step in steps(self.request, self.request.user))


class SecondStepAdapter(DefaultMFAAdapter):
    """Names the site and the person in authenticator apps and passkeys."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This did not work. Try again."),
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Tie passkeys to the domain of the site's own address, whatever name it was asked by.

        A number is no domain: on a person's own machine passkeys work at http://localhost alone.
        """
        host = urlsplit(settings.BASE_URL).hostname or ""
        return {"id": "localhost" if host in ("127.0.0.1", "::1") else host, "name": self._get_site_name()}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """Name the person as people do."""
        return {
            **super().get_public_key_credential_user_entity(user),
            "display_name": user.get_full_name() or user.email,
        }

    def build_totp_svg(self, url: str) -> str:
        """Draw the square with a light ground of its own: it is read in dark surroundings too."""
        return str(make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode"))

    def _get_site_name(self) -> str:
        return " ".join(SiteSettings.load().name.split())
