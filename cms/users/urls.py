"""The door's addresses. Only what is named here of allauth is reachable; the names are those that allauth looks for."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from django.urls import path as django_path
from django.views.decorators.cache import never_cache

from cms.users import factors, views
from cms.users.factors import staff_only


def path(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """Return an address whose answers nobody keeps."""
    return django_path(route, never_cache(view), name=name)


urlpatterns = [
    path("", views.SignInView.as_view(), "account_request_login_code"),
    path("code/", views.CodeView.as_view(), "account_confirm_login_code"),
    path("passkey/", views.PasskeySignInView.as_view(), "mfa_login_webauthn"),
    path("staff/", views.StaffSignInView.as_view(), "account_login"),
    path("second-step/", views.SecondStepView.as_view(), "mfa_authenticate"),
    path("out/", factors.SignOutView.as_view(), "account_logout"),
    path("again/password/", staff_only(factors.PasswordAgainView.as_view()), "account_reauthenticate"),
    path("again/code/", staff_only(factors.SecondStepAgainView.as_view()), "mfa_reauthenticate"),
    path("again/passkey/", login_required(factors.PasskeyAgainView.as_view()), "mfa_reauthenticate_webauthn"),
    path("security/", login_required(factors.SecurityView.as_view()), "mfa_index"),
    path("security/passkey/", login_required(factors.AddPasskeyView.as_view()), "mfa_add_webauthn"),
    path("security/passkey/<int:pk>/", login_required(factors.RemovePasskeyView.as_view()), "mfa_remove_webauthn"),
    path("security/app/", staff_only(factors.AppView.as_view()), "mfa_activate_totp"),
    path("security/app/picture.svg", staff_only(factors.app_picture), "totp_picture"),
    path("security/app/remove/", staff_only(factors.RemoveAppView.as_view()), "mfa_deactivate_totp"),
    path("security/codes/", staff_only(factors.RecoveryCodesView.as_view()), "mfa_view_recovery_codes"),
    path("security/codes/new/", staff_only(factors.NewRecoveryCodesView.as_view()), "mfa_generate_recovery_codes"),
]
