"""The site as somebody runs it, with everything that it keeps in folders of the test's own."""

import os
from pathlib import Path

from cms.settings import local
from cms.settings.layers import public_settings

globals().update(public_settings(local))

_FOLDER = Path(os.environ["SERVED_FOLDER"])
MEDIA_ROOT = _FOLDER / "media"
PRIVATE_ROOT = _FOLDER / "private"
ERASURE_LOG = PRIVATE_ROOT / "erasures.jsonl"
STATIC_ROOT = Path(os.environ["SERVED_STATIC"])
EMAIL_FILE_PATH = _FOLDER / "mail"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
