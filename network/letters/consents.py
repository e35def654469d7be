"""What signatories have allowed, each in the exact words in which they were asked."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from network.letters.enums import ConsentPurpose
from network.letters.signatures import Signature


class ConsentTextQuerySet(models.QuerySet["ConsentText"]):
    """Questions about wordings."""

    def newest(self, language: str | None = None) -> dict[str, "ConsentText"]:
        """Return the wording in force for each purpose in a language, the active one if none is said."""
        rows = self.filter(language=language or get_language() or "ka").order_by("purpose", "version")
        return {text.purpose: text for text in rows}


class ConsentText(models.Model):
    """A wording by which people are asked. Never changed: another wording is a new version."""

    purpose = models.CharField(_("purpose"), max_length=12, choices=ConsentPurpose.choices)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    body = models.TextField(_("wording"))

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        ordering = ("purpose", "-language", "-version")
        verbose_name = _("wording of a consent")
        verbose_name_plural = _("wordings of consents")
        constraints = (models.UniqueConstraint(fields=("purpose", "language", "version"), name="letters_one_wording"),)

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} ({self.language} {self.version})"


class Consent(models.Model):
    """A signatory allowed something; who did not has no row."""

    signature = models.ForeignKey(Signature, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=12, choices=ConsentPurpose.choices)
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+", verbose_name=_("wording"))
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = (
            models.UniqueConstraint(
                fields=("signature", "purpose"),
                condition=models.Q(withdrawn_at__isnull=True),
                name="letters_one_consent",
            ),
        )

    def __str__(self) -> str:
        return f"{self.signature_id}: {self.purpose}"
