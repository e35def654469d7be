"""Whose agreement a page needs before it goes out."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementConfig(AppConfig):
    name = "network.agreement"
    label = "agreement"
    verbose_name = _("Agreement")
    default_auto_field = "django.db.models.BigAutoField"
