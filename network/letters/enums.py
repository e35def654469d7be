"""States of letters and of signatures, kinds of signatories, and the named sets of them that the rules speak of."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LetterState(models.TextChoices):
    """Where a letter stands; docs/letters.md has the chart. Whether it is time to sign, its hours say too."""

    DRAFT = "draft", pgettext_lazy("letter", "Not published yet")
    OPEN = "open", pgettext_lazy("letter", "Open for signatures")
    PAUSED = "paused", pgettext_lazy("letter", "Paused")
    CLOSED = "closed", pgettext_lazy("letter", "Signing has ended")
    DELIVERED = "delivered", pgettext_lazy("letter", "Delivered")
    ANSWERED = "answered", pgettext_lazy("letter", "Answered")
    ARCHIVED = "archived", pgettext_lazy("letter", "Archived")
    RETRACTED = "retracted", pgettext_lazy("letter", "Retracted")

    @classmethod
    def confirmable(cls) -> frozenset["LetterState"]:
        """States in which what was sent before the end can still be confirmed."""
        return frozenset({cls.OPEN, cls.CLOSED})

    @classmethod
    def over(cls) -> frozenset["LetterState"]:
        """States in which nobody signs any more."""
        return frozenset({cls.CLOSED, cls.DELIVERED, cls.ANSWERED, cls.ARCHIVED, cls.RETRACTED})

    @classmethod
    def delivered(cls) -> frozenset["LetterState"]:
        """States in which the addressee has the letter."""
        return frozenset({cls.DELIVERED, cls.ANSWERED})


class SignatureKind(models.TextChoices):
    """Three kinds of signatories, each counted by itself."""

    MEMBER = "member", _("Member of the Network")
    ORGANISATION = "organisation", _("Other organisation")
    PERSON = "person", _("Person")


class Position(models.TextChoices):
    """What a member says to a letter. All others can only sign."""

    SIGN = "sign", _("Signs")
    ABSTAIN = "abstain", _("Openly abstains")
    DECLINE = "decline", _("Does not sign")


class SignatureState(models.TextChoices):
    """Where a signature stands."""

    PENDING = "pending", pgettext_lazy("signature", "Not confirmed yet")
    HELD = "held", pgettext_lazy("signature", "Confirmed, to be checked")
    ACTIVE = "active", pgettext_lazy("signature", "Counts")
    REFUSED = "refused", pgettext_lazy("signature", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("signature", "Withdrawn")
    CONTESTED = "contested", pgettext_lazy("signature", "Contested by the member")
    INVALIDATED = "invalidated", pgettext_lazy("signature", "Invalidated")
    ERASED = "erased", pgettext_lazy("signature", "Erased")

    @classmethod
    def confirmable(cls) -> frozenset["SignatureState"]:
        """States from which a confirmation by mail leads to a signature."""
        return frozenset({cls.PENDING, cls.WITHDRAWN})

    @classmethod
    def standing(cls) -> frozenset["SignatureState"]:
        """States of a signature that somebody has given and not taken back."""
        return frozenset({cls.HELD, cls.ACTIVE})

    @classmethod
    def gone(cls) -> frozenset["SignatureState"]:
        """States in which nothing of the signatory is left to be seen."""
        return frozenset({cls.WITHDRAWN, cls.ERASED})


class Display(models.TextChoices):
    """Whether readers see the signatory's name. Hidden ones are counted, not named."""

    HIDDEN = "hidden", _("Counted, not named")
    PUBLIC = "public", _("Named")


class HoldReason(models.TextChoices):
    """Why the secretariat looks at a signature before it counts."""

    ORGANISATION = "organisation", _("An organisation’s signature is always checked")
    HONEYPOT = "honeypot", _("A field that people do not see was filled in")
    TOO_FAST = "too_fast", _("The form was sent faster than anybody can type")
    DOMAIN = "domain", _("Many signatures from one mail provider within an hour")


class ConsentPurpose(models.TextChoices):
    """What a signatory can allow; each is asked by itself."""

    STORE = "store", _("Keep the data for this letter")
    SHOW_NAME = "show_name", _("Publish the name")
    LETTER_NEWS = "letter_news", _("News about this letter")
    NETWORK_NEWS = "network_news", _("News of the Network")


class TokenPurpose(models.TextChoices):
    """What the link of a mail is for."""

    CONFIRM = "confirm", _("Confirm a signature")
    MANAGE = "manage", _("Manage a signature")
    OBJECT = "object", _("Object to a signature in the member’s name")


class Happening(models.TextChoices):
    """What the log of a letter tells."""

    SIGNED = "signed", _("Signed")
    ABSTAINED = "abstained", _("Openly abstained")
    DECLINED = "declined", _("Declined")
    HIDDEN = "hidden", _("Name hidden")
    SHOWN = "shown", _("Name shown")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    INVALIDATED = "invalidated", _("Invalidated")
    CONTESTED = "contested", _("Contested")
    CHANGED = "changed", _("Changed to another version or wording")
