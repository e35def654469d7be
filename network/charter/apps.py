"""The Network's values and rules of work, and the members that subscribed to them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CharterConfig(AppConfig):
    name = "network.charter"
    label = "charter"
    verbose_name = _("Charter")
    default_auto_field = "django.db.models.BigAutoField"
