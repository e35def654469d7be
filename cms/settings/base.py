"""Settings that every environment shares; the other modules say only what differs.

Values that a deployment chooses come from the environment (see ``production``);
nothing here is secret.
"""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from cms.core.languages import install_georgian_capfirst

from . import logging, mail, security, signin, wagtail
from .layers import public_settings

# Before any model or form is imported: their labels are capitalised at import time.
install_georgian_capfirst()

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"
env = environ.Env()

INSTALLED_APPS = [
    "home",
    "news",
    "projects",
    "network.portal",
    "network.charter",
    "network.letters",
    "network.events",
    "network.initiatives",
    "network.directory",
    "network.agreement",
    "network.members",
    "network.registry",
    "cms.demo",
    "cms.editing",
    "cms.search",
    "cms.users",
    "cms.mail",
    "cms.core",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "modeltranslation",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.core.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "cms.core.middleware.TextCompressionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "cms.core.middleware.SecurityHeadersMiddleware",
    "cms.core.middleware.ContentPolicyMiddleware",
    "cms.core.middleware.ReadersCacheMiddleware",
    "cms.core.middleware.SafeQueryMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.core.middleware.PathLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cms.users.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.core.middleware.MovedPageMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
AUTH_USER_MODEL = "users.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "cms" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "cms.core.context_processors.site",
                "home.context_processors.footer",
            ],
            "builtins": ["cms.core.templatetags.builtins"],
        },
    }
]

# --- Database ---------------------------------------------------------------------------------
SQLITE_OPTIONS = {
    # Readers go on while a writer writes; a writer takes its lock at BEGIN and waits, instead of
    # failing half-way through a transaction.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def database(url: str) -> dict[str, object]:
    """Return Django's database settings for ``url``, with our options for SQLite."""
    config = environ.Env.db_url_config(url)
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {**SQLITE_OPTIONS, **config.get("OPTIONS", {})}
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config


# --- Languages --------------------------------------------------------------------------------
LANGUAGE_CODE = "ka"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("ka", _("Georgian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "cms" / "upstream_locale"]
FORMAT_MODULE_PATH = ["cms.formats"]
TIME_ZONE = "Asia/Tbilisi"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

WAGTAIL_I18N_ENABLED = True
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ka", "ქართული"), ("en", "English")]
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_LOCALIZE_DEFAULT_TRANSLATION_MODE = "simple"
MODELTRANSLATION_DEFAULT_LANGUAGE = "ka"
MODELTRANSLATION_LANGUAGES = ("ka", "en")
MODELTRANSLATION_FALLBACK_LANGUAGES = ("ka", "en")

# --- Files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_ROOT = VAR_DIR / "private"  # letters of mandate: no address leads here
ERASURE_LOG = PRIVATE_ROOT / "erasures.jsonl"  # what a restored database must forget once more
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SERVE_MEDIA = False
DEMO_ALLOWED = False  # where the demonstration content, with its well-known password, may be made

for _layer in (security, logging, mail, signin, wagtail):
    globals().update(public_settings(_layer))
