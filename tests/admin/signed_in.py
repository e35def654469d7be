"""People of the three groups, signed in to the admin."""

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from cms.users.models import User
from tests.factories import UserFactory

GROUPS = {"secretariat": "Secretariat", "editor": "Editors", "translator": "Translators"}


def make_user(part: str, language: str = "en") -> User:
    """Return a user of a group (or the superuser) who reads the admin in ``language``."""
    user = UserFactory(superuser=True) if part == "superuser" else UserFactory(groups=[GROUPS[part]])
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    return user


def client_of(user: User) -> Client:
    """Return a browser in which the user is signed in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def signed_in(db: None) -> Callable[..., Client]:
    """Return a browser for a part: ``signed_in("editor", "ka")``."""

    def sign_in(part: str, language: str = "en") -> Client:
        return client_of(make_user(part, language))

    return sign_in
