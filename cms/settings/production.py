"""A server. Every value that a deployment chooses is read from the environment.

A missing variable stops the start with a sentence that names it.
Required: SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL, BASE_URL, EMAIL_URL, DEFAULT_FROM_EMAIL.
Optional: STATIC_ROOT, MEDIA_ROOT, PRIVATE_ROOT, ERASURE_LOG, LOG_LEVEL.
"""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from . import base
from .base import MEDIA_ROOT, PRIVATE_ROOT, STATIC_ROOT, database, env
from .layers import public_settings

globals().update(public_settings(base))

REQUIRED = ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "BASE_URL", "EMAIL_URL", "DEFAULT_FROM_EMAIL")
missing = [name for name in REQUIRED if not env(name, default="").strip()]
if missing:
    raise ImproperlyConfigured("Set these environment variables: " + ", ".join(missing))

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
DATABASES = {"default": database(env("DATABASE_URL"))}
BASE_URL = WAGTAILADMIN_BASE_URL = env("BASE_URL").rstrip("/")
if urlsplit(BASE_URL).scheme != "https":
    raise ImproperlyConfigured("BASE_URL must begin with https://")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
_EMAIL = env.email_url("EMAIL_URL")
MAIL_TRANSPORT = _EMAIL.pop("EMAIL_BACKEND")
vars().update(_EMAIL)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL")
STATIC_ROOT = env("STATIC_ROOT", default=str(STATIC_ROOT))
MEDIA_ROOT = env("MEDIA_ROOT", default=str(MEDIA_ROOT))
PRIVATE_ROOT = env("PRIVATE_ROOT", default=str(PRIVATE_ROOT))
ERASURE_LOG = env("ERASURE_LOG", default=f"{PRIVATE_ROOT}/erasures.jsonl")

ALLAUTH_TRUSTED_PROXY_COUNT = 1  # nginx says who asks, and lets nobody else say it
# nginx ends TLS and says so; it must overwrite this header (see docs/deployment.md).
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
