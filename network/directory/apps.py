"""The members' directory: who works on what and where; how one joins and leaves."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "network.directory"
    label = "directory"
    verbose_name = _("Members’ directory")
    default_auto_field = "django.db.models.BigAutoField"
