"""Kinds of events and of what happens in them, who may register, and where a registration stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventType(models.TextChoices):
    """What readers are invited to."""

    WEBINAR = "webinar", _("Webinar")
    WORKSHOP = "workshop", _("Workshop")
    MEETING = "meeting", _("Meeting")
    ROUND_TABLE = "round_table", _("Round table")
    CONFERENCE = "conference", _("Conference")
    FORUM = "forum", _("Forum")
    CONSULTATION = "consultation", _("Consultation")
    TRAINING = "training", _("Training")
    PRESENTATION = "presentation", _("Presentation of a publication")
    OTHER = "other", pgettext_lazy("event", "Event")


class EventFormat(models.TextChoices):
    """Where one takes part."""

    ONLINE = "online", _("Online")
    ON_SITE = "on_site", _("On site")
    HYBRID = "hybrid", _("On site and online")


class Access(models.TextChoices):
    """Who may come."""

    OPEN = "open", _("Open to everybody")
    MEMBERS = "members", _("For members of the Network")
    INVITED = "invited", _("By invitation")


class Outcome(models.TextChoices):
    """What is known of an event that is over. Nothing is said of one of which nothing is known."""

    UNKNOWN = "", _("Not known")
    HELD = "held", _("Took place")
    NOT_HELD = "not_held", _("Did not take place")


class OrganiserPart(models.TextChoices):
    """An organisation's part in an event."""

    ORGANISER = "organiser", _("Organiser")
    COORDINATION = "coordination", _("In coordination with")
    HOST = "host", _("Host")
    SUPPORT = "support", _("With the support of")


class SlotKind(models.TextChoices):
    """What happens in a slot of the agenda."""

    OPENING = "opening_remarks", _("Opening remarks")
    PRESENTATION = "presentation", _("Presentation")
    DISCUSSION = "discussion", _("Discussion")
    QUESTIONS = "questions", _("Questions and answers")
    WORK = "work", _("Work in groups")
    BREAK = "break", _("Break")
    CLOSING = "closing_remarks", _("Closing remarks")
    OTHER = "other", pgettext_lazy("slot of an agenda", "Other")


class StepState(models.TextChoices):
    """Where an item of a workplan stands."""

    PLANNED = "planned", pgettext_lazy("item of a workplan", "Planned")
    THIS_EVENT = "this_event", pgettext_lazy("item of a workplan", "This event")
    TOOK_PLACE = "took_place", pgettext_lazy("item of a workplan", "Took place")
    CANCELLED = "cancelled", pgettext_lazy("item of a workplan", "Cancelled")


class EventState(models.TextChoices):
    """Whether an event stays as it was announced. Whether it is over, its hours say."""

    PLANNED = "planned", pgettext_lazy("event", "Planned")
    POSTPONED = "postponed", pgettext_lazy("event", "Postponed")
    CANCELLED = "cancelled", pgettext_lazy("event", "Cancelled")


class RegistrationMode(models.TextChoices):
    """Who may register on the site."""

    NONE = "none", _("Nobody: no registration")
    MEMBERS = "members", _("Members’ representatives")
    EVERYBODY = "everybody", _("Members’ representatives, and others by mail")


class RegistrationState(models.TextChoices):
    """Where a registration stands."""

    PENDING = "pending", pgettext_lazy("registration", "Mail address not confirmed yet")
    CONFIRMED = "confirmed", pgettext_lazy("registration", "Has a place")
    WAITING = "waiting", pgettext_lazy("registration", "On the waiting list")
    CANCELLED = "cancelled", pgettext_lazy("registration", "Cancelled")

    @classmethod
    def standing(cls) -> frozenset["RegistrationState"]:
        """States of those who come or would like to."""
        return frozenset({cls.CONFIRMED, cls.WAITING})
