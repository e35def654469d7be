"""The accounts of representatives: made when a mandate is granted, closed when the last one has ended."""

import secrets

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.users.models import User
from cms.users.permissions import user_is_staff

BLOCKED = _("This person’s account has been closed. Please ask the secretariat.")


def account_of(*, email: str, name: str, language: str) -> User:
    """Return the account of an address, or a new one. A representative signs in by mail and has no password."""
    address = User.objects.normalize_email(email)
    alike = User.objects.filter(email__iexact=address)
    # PostgreSQL takes more letters for the same one than mail does: a Turkish dotless i for an i.
    user = next((user for user in alike if user.email.lower() == address.lower()), None)
    if user is None:
        first_name, _space, last_name = name.strip().partition(" ")
        user = User(username=f"representative-{secrets.token_hex(6)}", email=address, language=language)
        user.first_name, user.last_name = first_name, last_name.strip()
        user.set_unusable_password()
        user.save()
    elif not user.is_active:
        if user_is_staff(user):
            raise ValidationError({"email": BLOCKED}, code="blocked")
        user.is_active = True
        user.save(update_fields=["is_active"])
    return user


def close_account_if_idle(user: User) -> None:
    """Close the account of somebody who speaks for nobody any longer, and does not work on the site either."""
    if not user_is_staff(user) and not user.mandates.filter(revoked_at=None).exists():
        user.is_active = False
        user.save(update_fields=["is_active"])
