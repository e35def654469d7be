"""The user model, and how people sign in."""

from django.apps import AppConfig
from django.core.cache import caches
from django.utils.connection import ConnectionProxy
from django.utils.translation import gettext_lazy as _


class UsersConfig(AppConfig):
    name = "cms.users"
    label = "users"
    verbose_name = _("Users")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let allauth count for all processes together.

        It knows the default cache alone, which is each process's own and which public pages read; the two modules
        that count (attempts, and codes of an app that were used) get the shared one. tests/users/test_limits.py says
        when they look elsewhere.
        """
        from allauth.core.internal import ratelimit  # they need the models, which are not there yet above
        from allauth.mfa.totp.internal import auth as totp

        ratelimit.cache = totp.cache = ConnectionProxy(caches, "shared")
