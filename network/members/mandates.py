"""Mandates, and how one is handed over: who speaks for whom, since when, granted by whom."""

import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from network.members.enums import EndReason, MandateKind, SuccessionState
from network.members.letters import check_letter, letter_path, private_storage
from network.members.rules import MandateFacts, is_valid


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Questions about mandates."""

    def valid(self, on: datetime.date | None = None) -> "MandateQuerySet":
        """Keep those that count on a day (today, in the site's time zone). The same rule as ``rules.is_valid``."""
        day = on or timezone.localdate()
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            starts_on__lte=day,
            revoked_at__isnull=True,
            membership__left="",
            user__is_active=True,
        )

    def of_user(self, user: Any) -> "MandateQuerySet":
        """Keep those of a person; nobody's for one who is not signed in."""
        return self.filter(user_id=user.pk) if user.pk else self.none()

    def with_names(self) -> "MandateQuerySet":
        """Read member and user in the same question."""
        return self.select_related("user", "membership__organisation", "membership__person")


class Mandate(models.Model):
    """Somebody may speak for a member."""

    membership = models.ForeignKey(
        "members.Membership", on_delete=models.PROTECT, related_name="mandates", verbose_name=_("member")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mandates", verbose_name=_("representative")
    )
    kind = models.CharField(_("kind"), max_length=7, choices=MandateKind.choices, default=MandateKind.PRIMARY)
    starts_on = models.DateField(_("first day"), default=timezone.localdate)
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Empty if the mandate has no end of its own.")
    )
    granted_by = models.CharField(
        _("granted by"), max_length=250, help_text=_("Who gave the mandate: a board, a director, the predecessor.")
    )
    letter = models.FileField(
        _("letter of mandate"),
        upload_to=letter_path,
        storage=private_storage,
        validators=[check_letter],
        max_length=100,
        blank=True,
        help_text=_("PDF, JPEG, PNG or Word, at most 5 MB. Only the secretariat can read it."),
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)
    end_reason = models.CharField(
        _("why it ended"), max_length=11, choices=EndReason.choices, blank=True, default="", editable=False
    )
    end_note = models.CharField(_("note on the end"), max_length=500, blank=True, default="", editable=False)
    created_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    objects: ClassVar[Any] = MandateQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on", "-pk")
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = (
            models.UniqueConstraint(
                fields=("membership",),
                condition=Q(kind=MandateKind.PRIMARY, revoked_at__isnull=True),
                name="members_one_primary_mandate",
                violation_error_message=_("This member has a representative already. A second one is a deputy."),
            ),
            models.UniqueConstraint(
                fields=("membership", "user"),
                condition=Q(revoked_at__isnull=True),
                name="members_one_mandate_of_user",
                violation_error_message=_("This person speaks for the member already."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="members_mandate_ends_after_start",
                violation_error_message=_("The last day cannot lie before the first."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership}: {self.user.get_full_name() or self.user.email}"

    @property
    def confirmed_on(self) -> datetime.date:
        """The day since which the mandate stands: that of the last confirmation, else the first."""
        return timezone.localdate(self.confirmed_at) if self.confirmed_at else self.starts_on

    @property
    def facts(self) -> MandateFacts:
        """What decides whether this mandate counts."""
        return MandateFacts(
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            revoked=self.revoked_at is not None,
            member_left=not self.membership.is_current,
            user_active=self.user.is_active,
        )

    @property
    def is_valid(self) -> bool:
        """Whether the person may speak for the member today."""
        return is_valid(self.facts, timezone.localdate())


def mandates_of(user: Any) -> MandateQuerySet:
    """Return the mandates by which a person may speak today, with the members' names."""
    return Mandate.objects.valid().of_user(user).with_names()


class Succession(models.Model):
    """A hand-over in two steps: a representative proposes a successor, who accepts with a link sent by mail."""

    mandate = models.ForeignKey(
        Mandate, on_delete=models.PROTECT, related_name="successions", verbose_name=_("mandate")
    )
    name = models.CharField(_("first name and surname"), max_length=150, blank=True, default="")
    email = models.EmailField(_("e-mail"), blank=True, default="")
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="ka")
    stays_as_deputy = models.BooleanField(_("stay on as deputy"), default=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("proposed"), auto_now_add=True)
    expires_at = models.DateTimeField(_("can be accepted until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        constraints = (
            models.UniqueConstraint(
                fields=("mandate",),
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="members_one_open_succession",
            ),
        )

    def __str__(self) -> str:
        return gettext("Hand-over of the mandate for %(member)s") % {"member": self.mandate.membership}

    @property
    def state(self) -> SuccessionState:
        """How far it has come; derived, so that nothing has to be changed when time passes."""
        if self.accepted_at:
            return SuccessionState.ACCEPTED
        if self.withdrawn_at:
            return SuccessionState.WITHDRAWN
        if timezone.now() >= self.expires_at:
            return SuccessionState.EXPIRED
        return SuccessionState.OPEN if self.mandate.is_valid else SuccessionState.REFUSED
