"""States of what members and those who want to become members ask of the secretariat."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ApplicationState(models.TextChoices):
    """How far an application to join has come."""

    DRAFT = "draft", pgettext_lazy("an application", "Being written")
    SENT = "sent", _("Waits for the secretariat")
    RETURNED = "returned", _("The secretariat has a question")
    ASKED = "asked", _("Put to the members")
    MEMBER = "member", _("Joined the Network")
    REFUSED = "refused", pgettext_lazy("an application", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("an application", "Withdrawn")

    @classmethod
    def written(cls) -> frozenset["ApplicationState"]:
        """States in which the applicant writes."""
        return frozenset({cls.DRAFT, cls.RETURNED})

    @classmethod
    def with_us(cls) -> frozenset["ApplicationState"]:
        """States in which the application is with the secretariat or the members."""
        return frozenset({cls.SENT, cls.RETURNED, cls.ASKED})

    @classmethod
    def over(cls) -> frozenset["ApplicationState"]:
        """States that end it."""
        return frozenset({cls.MEMBER, cls.REFUSED, cls.WITHDRAWN})


class ProposalState(models.TextChoices):
    """What became of a change that a member proposed to its entry; one that is taken back is not kept."""

    OPEN = "open", _("Waits for the secretariat")
    ACCEPTED = "accepted", pgettext_lazy("a proposed change", "Confirmed")
    REFUSED = "refused", pgettext_lazy("a proposed change", "Refused")


class DepartureState(models.TextChoices):
    """What became of a member's word that it leaves."""

    DECLARED = "declared", _("Declared, waits for the secretariat")
    CONFIRMED = "confirmed", _("The member has left")
    WITHDRAWN = "withdrawn", pgettext_lazy("leaving", "Taken back")
    REFUSED = "refused", _("Not confirmed: the member stays")
