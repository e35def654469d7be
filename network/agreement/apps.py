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
        """Let the gate stand at every way, and be explained where editors meet it."""
        import_module("network.agreement.signals").connect()
        import_module("network.agreement.listeners").connect()
        import_module("network.agreement.quotes").tell_in_forms()
        import_module("network.agreement.receivers")
        import_module("network.agreement.checks")
        import_module("network.agreement.audit")
        import_module("network.agreement.refusals").explain_refusals()
        import_module("network.agreement.side_panel").show_agreement_in_editor()
        import_module("network.agreement.activities")
