"""Links of mails to people who register by mail. Only the hash of a link is stored."""

import datetime
import hashlib
import secrets

from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.core.typed_text import normal_address
from network.events.enums import RegistrationState
from network.events.records import UNCONFIRMED_KEPT, Registration, RegistrationLink


class LinkRefused(Exception):
    """A link that gives nobody a right: ``code`` is "unknown" (not ours, or erased) or "expired" (never confirmed)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def make_link(registration: Registration) -> str:
    """Make a secret for a registration; it exists in what is returned alone."""
    secret = secrets.token_urlsafe(32)
    RegistrationLink.objects.create(registration=registration, token_hash=_hash(secret))
    return secret


def find_registration(token: str, now: datetime.datetime | None = None) -> Registration:
    """Return the registration of a link, its event with it. Raises ``LinkRefused``."""
    links = RegistrationLink.objects.select_related("registration__event", "registration__user")
    found = links.filter(token_hash=_hash(token)).first()
    if found is None:
        raise LinkRefused("unknown")
    registration: Registration = found.registration
    if registration.state == RegistrationState.PENDING and is_worn(registration, now or timezone.now()):
        raise LinkRefused("expired")
    return registration


def is_worn(registration: Registration, now: datetime.datetime) -> bool:
    """Say whether the time to confirm is over."""
    return registration.asked_at + UNCONFIRMED_KEPT <= now


def mailbox_key(email: str) -> str:
    """Return the keyed hash of a mailbox, the same for all spellings of its address. The key is ``SECRET_KEY``."""
    return salted_hmac("network.events.mailbox", normal_address(email), algorithm="sha256").hexdigest()


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
