"""Which exact texts may be live, and how small mistakes in them are mended."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.agreement.enums import CertificateKind, CorrectionState
from network.agreement.rounds import AgreementRound


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Questions about certificates."""

    def valid(self) -> "CertificateQuerySet":
        """Certificates that have not ended."""
        return self.filter(ended_at=None)

    def of_text(self, translation_key: UUID, language: str) -> "CertificateQuerySet":
        """Certificates of a text in one language."""
        return self.filter(translation_key=translation_key, language=language)

    def covers(self, translation_key: UUID, language: str, digest: str) -> bool:
        """Whether the exact text may be live."""
        return self.valid().of_text(translation_key, language).filter(digest=digest).exists()


class Certificate(models.Model):
    """The text named by key, language and digest may be live.

    Written only when a round ends in agreement, by a minor correction, or by a recorded decision on old texts.
    """

    translation_key = models.UUIDField()
    language = models.CharField(max_length=2)
    digest = models.CharField(max_length=64)
    digest_version = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=CertificateKind.choices)
    round = models.ForeignKey(
        AgreementRound, null=True, blank=True, on_delete=models.PROTECT, related_name="certificates"
    )
    correction = models.ForeignKey(
        "agreement.MinorCorrection", null=True, blank=True, on_delete=models.PROTECT, related_name="certificates"
    )
    decision = models.TextField(_("recorded decision"), blank=True, default="")
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        indexes = [models.Index(fields=["translation_key", "language", "digest"])]
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "language", "digest"],
                condition=models.Q(ended_at=None),
                name="one_valid_certificate",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(kind="round", round__isnull=False)
                    | models.Q(kind="correction", correction__isnull=False)
                    | (models.Q(kind="legacy") & ~models.Q(decision=""))
                ),
                name="certificate_rests_on_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.digest[:8]}"


class MinorCorrection(models.Model):
    """A slip of the pen mended in an agreed text of one language, confirmed by a representative of another member.

    Any member can contest it for 72 hours; then the earlier certified text comes back.
    """

    translation_key = models.UUIDField(db_index=True)
    language = models.CharField(max_length=2)
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    round = models.ForeignKey(
        AgreementRound, null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    before_digest = models.CharField(max_length=64)
    after_digest = models.CharField(max_length=64)
    before_content = models.JSONField()
    after_content = models.JSONField()
    changes = models.JSONField(help_text="Pairs of words: as it was, as it is.")
    words = models.PositiveSmallIntegerField(_("words changed"))
    state = models.CharField(
        _("state"), max_length=10, choices=CorrectionState.choices, default=CorrectionState.PROPOSED
    )
    reason = models.TextField(_("reason"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("confirmed by")
    )
    confirming_member = models.ForeignKey("members.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    contest_until = models.DateTimeField(_("can be contested until"), null=True, blank=True)
    contesting_member = models.ForeignKey("members.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    contested_at = models.DateTimeField(_("contested"), null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("minor correction")
        verbose_name_plural = _("minor corrections")
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "language"],
                condition=models.Q(state="proposed"),
                name="one_proposed_correction",
            )
        ]

    def __str__(self) -> str:
        return ", ".join(f"{before} > {after}" for before, after in self.changes)
