"""The test suite: fast hashing, files in memory or in temporary folders, mail kept in memory."""

import tempfile

from . import base
from .base import SQLITE_OPTIONS, VAR_DIR, database, env
from .layers import public_settings

globals().update(public_settings(base))

DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105  a constant keeps signed test data stable
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DATABASES = {"default": database(env("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'test.sqlite3'}"))}
_FOLDER = tempfile.TemporaryDirectory(prefix="site-tests-")  # this process's own, removed at its end
ERASURE_LOG = f"{_FOLDER.name}/erasures.jsonl"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # In a file: threads would share the one connection to a database in memory, and get into each other's
    # transactions. In a file each has its own, and writers wait for each other, as on the real site.
    DATABASES["default"]["TEST"] = {"NAME": f"{_FOLDER.name}/db.sqlite3"}
    DATABASES["default"]["OPTIONS"] = {
        **SQLITE_OPTIONS,
        "init_command": f"{SQLITE_OPTIONS['init_command']} PRAGMA synchronous=OFF;",  # it need not outlive a crash
    }
BASE_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = "noreply@example.org"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SERVE_MEDIA = True
DEMO_ALLOWED = True
STAFF_SECOND_FACTOR = False  # tests/users turns it on
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
LOGGING = {"version": 1, "disable_existing_loggers": False}
