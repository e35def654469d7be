"""Initiatives: what members bring, who stands by them, what became of them."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InitiativesConfig(AppConfig):
    name = "network.initiatives"
    label = "initiatives"
    verbose_name = _("Initiatives")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follow the texts that come of initiatives, and tell what members brought and where readers find it."""
        import_module("network.initiatives.receivers")
        import_module("network.initiatives.activities")
        import_module("network.initiatives.site_map")
