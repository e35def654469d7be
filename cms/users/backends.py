"""Passwords: staff alone have one that opens anything."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q
from django.http import HttpRequest

from cms.users.models import User
from cms.users.permissions import user_is_staff


class StaffPasswordBackend(ModelBackend):
    """Lets active staff in by name or mail address and password, and nobody else.

    One password is checked whoever is asked for, so that the time of the answer does not tell who exists.
    """

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **credentials: Any
    ) -> User | None:
        """Return the member of the staff whose name (or address) and password these are."""
        name = username or credentials.get("email")
        if not name or not password:
            return None
        alike = list(User.objects.filter(Q(username__iexact=name) | Q(email__iexact=name)))
        found = [user for user in alike if user.username == name] or alike
        user = found[0] if len(found) == 1 else None
        # An empty user has no password that fits: hashing takes its time all the same.
        fits = (user or User(password="")).check_password(password)
        return user if user and fits and self.user_can_authenticate(user) and user_is_staff(user) else None
