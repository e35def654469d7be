"""What members answer. One answer of a member counts; the earlier ones stay as history."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.agreement.enums import Channel, Stance
from network.agreement.rounds import RoundMember


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Questions about answers."""

    def counting(self) -> "AnswerQuerySet":
        """The answer of each member that counts; struck members' answers do not."""
        return self.filter(counts=True, round_member__struck_at=None)

    def objections(self) -> "AnswerQuerySet":
        """Objections that still stand."""
        return self.counting().filter(stance=Stance.OBJECT)


class Answer(models.Model):
    """One member's answer to the exact text whose fingerprint it carries."""

    round_member = models.ForeignKey(RoundMember, on_delete=models.PROTECT, related_name="answers")
    stance = models.CharField(_("answer"), max_length=12, choices=Stance.choices)
    name_us = models.BooleanField(
        _("show our name"),
        default=False,
        help_text=_("As a supporter, or as a member that stands aside. Never without the member's choice."),
    )
    reason = models.TextField(_("why"), blank=True, default="")
    proposal = models.TextField(_("what should change"), blank=True, default="")
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("given by")
    )
    channel = models.CharField(_("way"), max_length=5, choices=Channel.choices, default=Channel.DESK)
    note = models.TextField(_("note of the secretariat"), blank=True, default="")
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    counts = models.BooleanField(_("counts"), default=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ("-given_at", "-pk")
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(
                fields=["round_member"], condition=models.Q(counts=True), name="one_counting_answer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.round_member_id}: {self.stance}"
