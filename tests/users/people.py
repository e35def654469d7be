"""People at the door, and what they do there."""

import re
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cms.users.models import User
from tests import factories
from tests.factories.users import PASSWORD

CODE = re.compile(r"\b\d{8}\b")


def representative(**fields: Any) -> User:
    """Return somebody who speaks for a member: no password, no right in the admin."""
    user = factories.UserFactory(**fields)
    user.set_unusable_password()
    user.save()
    return user


def staff(**fields: Any) -> User:
    """Return somebody who works on the site."""
    return factories.UserFactory(**{"superuser": True, **fields})


def ask(client: Client, address: str, language: str = "ka") -> HttpResponse:
    """Type an address on the sign-in page."""
    with translation.override(language):
        return client.post(reverse("account_request_login_code"), {"email": address})


def code_in(letter: EmailMessage) -> str:
    """Return the code that a mail brings."""
    found = CODE.search(letter.body)
    assert found, letter.body
    return found[0]


def follow(client: Client, answer: HttpResponse) -> HttpResponse:
    """Go where an answer leads."""
    return client.get(answer["Location"])


def with_app(user: User) -> str:
    """Set an app up for the user; return its key."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def app_code(secret: str, step: int = 1) -> str:
    """Return what the app shows: now (1), half a minute ago (0), in half a minute (2)."""
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[step]))


def type_password(client: Client, user: User, password: str = PASSWORD, **more: str) -> HttpResponse:
    """Fill in the form of the staff."""
    return client.post(reverse("account_login"), {"login": user.username, "password": password, **more})


def factors(user: User) -> list[str]:
    """Return the kinds of second steps that the user has."""
    return sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))
