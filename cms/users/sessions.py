"""What a session was opened with: allauth writes each step down in the session itself."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from cms.users.models import User

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def steps(request: HttpRequest, user: User | AnonymousUser) -> list[dict[str, Any]]:
    """Return the steps that this person took in this session, the latest last."""
    return get_authentication_records(request, user)


def began_with_password(request: HttpRequest) -> bool:
    """Say whether a password was the first step."""
    return any(step["method"] == "password" for step in steps(request, request.user))


def has_second_factor(request: HttpRequest) -> bool:
    """Say whether this session itself saw two factors: a password and a second step, or a passkey that stands for both.

    A passkey counts for both because it is only taken after the device has asked for a finger, a face or its PIN.
    """
    second = [step for step in steps(request, request.user) if step["method"] == "mfa"]
    return bool(second) and (began_with_password(request) or any(step.get("passwordless") for step in second))


def owns_factor(user: User) -> bool:
    """Say whether the user has set up a second step."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def remember_new_factor(request: HttpRequest, kind: str) -> None:
    """Count a factor that was set up in this session as used in it: its owner has just shown that it works."""
    record_authentication(request, request.user, method="mfa", type=kind)
