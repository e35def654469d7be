"""Projects, programmes and funding lines."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    label = "projects"
    verbose_name = _("Projects")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say how texts of this room begin, and tell what members did."""
        import_module("projects.beginnings")
        import_module("projects.activities")
