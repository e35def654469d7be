"""A letter: one row for both languages. Signatures hang on it, never on a page."""

import datetime
from functools import cache
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.core.visibility import readable
from network.agreement.rounds import AgreementRound
from network.letters.enums import LetterState, SignatureKind

# Source: shared rules of retention; the form tells them to whoever signs.
UNCONFIRMED_KEPT = datetime.timedelta(days=7)
KEPT_AFTER_END = datetime.timedelta(days=90)
# If nobody ever delivers the letter, counted from the last day of signing.
KEPT_AT_MOST = datetime.timedelta(days=120)
OPEN_FOR = datetime.timedelta(days=60)
# How long a new version can be signed instead of an earlier one, even if signing has ended since.
RENEW_WITHIN = datetime.timedelta(days=7)


class LetterQuerySet(models.QuerySet["Letter"]):
    """Questions about letters."""

    def of_text(self, translation_key: UUID) -> "LetterQuerySet":
        """Keep the letter of a text."""
        return self.filter(translation_key=translation_key)

    def signable(self, now: datetime.datetime | None = None) -> "LetterQuerySet":
        """Keep letters that can be signed at a moment. The same rule as ``Letter.is_signable``."""
        moment = now or timezone.now()
        return self.filter(
            Q(closes_at__isnull=True) | Q(closes_at__gt=moment), state=LetterState.OPEN, opens_at__lte=moment
        )

    def published(self) -> "LetterQuerySet":
        """Keep letters that have been published."""
        return self.exclude(state=LetterState.DRAFT)

    def readable(self) -> "LetterQuerySet":
        """Keep letters whose text readers can read online, in any language: published, and not private."""
        return self.published().filter(_text_is_readable())

    def with_readability(self) -> "LetterQuerySet":
        """Say of each, as ``can_be_read``, what ``readable`` asks."""
        return self.annotate(can_be_read=_text_is_readable())

    def due_to_close(self, now: datetime.datetime | None = None) -> "LetterQuerySet":
        """Keep open or paused letters whose last hour is over."""
        states = (LetterState.OPEN, LetterState.PAUSED)
        return self.filter(state__in=states, closes_at__lte=now or timezone.now())


@cache  # putting it together takes as long as asking it
def _text_is_readable() -> Exists:
    return Exists(readable(Page.objects.filter(translation_key=OuterRef("translation_key"), alias_of=None)))


