"""Open letters that members, organisations and people sign."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    name = "network.letters"
    label = "letters"
    verbose_name = _("Open letters")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say how letters begin, follow what happens to their texts, and tell what members did."""
        import_module("network.letters.beginnings")
        import_module("network.letters.receivers")
        import_module("network.letters.by_members.member_receivers")
        import_module("network.letters.by_mail.mail_receivers")
        import_module("network.letters.activities")
