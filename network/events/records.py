"""What is true of an event in both languages and is no part of its text: places, registrations, whether it stays."""

import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import CharField, Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.core.visibility import readable
from network.events.enums import EventState, RegistrationMode, RegistrationState
from network.members.models import Membership

# Source: shared rules of retention. Names and addresses go when they are not needed any more; numbers stay.
KEPT_AFTER_END = datetime.timedelta(days=30)
UNCONFIRMED_KEPT = datetime.timedelta(days=2)


class EventQuerySet(models.QuerySet["Event"]):
    """Questions about events."""

    def of_text(self, translation_key: UUID) -> "EventQuerySet":
        """Keep the event of a text."""
        return self.filter(translation_key=translation_key)

    def readable(self) -> "EventQuerySet":
        """Keep events whose text everybody can read, in one language at least."""
        pages = Page.objects.filter(translation_key=OuterRef("translation_key"), alias_of=None)
        return self.filter(Exists(readable(pages)))

    def with_numbers(self) -> "EventQuerySet":
        """Count those who have a place (``taken``) and those on the waiting list (``in_line``)."""
        return self.annotate(
            taken=Count("registrations", filter=Q(registrations__state=RegistrationState.CONFIRMED)),
            in_line=Count("registrations", filter=Q(registrations__state=RegistrationState.WAITING)),
        )

    def with_title(self) -> "EventQuerySet":
        """Read the title of the newest text in the active language, or in the other one, as ``shown_title``."""
        pages = Page.objects.filter(translation_key=OuterRef("translation_key"), alias_of=None).order_by("-live")
        titles = pages.annotate(own=Coalesce("draft_title", "title")).values("own")
        own = titles.filter(locale__language_code=get_language() or "ka")
        found = Coalesce(Subquery(own[:1]), Subquery(titles[:1]), Value("–"), output_field=CharField())
        return self.annotate(shown_title=found)