class Letter(models.Model):
    """What is true of a letter in every language: state, hours, who may sign, the version that is signed now.

    The page says who may sign and the members agree to that; it is copied here when the text is published, so that
    the statement that inserts a signature can ask. Hours and goal are the secretariat's.
    """

    translation_key = models.UUIDField(_("text"), unique=True)
    state = models.CharField(_("state"), max_length=10, choices=LetterState.choices, default=LetterState.DRAFT)
    opens_at = models.DateTimeField(
        _("signing begins"), null=True, blank=True, help_text=_("Without it: when the letter is published.")
    )
    closes_at = models.DateTimeField(
        _("signing ends"), null=True, blank=True, help_text=_("Without it: 60 days after signing begins.")
    )
    accepts_members = models.BooleanField(_("members may sign"), default=True)
    accepts_organisations = models.BooleanField(_("other organisations may sign"), default=False)
    accepts_people = models.BooleanField(_("people may sign"), default=False)
    goal = models.PositiveIntegerField(_("goal"), null=True, blank=True)
    goal_kind = models.CharField(
        _("what the goal counts"),
        max_length=12,
        choices=SignatureKind.choices,
        default=SignatureKind.ORGANISATION,
    )
    offers_letter_news = models.BooleanField(_("offer news about this letter"), default=True)
    offers_network_news = models.BooleanField(_("offer news of the Network"), default=True)
    version = models.ForeignKey(
        "letters.LetterVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    event_until = models.DateTimeField(
        _("event mode until"),
        null=True,
        blank=True,
        help_text=_("A room full of people may sign through one network until then; eight hours at most."),
    )
    # Told to everybody who signs, so it never moves to a later day (``lifecycle``, ``hours``).
    kept_at_most_until = models.DateTimeField(
        _("addresses erased at the latest"), null=True, blank=True, editable=False
    )
    # Goes up whenever a name disappears: what was made from the list before must not be handed out any more.
    removals = models.PositiveIntegerField(default=0, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    retracted_at = models.DateTimeField(_("retracted"), null=True, blank=True)
    anonymised_at = models.DateTimeField(_("addresses erased"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("members reminded"), null=True, blank=True)

    # Of letters that were asked ``with_readability`` alone.
    can_be_read: bool

    objects: ClassVar[Any] = LetterQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("open letter")
        verbose_name_plural = _("open letters")
        constraints = (
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(opens_at__isnull=True) | Q(closes_at__gt=models.F("opens_at")),
                name="letters_closes_after_opening",
                violation_error_message=_("Signing must end after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(state=LetterState.DRAFT)
                | Q(version__isnull=False, opens_at__isnull=False, closes_at__isnull=False),
                name="letters_public_has_version",
            ),
        )

    def __str__(self) -> str:
        return self.title or str(self.pk)

    @property
    def pages(self) -> PageQuerySet:
        """The letter's pages in both languages, live or not."""
        return Page.objects.filter(translation_key=self.translation_key, alias_of=None)

    @property
    def title(self) -> str:
        """The title in the reader's language: of the version that is signed, else of a draft."""
        held = self.version.titles if self.version else {}
        if not held:
            rows = self.pages.select_related("locale")
            held = {page.locale.language_code: page.draft_title or page.title for page in rows}
        return held.get(get_language() or "ka") or next(iter(held.values()), "")

    def is_signable(self, now: datetime.datetime | None = None) -> bool:
        """Say whether it can be signed at a moment; the statement that inserts asks again."""
        moment = now or timezone.now()
        begun = self.opens_at is not None and self.opens_at <= moment
        return self.state == LetterState.OPEN and begun and (self.closes_at is None or self.closes_at > moment)

    def is_renewable(self, now: datetime.datetime | None = None) -> bool:
        """Say whether who has signed an earlier version can sign the one of now instead."""
        moment = now or timezone.now()
        is_fresh = self.version is not None and moment < self.version.made_at + RENEW_WITHIN
        return self.is_signable(moment) or (is_fresh and self.state in LetterState.confirmable())

    def accepts(self, kind: str) -> bool:
        """Say whether a kind of signatory may sign this letter."""
        return {
            SignatureKind.MEMBER: self.accepts_members,
            SignatureKind.ORGANISATION: self.accepts_organisations,
            SignatureKind.PERSON: self.accepts_people,
        }[SignatureKind(kind)]

    @property
    def is_event(self) -> bool:
        """Whether many may sign through one network now."""
        return self.event_until is not None and self.event_until > timezone.now()

    @property
    def ended_at(self) -> datetime.datetime | None:
        """When the letter was delivered, archived or retracted: from then the time to keep addresses runs."""
        return min(filter(None, (self.delivered_at, self.archived_at, self.retracted_at)), default=None)

    @property
    def kept_until(self) -> datetime.datetime | None:
        """When addresses, and the names of hidden people, are erased at the latest."""
        latest = self.closes_at + KEPT_AT_MOST if self.closes_at else None
        after_end = self.ended_at + KEPT_AFTER_END if self.ended_at else None
        return min(filter(None, (self.kept_at_most_until, latest, after_end)), default=None)


class LetterVersion(models.Model):
    """The exact bilingual text that was public and could be signed, from when on. Never changed."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    titles = models.JSONField(help_text="Title by language.")
    contents = models.JSONField(help_text="Canonical content (network.agreement.content) by language.")
    round = models.ForeignKey(AgreementRound, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_correction = models.BooleanField(_("minor correction"), default=False)
    made_at = models.DateTimeField(_("public since"), default=timezone.now)

    class Meta:
        ordering = ("letter", "number")
        verbose_name = _("version of a letter")
        verbose_name_plural = _("versions of letters")
        constraints = (
            models.UniqueConstraint(fields=("letter", "number"), name="letters_one_version_number"),
            models.UniqueConstraint(fields=("letter", "fingerprint"), name="letters_one_version_of_text"),
        )

    def __str__(self) -> str:
        return f"{self.letter_id}.{self.number}"

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.titles.get(get_language() or "ka") or next(iter(self.titles.values()), "")
