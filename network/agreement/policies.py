"""Procedures: how long members have, and what counts as agreement."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.agreement.enums import TextKind


class PolicyQuerySet(models.QuerySet["AgreementPolicy"]):
    """Questions about procedures."""

    def in_force(self, kind: str, on: datetime.date | None = None) -> "AgreementPolicy":
        """Return the newest procedure of a kind that was adopted by ``on`` (today without it)."""
        return self.filter(kind=kind, adopted_on__lte=on or timezone.localdate()).latest("version")


class AgreementPolicy(models.Model):
    """The procedure for one kind of text, as the members adopted it. Once used it stays as it is.

    Source of the defaults: the rules that hold until the members decide otherwise (docs/agreement.md).
    """

    kind = models.CharField(_("kind of text"), max_length=12, choices=TextKind.choices)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    adopted_on = models.DateField(_("adopted on"))
    window_hours = models.PositiveSmallIntegerField(
        _("time to answer, hours"), validators=[MinValueValidator(1), MaxValueValidator(24 * 60)]
    )
    quorum_percent = models.PositiveSmallIntegerField(
        _("must answer, % of the roll"),
        default=0,
        validators=[MaxValueValidator(100)],
        help_text=_("How many members must have answered at all. 0: no such rule."),
    )
    agrees_numerator = models.PositiveSmallIntegerField(_("must agree, numerator"), default=1)
    agrees_denominator = models.PositiveSmallIntegerField(
        _("must agree, denominator"), default=3, validators=[MinValueValidator(1)]
    )
    tacit_consent = models.BooleanField(
        _("silence does not block"),
        default=True,
        help_text=_("Otherwise every member on the roll must have answered."),
    )
    reminders = models.BooleanField(_("reminders at half time and 24 hours before"), default=True)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "-version")
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="one_policy_version"),
            models.CheckConstraint(
                condition=models.Q(agrees_numerator__lte=models.F("agrees_denominator")), name="policy_agrees_fraction"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep a used procedure as it was."""
        if self.is_used:
            raise ValidationError(_("Members have been asked by this procedure. Add a new version instead."))
        super().save(*args, **kwargs)

    @property
    def window(self) -> datetime.timedelta:
        """The time that members have."""
        return datetime.timedelta(hours=self.window_hours)

    @property
    def is_used(self) -> bool:
        """Whether members have been asked by it."""
        return not self._state.adding and self.rounds.exists()

    def clean(self) -> None:
        """Refuse to change a procedure by which members have been asked."""
        super().clean()
        if self.is_used:
            raise ValidationError(_("Members have been asked by this procedure. Add a new version instead."))
