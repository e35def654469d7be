"""Events: what is planned, who takes part, what came of it."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "network.events"
    label = "events"
    verbose_name = _("Events")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say how texts of this room begin, follow what happens to them, and tell what members did."""
        import_module("network.events.beginnings")
        import_module("network.events.receivers")
        import_module("network.events.activities")