class Event(models.Model):
    """One event: one row for both languages. Nothing of it is part of the text that the members agree to.

    ``starts_at`` and ``ends_at`` are those of the published text; empty before the first publication.
    """

    translation_key = models.UUIDField(_("text"), unique=True)
    state = models.CharField(_("state"), max_length=10, choices=EventState.choices, default=EventState.PLANNED)
    starts_at = models.DateTimeField(_("begins"), null=True, blank=True, editable=False)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True, editable=False)
    registration = models.CharField(
        _("who may register"), max_length=9, choices=RegistrationMode.choices, default=RegistrationMode.NONE
    )
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True, help_text=_("Empty: as many as come."))
    opens_at = models.DateTimeField(_("registration begins"), null=True, blank=True, help_text=_("Empty: at once."))
    closes_at = models.DateTimeField(
        _("registration ends"), null=True, blank=True, help_text=_("Empty: when the event begins.")
    )
    equal_until = models.DateTimeField(
        _("one place a member until"),
        null=True,
        blank=True,
        help_text=_(
            "Until then nobody gets a second place of a member while another member may still want its first."
            " Empty: until registration ends."
        ),
    )
    joining_link = models.URLField(
        _("joining link"), max_length=500, blank=True, default="", help_text=_("Only those who have a place get it.")
    )
    # Goes up whenever a calendar must learn of a change (RFC 5545, SEQUENCE).
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    anonymised_at = models.DateTimeField(_("addresses erased"), null=True, blank=True, editable=False)

    # Of a question that asked for them: ``with_numbers``, ``with_title``.
    taken: int
    in_line: int
    shown_title: str

    objects: ClassVar[Any] = EventQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_at", "-pk")
        verbose_name = _("event")
        verbose_name_plural = _("events")
        default_permissions = ("view", "change")
        constraints = (
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(opens_at__isnull=True) | Q(closes_at__gt=models.F("opens_at")),
                name="events_closes_after_opening",
                violation_error_message=_("Registration must end after it begins."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def pages(self) -> PageQuerySet:
        """The event's pages in both languages, live or not."""
        return Page.objects.filter(translation_key=self.translation_key, alias_of=None)

    @property
    def shown_state(self) -> str:
        """Whether it stays as announced; of one that was held at its hours, that it is past."""
        if self.state == EventState.PLANNED and self.ends_at is not None and self.ends_at <= timezone.now():
            return pgettext("events", "Past")
        return str(self.get_state_display())

    @property
    def registration_ends_at(self) -> datetime.datetime | None:
        """When registration ends; nothing before the first publication."""
        return min(filter(None, (self.closes_at, self.starts_at)), default=None)

    def is_open(self, now: datetime.datetime | None = None) -> bool:
        """Say whether one can register at a moment. Whether the text is public is asked with the page."""
        moment = now or timezone.now()
        ends = self.registration_ends_at
        begun = self.opens_at is None or self.opens_at <= moment
        wanted = self.registration != RegistrationMode.NONE and self.state == EventState.PLANNED
        return wanted and begun and ends is not None and moment < ends


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Questions about registrations."""

    def standing(self) -> "RegistrationQuerySet":
        """Keep those who come or would like to."""
        return self.filter(state__in=RegistrationState.standing())

    def confirmed(self) -> "RegistrationQuerySet":
        """Keep those who have a place."""
        return self.filter(state=RegistrationState.CONFIRMED)

    def in_line(self) -> "RegistrationQuerySet":
        """Keep the waiting list in its order: first places of members and of others before second ones."""
        return self.filter(state=RegistrationState.WAITING).order_by("is_second", "asked_at", "pk")


class Registration(models.Model):
    """One person who comes to an event or would like to: for a member, or by mail for nobody but themselves."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="registrations")
    membership = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("member")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Of people who register by mail; erased after the event. Representatives' stand in their account.
    name = models.CharField(_("name"), max_length=120, blank=True, default="")
    email = models.EmailField(_("e-mail"), blank=True, default="")
    # A keyed hash of the address, the same for all its spellings: one mailbox has one registration.
    mailbox = models.CharField(max_length=64, blank=True, default="", editable=False)
    language = models.CharField(_("language"), max_length=2, default="ka")
    state = models.CharField(
        _("state"), max_length=9, choices=RegistrationState.choices, default=RegistrationState.PENDING
    )
    # Whether somebody else stands there for the member before: the order of the waiting list knows.
    is_second = models.BooleanField(default=False, editable=False)
    # The place in line is that of the moment at which the person has asked, or has confirmed the address.
    asked_at = models.DateTimeField(_("registered"), default=timezone.now)
    placed_at = models.DateTimeField(_("has a place since"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[Any] = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ("asked_at", "pk")
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        default_permissions = ("view",)
        constraints = (
            models.UniqueConstraint(
                fields=("event", "user"),
                condition=Q(state__in=("confirmed", "waiting"), user__isnull=False),
                name="events_one_registration_of_user",
            ),
            models.UniqueConstraint(
                fields=("event", "mailbox"),
                condition=Q(state__in=("pending", "confirmed", "waiting")) & ~Q(mailbox=""),
                name="events_one_registration_of_address",
            ),
        )

    def __str__(self) -> str:
        return f"{self.event_id}.{self.pk}"

    @property
    def shown_name(self) -> str:
        """Who comes: the name of the account, else the one that was typed; nothing once it is erased."""
        if self.user is not None:
            return self.user.get_full_name() or self.user.email
        return self.name

    @property
    def address(self) -> str:
        """Where mails about it go; nothing once it is erased."""
        return self.user.email if self.user is not None else self.email


class RegistrationLink(models.Model):
    """The secret in a mail by which a registration is confirmed, seen and cancelled. Only its SHA-256 is kept.

    Each mail has a secret of its own, and all of them lead to the same page.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.registration_id}.{self.pk}"
