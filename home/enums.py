"""States of what stands on "About", and kinds of what stands in "Resources"."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ObjectiveStatus(models.TextChoices):
    """How far a strategic objective has come."""

    NOT_REPORTED = "not_reported", _("Not reported yet")
    ONGOING = "ongoing", _("In progress")
    REACHED = "reached", _("Reached")
    PARTLY_REACHED = "partly_reached", _("Partly reached")
    NOT_REACHED = "not_reached", _("Not reached")


class ResourceKind(models.TextChoices):
    """What a publication or a document is; for a document, by the page in which it stands."""

    PUBLICATION = "publication", _("Publication")
    EVENT = "event", _("Document of an event")
    PROJECT = "project", _("Document of a project")
    LETTER = "letter", _("Document of an open letter")
    NEWS = "news", _("Document of a news item")
    OTHER = "page", _("Other document")
