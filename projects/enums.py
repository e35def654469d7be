"""Parts that organisations play in projects and their funding."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FundingRole(models.TextChoices):
    """What a donor did."""

    FUNDED = "funded", _("funded")
    CO_FUNDED = "co_funded", _("co-funded")
    SUPPORTED = "supported", _("supported")
    IMPLEMENTED = "implemented", _("implemented")


class ParticipationRole(models.TextChoices):
    """What an organisation does in a project; the first three stand in the fact sheet."""

    LEAD = "lead", _("Lead applicant")
    IMPLEMENTING = "implementing", _("Implementing organisation")
    COORDINATOR = "coordinator", _("Coordinator")
    PARTNER = "partner", _("Partner")
    ASSOCIATE = "associate", _("Associated partner")

    @classmethod
    def leading(cls) -> tuple["ParticipationRole", ...]:
        """Roles of those who answer for the project."""
        return (cls.LEAD, cls.IMPLEMENTING, cls.COORDINATOR)
