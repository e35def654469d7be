"""States that only "About" needs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ObjectiveStatus(models.TextChoices):
    """How far a strategic objective has come."""

    NOT_REPORTED = "not_reported", _("Not reported yet")
    ONGOING = "ongoing", _("In progress")
    REACHED = "reached", _("Reached")
    PARTLY_REACHED = "partly_reached", _("Partly reached")
    NOT_REACHED = "not_reached", _("Not reached")
