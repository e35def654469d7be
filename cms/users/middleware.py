"""Staff get no further than the door until a second factor has been shown."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.logout import logout
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from cms.users.permissions import user_is_staff
from cms.users.sessions import began_with_password, has_second_factor, owns_factor

# Where a second factor is set up, and the way out.
SETTING_UP = frozenset(
    (
        "mfa_index", "mfa_activate_totp", "totp_picture", "mfa_add_webauthn", "mfa_view_recovery_codes",
        "account_reauthenticate", "account_logout", "wagtailadmin_logout",
    )
)  # fmt: skip


class SecondFactorMiddleware:
    """Lets a staff session that saw one factor only reach nothing but the pages on which a second one is set up.

    Only somebody without any factor can be in that state rightly. Whoever has one and did not show it (the session is
    older than the factor), or came in without a password (a representative who was taken into the staff), starts anew.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Answer in the view's place where the session is not worth enough."""
        if not settings.STAFF_SECOND_FACTOR or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        user = request.user
        if not user.is_authenticated or has_second_factor(request) or not user_is_staff(user):
            return None
        if not began_with_password(request) or owns_factor(user):
            logout(request)
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        name = request.resolver_match.url_name if request.resolver_match else None
        return None if name in SETTING_UP else HttpResponseRedirect(reverse("mfa_index"))
