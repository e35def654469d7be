"""A question to the members about one bilingual text: the frozen text, the roll, the state."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from network.agreement.enums import ReminderKind, RoundState, TextKind, Voice
from network.agreement.policies import AgreementPolicy


class RoundQuerySet(models.QuerySet["AgreementRound"]):
    """Questions about rounds."""

    def active(self) -> "RoundQuerySet":
        """Rounds whose text is locked."""
        return self.filter(state__in=RoundState.active())

    def open(self) -> "RoundQuerySet":
        """Rounds that members can answer."""
        return self.filter(state=RoundState.OPEN)

    def due(self, now: datetime.datetime | None = None) -> "RoundQuerySet":
        """Open rounds whose time is over."""
        return self.open().filter(closes_at__lte=now or timezone.now())

    def to_publish(self, now: datetime.datetime | None = None) -> "RoundQuerySet":
        """Agreed rounds whose hour of publication has come."""
        now = now or timezone.now()
        return self.filter(state__in=RoundState.due_to_publish()).exclude(publish_at__gt=now)

    def public(self) -> "RoundQuerySet":
        """Rounds whose record everybody may read."""
        return self.filter(state__in=RoundState.public())

    def of_text(self, translation_key: object) -> "RoundQuerySet":
        """All rounds of one text, the newest first."""
        return self.filter(translation_key=translation_key).order_by("-number")

    def for_member(self, membership_ids: object) -> "RoundQuerySet":
        """Rounds on whose roll one of the members stands and was not struck."""
        return self.filter(roll__membership__in=membership_ids, roll__struck_at=None).distinct()


class AgreementRound(models.Model):
    """One question on one bilingual text, numbered; its primary key is its public number ("Record 14")."""

    translation_key = models.UUIDField(_("text"), db_index=True)
    number = models.PositiveSmallIntegerField(_("round"))
    policy = models.ForeignKey(
        AgreementPolicy, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("procedure")
    )
    kind = models.CharField(_("kind of text"), max_length=12, choices=TextKind.choices)
    voice = models.CharField(_("in whose name"), max_length=10, choices=Voice.choices)
    state = models.CharField(_("state"), max_length=12, choices=RoundState.choices, default=RoundState.OPEN)
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    explanation = models.TextField(
        _("word to the members"), blank=True, default="", help_text=_("Why they are asked, or what has changed.")
    )
    urgent_reason = models.TextField(_("why it is urgent"), blank=True, default="")
    opened_at = models.DateTimeField(_("opened"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("opened by")
    )
    closes_at = models.DateTimeField(_("deadline"))
    extended_at = models.DateTimeField(_("extended"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    publish_at = models.DateTimeField(_("to be published"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    # The counts as they stood when the round closed; rules.Tally has the same names.
    roll_size = models.PositiveSmallIntegerField(_("members on the roll"), default=0)
    agree_count = models.PositiveSmallIntegerField(_("agree"), default=0)
    named_count = models.PositiveSmallIntegerField(_("named as supporters"), default=0)
    aside_count = models.PositiveSmallIntegerField(_("stand aside"), default=0)
    abstain_count = models.PositiveSmallIntegerField(_("abstain"), default=0)
    object_count = models.PositiveSmallIntegerField(_("object"), default=0)
    silent_count = models.PositiveSmallIntegerField(_("no answer"), default=0)
    task_state = models.ForeignKey(
        "wagtailcore.TaskState", null=True, blank=True, on_delete=models.SET_NULL, related_name="agreement_rounds"
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "number"], name="one_round_number"),
            models.UniqueConstraint(
                fields=["translation_key"],
                condition=models.Q(state__in=["open", "agreed", "scheduled"]),
                name="one_active_round",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.title}"

    @property
    def title(self) -> str:
        """The title of the text, in the reader's language."""
        texts = {text.language: text.title for text in self.texts.all()}
        language = get_language()
        return texts.get(language or "") or next(iter(texts.values()), "")

    @property
    def is_open(self) -> bool:
        """Whether members can answer."""
        return self.state == RoundState.OPEN

    @property
    def is_early(self) -> bool:
        """Whether it closed before its deadline, since every member had answered."""
        return self.closed_at is not None and self.closed_at < self.closes_at


class RoundText(models.Model):
    """The text of one language as the members were asked about it.

    ``content`` is what the digest was made from; it stays when the revision is gone.
    """

    round = models.ForeignKey(AgreementRound, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=2)
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=255)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    digest_version = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("-language",)  # Georgian first
        constraints = [models.UniqueConstraint(fields=["round", "language"], name="one_text_a_language")]

    def __str__(self) -> str:
        return self.title


class RollQuerySet(models.QuerySet["RoundMember"]):
    """Questions about the roll."""

    def standing(self) -> "RollQuerySet":
        """Members that were not struck."""
        return self.filter(struck_at=None)

    def undecided(self) -> "RollQuerySet":
        """Members without a counting answer."""
        return self.standing().exclude(answers__counts=True)


class RoundMember(models.Model):
    """A member entitled to answer: the roll is frozen when the round opens."""

    round = models.ForeignKey(AgreementRound, on_delete=models.PROTECT, related_name="roll")
    membership = models.ForeignKey(
        "members.Membership", on_delete=models.PROTECT, related_name="roll_entries", verbose_name=_("member")
    )
    struck_at = models.DateTimeField(_("struck"), null=True, blank=True)

    objects = RollQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["round", "membership"], name="once_on_the_roll")]

    def __str__(self) -> str:
        return str(self.membership)


class Reminder(models.Model):
    """A reminder that a representative was sent: never the same twice."""

    round = models.ForeignKey(AgreementRound, on_delete=models.PROTECT, related_name="sent_reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=ReminderKind.choices)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "user", "kind"], name="never_remind_twice")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.kind}"


class Urgency(models.Model):
    """The declaration that a text cannot wait: a reason, and two members that declare it.

    It is used up by the next round of the text.
    """

    translation_key = models.UUIDField(db_index=True)
    reason = models.TextField(_("why it is urgent"))
    members = models.ManyToManyField("members.Membership", related_name="+", verbose_name=_("declared by"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    used_by = models.OneToOneField(
        AgreementRound, null=True, blank=True, on_delete=models.PROTECT, related_name="urgency"
    )

    class Meta:
        verbose_name = _("declaration of urgency")
        verbose_name_plural = _("declarations of urgency")

    def __str__(self) -> str:
        return self.reason[:80]
