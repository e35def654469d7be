"""Kinds and states of memberships and mandates."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MemberLevel(models.TextChoices):
    """Where a member works: on policy, in communities, or both."""

    POLICY = "policy", _("Policy level")
    GRASS_ROOT = "grass_root", _("Grass-root level")
    BOTH = "both", _("Both levels")


class Visibility(models.TextChoices):
    """Who may read that somebody is a member: being named can hurt."""

    PUBLIC = "public", _("Everybody")
    MEMBERS = "members", _("Members only")


class MandateKind(models.TextChoices):
    """Whose voice counts first where two people speak for one member."""

    PRIMARY = "primary", _("Representative")
    DEPUTY = "deputy", _("Deputy")


class EndReason(models.TextChoices):
    """Why a mandate ended before, or on, its last day."""

    HANDED_OVER = "handed_over", _("Handed over to a successor")
    OWN_WISH = "own_wish", _("Ended by the representative")
    REVOKED = "revoked", _("Revoked by the secretariat")
    EXPIRED = "expired", _("Its last day has passed")
    MEMBER_LEFT = "member_left", _("The member left the Network")


class SuccessionState(models.TextChoices):
    """How far a hand-over has come."""

    OPEN = "open", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")
    REFUSED = "refused", _("No longer possible")
