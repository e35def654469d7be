"""In whose name a text goes out."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Voice(models.TextChoices):
    """Whose agreement a text needs, and whose name readers see on it."""

    NETWORK = "network", _("The Network")
    LISTED = "listed", _("The members listed")
    MEMBER = "member", _("One member")
    EDITORIAL = "editorial", _("The secretariat")
