"""What an initiative wishes for, where it stands, and what can happen to it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Wish(models.TextChoices):
    """What a member would like the Network to do; the values of texts are those of ``agreement.beginnings``."""

    STATEMENT = "statement", _("A statement or news")
    LETTER = "letter", _("An open letter")
    EVENT = "event", _("An event")
    PROJECT = "project", _("A project")
    OTHER = "other", pgettext_lazy("wish of an initiative", "Something else")


class InitiativeState(models.TextChoices):
    """Where an initiative stands."""

    DRAFT = "draft", pgettext_lazy("initiative", "Draft")
    OPEN = "open", pgettext_lazy("initiative", "Waiting for an answer")
    TAKEN_UP = "taken_up", pgettext_lazy("initiative", "Taken up")
    DECLINED = "declined", pgettext_lazy("initiative", "Not taken up")
    WRITING = "writing", pgettext_lazy("initiative", "The text is being written")
    REALISED = "realised", pgettext_lazy("initiative", "Led to a published text")
    WITHDRAWN = "withdrawn", pgettext_lazy("initiative", "Taken back by the member")

    @classmethod
    def answered(cls) -> frozenset["InitiativeState"]:
        """States that only an answer leads to."""
        return frozenset({cls.TAKEN_UP, cls.DECLINED, cls.WRITING, cls.REALISED})

    @classmethod
    def running(cls) -> frozenset["InitiativeState"]:
        """States in which something is still to come, and members can stand by it."""
        return frozenset({cls.OPEN, cls.TAKEN_UP, cls.WRITING})

    @classmethod
    def withdrawable(cls) -> frozenset["InitiativeState"]:
        """States in which the member can take it back: afterwards the text is the Network's."""
        return frozenset({cls.OPEN, cls.TAKEN_UP})

    @classmethod
    def ended(cls) -> frozenset["InitiativeState"]:
        """States after which nothing happens any more."""
        return frozenset({cls.DECLINED, cls.REALISED, cls.WITHDRAWN})


class HappeningKind(models.TextChoices):
    """What happened to an initiative, as members read it."""

    BROUGHT = "brought", _("Brought by the member")
    SUPPORTED = "supported", _("Co-sponsored")
    UNSUPPORTED = "unsupported", _("No longer co-sponsored")
    PROMISED = "promised", _("An answer was promised")
    TAKEN_UP = "taken_up", _("Answered: taken up")
    DECLINED = "declined", _("Answered: not taken up")
    BEGUN = "begun", _("Drafts were made in both languages")
    REALISED = "realised", _("The text was published")
    WITHDRAWN = "withdrawn", _("Taken back by the member")
