"""Search over pages."""

from importlib import import_module

from django.apps import AppConfig
from django.db import connection
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "cms.search"
    label = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the index be written anew when its rules have changed, and be joined to what is searched."""
        import_module("cms.search.rebuilding")
        if connection.vendor == "sqlite":
            import_module("cms.search.sqlite").EntriesByNumber.join_all()
