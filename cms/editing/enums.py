"""How a page stands to its counterpart in the other language."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TranslationState(models.TextChoices):
    """What an editor is told about the other language of a page."""

    MISSING = "missing", _("Missing")
    COPY = "copy", _("Copy, not translated yet")
    DRAFT = "draft", _("Draft, never published")
    STALE = "stale", _("Out of date")
    WAITING = "waiting", _("Brought up to date, not published yet")
    BEHIND = "behind", _("Changed after this text")
    CURRENT = "current", _("Published and up to date")

    @classmethod
    def incomplete(cls) -> tuple["TranslationState", ...]:
        """States in which readers of the other language lack something, the most pressing first."""
        return (cls.MISSING, cls.STALE, cls.WAITING, cls.COPY, cls.DRAFT)

    @classmethod
    def pressing(cls) -> tuple["TranslationState", ...]:
        """States that the page's editor is reminded of, the page being older than its original included."""
        return (*cls.incomplete(), cls.BEHIND)
