"""Initiatives: what a member brings, who stands by it, what was answered and what came of it."""

import datetime
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from network.agreement.texts import LANGUAGES
from network.initiatives.documents import InitiativeDocument
from network.initiatives.enums import HappeningKind, InitiativeState, Wish
from network.members.models import Membership
from network.registry.models import Topic

__all__ = ["CoSponsor", "Happening", "Initiative", "InitiativeDocument", "InitiativeQuerySet"]
LONGEST_TITLE = 200


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    """Questions about initiatives."""

    def brought(self) -> "InitiativeQuerySet":
        """Keep those that all members see: a draft is its member's own."""
        return self.exclude(state=InitiativeState.DRAFT)

    def drafts_of(self, membership_ids: Any) -> "InitiativeQuerySet":
        """Keep the drafts of members."""
        return self.filter(state=InitiativeState.DRAFT, membership__in=membership_ids)

    def running(self) -> "InitiativeQuerySet":
        """Keep those of which something is still to come."""
        return self.filter(state__in=InitiativeState.running())

    def without_date(self) -> "InitiativeQuerySet":
        """Keep those that wait without knowing how long."""
        return self.filter(state=InitiativeState.OPEN, promised_on=None)

    def overdue(self, today: datetime.date | None = None) -> "InitiativeQuerySet":
        """Keep those whose promised day has passed without an answer."""
        return self.filter(state=InitiativeState.OPEN, promised_on__lt=today or timezone.localdate())

    def to_show(self) -> "InitiativeQuerySet":
        """Keep those of which everybody may know, if what came of them can be read: the initiator agreed."""
        return self.filter(state=InitiativeState.REALISED, may_be_shown=True)

    def with_names(self) -> "InitiativeQuerySet":
        """Read the member's name in the same question."""
        return self.select_related("membership__organisation", "membership__person")

    def with_co_sponsors(self) -> "InitiativeQuerySet":
        """Read who stands by it, in one more question."""
        rows = CoSponsor.objects.select_related("membership__organisation", "membership__person")
        return self.prefetch_related(Prefetch("co_sponsors", rows))


class Initiative(models.Model):
    """What one member brings. Title, text and answer stand in Georgian, in English or in both: one is enough."""

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="initiatives", verbose_name=_("member")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("brought by")
    )
    # Of the form by which it came: the same form sent twice brings one initiative.
    form_key = models.UUIDField(unique=True, default=uuid4, editable=False)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE, blank=True, default="")
    text = models.TextField(_("text"), blank=True, default="")
    wish = models.CharField(_("what it wishes for"), max_length=10, choices=Wish.choices, default=Wish.STATEMENT)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    may_be_shown = models.BooleanField(
        _("may be shown to everybody"),
        default=False,
        help_text=_("That the initiative came from this member, once it has led to a published text."),
    )
    state = models.CharField(_("state"), max_length=10, choices=InitiativeState.choices, default=InitiativeState.DRAFT)
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    brought_at = models.DateTimeField(_("brought"), null=True, blank=True)
    promised_on = models.DateField(_("answer promised for"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer = models.TextField(_("answer, with its reason"), blank=True, default="")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("answered by")
    )
    # The text that came of it, in both languages, and what the members read above it when they are asked.
    translation_key = models.UUIDField(_("text that came of it"), null=True, blank=True, unique=True)
    word_to_members = models.TextField(_("word to the members"), blank=True, default="")
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    is_demonstration = models.BooleanField(_("demonstration record"), default=False)

    objects: ClassVar[Any] = InitiativeQuerySet.as_manager()

    class Meta:
        ordering = ("-brought_at", "-pk")
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        constraints = (
            models.CheckConstraint(
                condition=Q(state=InitiativeState.DRAFT, brought_at__isnull=True)
                | (~Q(state=InitiativeState.DRAFT) & Q(brought_at__isnull=False)),
                name="initiatives_brought_unless_draft",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["taken_up", "declined", "writing", "realised"])
                | Q(answered_at__isnull=False, promised_on__isnull=False),
                name="initiatives_promised_and_answered",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["writing", "realised"]) | Q(translation_key__isnull=False),
                name="initiatives_text_exists",
            ),
        )
        indexes = (models.Index(fields=("state", "-brought_at"), name="initiatives_by_state"),)

    def __str__(self) -> str:
        return self.title or str(self._meta.verbose_name)

    @property
    def languages(self) -> list[str]:
        """The languages in which title and text are there."""
        return [code for code in LANGUAGES if self.title_in(code) and self.text_in(code)]

    def title_in(self, language: str) -> str:
        """Return the title in a language, "" if there is none."""
        return str(getattr(self, f"title_{language}") or "")

    def text_in(self, language: str) -> str:
        """Return the text in a language, "" if there is none."""
        return str(getattr(self, f"text_{language}") or "")

    @property
    def is_draft(self) -> bool:
        """Whether only its own member sees it."""
        return self.state == InitiativeState.DRAFT

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state == InitiativeState.OPEN

    @property
    def is_overdue(self) -> bool:
        """Whether the promised day has passed without an answer. The same rule as ``overdue``."""
        return self.is_open and self.promised_on is not None and self.promised_on < timezone.localdate()

    @property
    def can_be_supported(self) -> bool:
        """Whether members can stand by it."""
        return self.state in InitiativeState.running()

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether its member can take it back."""
        return self.state in InitiativeState.withdrawable()

    @cached_property
    def supporters(self) -> list["CoSponsor"]:
        """The members that stand by it, the first one first, with names."""
        return list(self.co_sponsors.all())


class CoSponsor(models.Model):
    """Another member stands by an initiative."""

    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="co_sponsors", verbose_name=_("initiative")
    )
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", verbose_name=_("member"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("said by")
    )
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        ordering = ("since", "pk")
        verbose_name = _("co-sponsor")
        verbose_name_plural = _("co-sponsors")
        constraints = (
            models.UniqueConstraint(fields=("initiative", "membership"), name="initiatives_one_support_of_member"),
        )

    def __str__(self) -> str:
        return str(self.membership)


class Happening(models.Model):
    """What happened to an initiative and when, for the members. A member may stand in it, never a person."""

    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="happenings", verbose_name=_("initiative")
    )
    kind = models.CharField(_("what happened"), max_length=11, choices=HappeningKind.choices)
    at = models.DateTimeField(_("when"), default=timezone.now)
    membership = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("member")
    )
    # The day that was promised.
    day = models.DateField(_("day"), null=True, blank=True)

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("happening of an initiative")
        verbose_name_plural = _("happenings of initiatives")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.get_kind_display()}"
