"""What became of a letter: handed over to whom, and what was answered."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.letters.letters import Letter, LetterVersion
from network.members.letters import private_storage
from network.registry.models import Organisation


class Delivery(models.Model):
    """One handing-over, with the counts and the sealed files as they were."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="deliveries")
    version = models.ForeignKey(LetterVersion, on_delete=models.PROTECT, related_name="+")
    delivered_on = models.DateField(_("day"))
    to_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    recipient = models.CharField(_("to whom"), max_length=250)
    way = models.CharField(_("how"), max_length=250, help_text=_("For example: by mail; in person, with a receipt."))
    counts = models.JSONField(default=dict)
    # Kept until the addresses are erased; the hashes stay.
    bundle = models.FileField(_("sealed files"), storage=private_storage, max_length=150, blank=True)
    hashes = models.JSONField(default=dict, help_text="SHA-256 by name of file.")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now)

    class Meta:
        ordering = ("delivered_on", "pk")
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")

    def __str__(self) -> str:
        return f"{self.delivered_on} {self.recipient}"


class ReceivedAnswer(models.Model):
    """What an addressee answered, in its own words."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="answers")
    received_on = models.DateField(_("day"))
    sender = models.CharField(_("from whom"), max_length=250)
    heading = models.CharField(_("heading"), max_length=250, blank=True, default="")
    text = models.TextField(_("text"), blank=True, default="", help_text=_("Paragraphs are divided by an empty line."))
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("document"),
    )
    is_demonstration = models.BooleanField(_("demonstration record"), default=False)
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now)

    class Meta:
        ordering = ("received_on", "pk")
        verbose_name = _("answer received")
        verbose_name_plural = _("answers received")

    def __str__(self) -> str:
        return f"{self.received_on} {self.sender}"
