"""The links by which an application is opened again. Only their hashes are stored."""

import hashlib
import secrets

from network.directory.applications import Application, ApplicationLink


def make_link(application: Application) -> tuple[ApplicationLink, str]:
    """Make one more link to an application; return it with its secret, which exists in what is returned alone."""
    secret = secrets.token_urlsafe(32)
    return ApplicationLink.objects.create(application=application, token_hash=_hash(secret)), secret


def find_application(token: str) -> Application | None:
    """Return the application that a link opens."""
    links = ApplicationLink.objects.filter(token_hash=_hash(token)).select_related("application__membership")
    found = links.first()
    return found.application if found else None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
