"""What a member proposes to change in its own entry of the directory, until the secretariat has confirmed it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from network.directory.states import ProposalState


class EntryProposalQuerySet(models.QuerySet["EntryProposal"]):
    """Questions about proposals."""

    def waiting(self) -> "EntryProposalQuerySet":
        """Return those that the secretariat has to look at, the oldest first."""
        return self.filter(state=ProposalState.OPEN).order_by("proposed_at", "pk")

    def with_names(self) -> "EntryProposalQuerySet":
        """Read member and representative in the same question."""
        return self.select_related("membership__organisation", "membership__person", "proposed_by")


class EntryProposal(models.Model):
    """One proposal. ``changes`` holds, by field, how it was then and how it shall be: ``{"before": …, "after": …}``.

    Fields that shall stay as they are do not stand in it, so confirming never undoes what somebody else changed.
    """

    membership = models.ForeignKey(
        "members.Membership", on_delete=models.CASCADE, related_name="entry_proposals", verbose_name=_("member")
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    changes = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=9, choices=ProposalState.choices, default=ProposalState.OPEN)
    # Why it was refused; the representative reads it.
    reason = models.TextField(_("reason"), blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects: ClassVar[Any] = EntryProposalQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("-proposed_at", "-pk")
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        constraints = (
            models.UniqueConstraint(
                fields=("membership",), condition=Q(state=ProposalState.OPEN), name="directory_one_open_proposal"
            ),
        )

    def __str__(self) -> str:
        return gettext("Proposed change %(number)s") % {"number": self.pk}

    @property
    def is_open(self) -> bool:
        """Whether the secretariat has not decided yet."""
        return self.state == ProposalState.OPEN
