"""A member says that it leaves the Network; the secretariat confirms the day."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from network.directory.states import DepartureState


class DepartureQuerySet(models.QuerySet["Departure"]):
    """Questions about members that leave."""

    def waiting(self) -> "DepartureQuerySet":
        """Return those that the secretariat has to look at, the oldest first."""
        return self.filter(state=DepartureState.DECLARED).order_by("declared_at", "pk")

    def with_names(self) -> "DepartureQuerySet":
        """Read member and representative in the same question."""
        return self.select_related("membership__organisation", "membership__person", "declared_by")


class Departure(models.Model):
    """A representative's word that its member leaves. Until it is confirmed the member is asked like all others."""

    membership = models.ForeignKey(
        "members.Membership", on_delete=models.CASCADE, related_name="departures", verbose_name=_("member")
    )
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("declared by")
    )
    declared_at = models.DateTimeField(_("declared"), default=timezone.now)
    wished_day = models.DateField(_("wished last day"), null=True, blank=True)
    # What the member wants to say about it; nobody but the secretariat reads it.
    note = models.TextField(_("reason"), blank=True, default="")
    state = models.CharField(_("state"), max_length=9, choices=DepartureState.choices, default=DepartureState.DECLARED)
    left_on = models.DateField(_("left"), null=True, blank=True)
    answer = models.TextField(blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects: ClassVar[Any] = DepartureQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("-declared_at", "-pk")
        verbose_name = _("departure")
        verbose_name_plural = _("departures")
        constraints = (
            models.UniqueConstraint(
                fields=("membership",), condition=Q(state=DepartureState.DECLARED), name="directory_one_open_departure"
            ),
        )

    def __str__(self) -> str:
        return gettext("Departure %(number)s") % {"number": self.pk}

    @property
    def is_open(self) -> bool:
        """Whether the secretariat has not decided yet."""
        return self.state == DepartureState.DECLARED
