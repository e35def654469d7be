"""Whose agreement a page needs before it goes out."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementConfig(AppConfig):
    name = "network.agreement"
    label = "agreement"
    verbose_name = _("Agreement")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the gate stand at every way."""
        signals = import_module("network.agreement.signals")
        signals.connect()
