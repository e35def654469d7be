"""A person's own machine: works with an empty environment, keeps everything in ``var/``.

``DEBUG`` is off unless the environment says ``DEBUG=1``, so that whoever tries the site sees the
pages (errors included) that readers see.
"""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key

from . import base
from .base import VAR_DIR, database, env
from .layers import public_settings

globals().update(public_settings(base))


def _owner_only(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def stored_secret_key(path: Path) -> str:
    """Return the key kept in ``path``; make one at the first start, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(path, "x", opener=_owner_only) as file:
            file.write(get_random_secret_key())
    except FileExistsError:
        pass
    return path.read_text()


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = stored_secret_key(VAR_DIR / "secret_key")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DATABASES = {"default": database(env("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}"))}
BASE_URL = WAGTAILADMIN_BASE_URL = env("BASE_URL", default=f"http://127.0.0.1:{env('PORT', default='8000')}")
MAIL_TRANSPORT = "django.core.mail.backends.filebased.EmailBackend"
MAIL_AT_ONCE = True
SHOW_MAILS = True
EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = "noreply@example.org"
SERVE_MEDIA = True
DEMO_ALLOWED = True
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=False)  # the demonstration's people have no telephone
