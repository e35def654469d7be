"""The members' directory: who works on what and where; how one joins and leaves."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "network.directory"
    label = "directory"
    verbose_name = _("Members’ directory")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the members' pages on the map of the site; follow what becomes of announcements of new members."""
        import_module("network.directory.joining.receivers")
        import_module("network.directory.readers.site_map")
