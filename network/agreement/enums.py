"""Voices, kinds of text, states and stances, and the named sets of them that the rules speak of."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Voice(models.TextChoices):
    """Whose agreement a text needs, and whose name readers see on it."""

    NETWORK = "network", _("The Network")
    LISTED = "listed", _("The members listed")
    MEMBER = "member", _("One member")
    EDITORIAL = "editorial", _("The secretariat")

    @classmethod
    def asked(cls) -> frozenset["Voice"]:
        """Voices whose texts go out only after members have agreed."""
        return frozenset({cls.NETWORK, cls.LISTED, cls.MEMBER})


class TextKind(models.TextChoices):
    """Kinds of text, each with its own procedure."""

    STATEMENT = "statement", pgettext_lazy("kind of text", "Statement")
    LETTER = "letter", _("Open letter")
    CHARTER = "charter", _("Charter")
    PROJECT = "project", _("Project")
    EVENT = "event", _("Event")
    ANNOUNCEMENT = "announcement", _("Announcement")
    URGENT = "urgent", _("Urgent text")


class RoundState(models.TextChoices):
    """Where a question to the members stands; docs/agreement.md has the chart."""

    OPEN = "open", pgettext_lazy("round", "Open")
    AGREED = "agreed", pgettext_lazy("round", "Agreed")
    SCHEDULED = "scheduled", pgettext_lazy("round", "Agreed, to be published later")
    PUBLISHED = "published", pgettext_lazy("round", "Published")
    OBJECTED = "objected", pgettext_lazy("round", "Stopped by an objection")
    LAPSED = "lapsed", pgettext_lazy("round", "Lapsed")
    WITHDRAWN = "withdrawn", pgettext_lazy("round", "Withdrawn")
    INVALIDATED = "invalidated", pgettext_lazy("round", "Invalid")
    SUPERSEDED = "superseded", pgettext_lazy("round", "Replaced by a newer text")
    REVOKED = "revoked", pgettext_lazy("round", "Revoked")

    @classmethod
    def active(cls) -> frozenset["RoundState"]:
        """States in which nobody may change the text; at most one such round a text."""
        return frozenset({cls.OPEN, cls.AGREED, cls.SCHEDULED})

    @classmethod
    def due_to_publish(cls) -> frozenset["RoundState"]:
        """States that wait for publication only."""
        return frozenset({cls.AGREED, cls.SCHEDULED})

    @classmethod
    def public(cls) -> frozenset["RoundState"]:
        """States whose record everybody may read: the text has been public."""
        return frozenset({cls.PUBLISHED, cls.SUPERSEDED, cls.REVOKED})

    @classmethod
    def failed(cls) -> frozenset["RoundState"]:
        """States after which the text may be changed and asked again."""
        return frozenset({cls.OBJECTED, cls.LAPSED, cls.WITHDRAWN, cls.INVALIDATED})


class Stance(models.TextChoices):
    """What a member can answer. Silence is no stance and is never stored as one."""

    AGREE = "agree", _("Agree")
    STAND_ASIDE = "stand_aside", _("May go out, without us")
    ABSTAIN = "abstain", _("Abstain")
    OBJECT = "object", _("Object")


class Channel(models.TextChoices):
    """How an answer reached us."""

    DESK = "desk", _("On the desk")
    LINK = "link", _("By the link in the mail")
    PHONE = "phone", _("By phone, recorded by the secretariat")


class CertificateKind(models.TextChoices):
    """What a certificate rests on."""

    ROUND = "round", _("A round of the members")
    CORRECTION = "correction", _("A minor correction")
    LEGACY = "legacy", _("A recorded decision from before this site")


class CorrectionState(models.TextChoices):
    """Where a minor correction stands."""

    PROPOSED = "proposed", pgettext_lazy("correction", "Waits for a second confirmation")
    CONFIRMED = "confirmed", pgettext_lazy("correction", "Published")
    CONTESTED = "contested", pgettext_lazy("correction", "Contested, taken back")
    WITHDRAWN = "withdrawn", pgettext_lazy("correction", "Withdrawn")


class EventKind(models.TextChoices):
    """What the log records."""

    OPENED = "opened", _("Round opened")
    ANSWERED = "answered", _("A member answered")
    OBJECTION_WITHDRAWN = "objection_withdrawn", _("An objection was withdrawn")
    REMINDED = "reminded", _("Reminder to the members that had not answered")
    EXTENDED = "extended", _("Deadline extended")
    STRUCK = "struck", _("A member that left was struck off the roll")
    CLOSED = "closed", _("Round closed")
    SCHEDULED = "scheduled", _("Publication scheduled")
    PUBLISHED = "published", _("Published in Georgian and English at the same moment")
    WITHDRAWN = "withdrawn", _("Round withdrawn")
    INVALIDATED = "invalidated", _("The text differed from what the members were asked; nothing was published")
    SUPERSEDED = "superseded", _("Replaced by a newer text")
    REVOKED = "revoked", _("Agreement revoked")
    CORRECTION_PROPOSED = "correction_proposed", _("Minor correction proposed")
    CORRECTED = "corrected", _("Minor correction published")
    CORRECTION_CONTESTED = "correction_contested", _("Minor correction contested; the earlier text is back")
    CERTIFIED = "certified", _("Certified by a recorded decision")
    GATE_OPENED = "gate_opened", _("The database gate was opened for maintenance")
    REFUSED = "refused", _("A publication was refused")


class ReminderKind(models.TextChoices):
    """Which reminder a representative was sent."""

    HALF_TIME = "half_time", _("At half time")
    LAST_DAY = "last_day", _("24 hours before the deadline")
