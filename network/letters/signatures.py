"""Signatures, and the batches in which forged ones are taken out of the count."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.letters.enums import Display, HoldReason, Position, SignatureKind, SignatureState
from network.letters.letters import Letter, LetterVersion
from network.members.models import Mandate, Membership


class SignatureQuerySet(models.QuerySet["Signature"]):
    """Questions about signatures."""

    def active(self) -> "SignatureQuerySet":
        """Keep what counts: signatures and, of members, what else they say openly."""
        return self.filter(state=SignatureState.ACTIVE)

    def signed(self) -> "SignatureQuerySet":
        """Keep signatures that count."""
        return self.active().filter(position=Position.SIGN)

    def named(self) -> "SignatureQuerySet":
        """Keep signatures that count and whose names readers may see."""
        return self.signed().filter(display=Display.PUBLIC)

    def of_kind(self, kind: str) -> "SignatureQuerySet":
        """Keep those of one kind of signatory."""
        return self.filter(kind=kind)

    def uncounted(self) -> "SignatureQuerySet":
        """Keep those about which the tally does not know the latest yet."""
        return self.filter(is_counted=False)

    def with_members(self) -> "SignatureQuerySet":
        """Read the members' names in the same question."""
        return self.select_related("membership__organisation", "membership__person", "version")


class InvalidationBatch(models.Model):
    """Signatures taken out of the count together, with the reason; can be undone."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="batches")
    reason = models.TextField(_("reason"))
    filters = models.JSONField(default=dict, help_text="What they had in common, as it was chosen.")
    size = models.PositiveIntegerField(_("signatures"), default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(_("invalidated"), default=timezone.now)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("invalidated batch")
        verbose_name_plural = _("invalidated batches")

    def __str__(self) -> str:
        return f"{self.letter_id}: {self.size}"


class Signature(models.Model):
    """One subject's word on one letter: one row for ever, whatever becomes of it.

    ``subject_key`` says who it is without saying it: "member:7", or a keyed hash. A row that was not confirmed holds
    nothing else about the person; what was typed stands in the token until then.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="signatures")
    version = models.ForeignKey(LetterVersion, on_delete=models.PROTECT, related_name="signatures")
    kind = models.CharField(_("kind"), max_length=12, choices=SignatureKind.choices)
    position = models.CharField(_("position"), max_length=7, choices=Position.choices, default=Position.SIGN)
    state = models.CharField(_("state"), max_length=11, choices=SignatureState.choices, default=SignatureState.PENDING)
    subject_key = models.CharField(max_length=80)
    membership = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="signatures", verbose_name=_("member")
    )
    mandate = models.ForeignKey(Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Of a person: first name and surname. Of an organisation: who signs for it.
    name = models.CharField(_("name"), max_length=150, blank=True, default="")
    role = models.CharField(_("role"), max_length=150, blank=True, default="")
    organisation_name = models.CharField(_("organisation"), max_length=250, blank=True, default="")
    identification_code = models.CharField(_("identification code"), max_length=20, blank=True, default="")
    website = models.URLField(_("website"), blank=True, default="")
    logo = models.CharField(_("logo"), max_length=100, blank=True, default="", help_text="Name of the stored picture.")
    place = models.CharField(_("place"), max_length=100, blank=True, default="")
    email = models.EmailField(_("e-mail"), blank=True, default="")
    comment = models.TextField(_("note"), blank=True, default="")
    display = models.CharField(_("name shown"), max_length=6, choices=Display.choices, default=Display.HIDDEN)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="ka")
    # Made from the names for lists and searches; empty where there is no name.
    sort_key = models.CharField(max_length=250, blank=True, default="", editable=False)
    search_text = models.CharField(max_length=600, blank=True, default="", editable=False)
    held_for = models.CharField(_("why it is held"), max_length=12, choices=HoldReason.choices, blank=True, default="")
    check_note = models.TextField(_("note on the check"), blank=True, default="")
    asked_at = models.DateTimeField(_("asked back"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    batch = models.ForeignKey(
        InvalidationBatch, null=True, blank=True, on_delete=models.SET_NULL, related_name="signatures"
    )
    # What it was before its batch, and returns to if the batch is undone.
    state_before = models.CharField(max_length=11, blank=True, default="", editable=False)
    # The sequencer's part (``sequencing``): its number in the letter, as what the tally counts it, whether it knows.
    serial = models.PositiveIntegerField(null=True, blank=True, editable=False)
    counted_as = models.CharField(max_length=24, blank=True, default="", editable=False)
    is_counted = models.BooleanField(default=True, editable=False)
    salt = models.CharField(max_length=32, blank=True, default="", editable=False)
    created_at = models.DateTimeField(_("received"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("signed"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)

    objects: ClassVar[Any] = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints = (
            models.UniqueConstraint(fields=("letter", "kind", "subject_key"), name="letters_one_signature"),
            models.UniqueConstraint(fields=("letter", "serial"), name="letters_one_serial"),
            models.CheckConstraint(
                condition=Q(kind=SignatureKind.MEMBER, membership__isnull=False)
                | (~Q(kind=SignatureKind.MEMBER) & Q(membership__isnull=True, position=Position.SIGN)),
                name="letters_members_sign_as_members",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[SignatureState.ACTIVE, SignatureState.HELD]) | Q(confirmed_at__isnull=False),
                name="letters_counts_when_confirmed",
            ),
        )
        indexes = (
            models.Index(
                fields=("letter", "kind", "sort_key", "id"),
                name="letters_named",
                condition=Q(state="active", position="sign", display="public"),
            ),
            models.Index(fields=("letter", "id"), name="letters_uncounted", condition=Q(is_counted=False)),
            models.Index(fields=("letter", "created_at"), name="letters_unfinished", condition=Q(state="pending")),
            models.Index(fields=("letter", "id"), name="letters_held", condition=Q(state="held")),
        )

    def __str__(self) -> str:
        return self.shown_name or str(self.pk)

    @property
    def shown_name(self) -> str:
        """Who signs, as readers see it where the name is shown."""
        if self.membership is not None:
            return self.membership.name
        return self.organisation_name if self.kind == SignatureKind.ORGANISATION else self.name

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the text that was signed."""
        return str(self.version.fingerprint)
