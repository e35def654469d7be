"""The Network's values and rules of work, and the members that subscribed to them."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CharterConfig(AppConfig):
    name = "network.charter"
    label = "charter"
    verbose_name = _("Charter")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell what members did."""
        import_module("network.charter.activities")
