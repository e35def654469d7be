"""The desk of members' representatives."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "network.portal"
    label = "portal"
    verbose_name = _("Desk")
    default_auto_field = "django.db.models.BigAutoField"
