"""The charter of values and rules of work, and the members that subscribed to a version of it."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.fields import FuzzyDateField
from cms.core.models import BasePage
from network.agreement.enums import TextKind, Voice
from network.agreement.models import AgreedPage, AgreementRound
from network.charter.blocks import RULE_BLOCKS, VALUE_BLOCKS
from network.members.models import Membership


class CharterPage(AgreedPage, BasePage):
    """Values (name, meaning) and rules of work. Every version is agreed; earlier ones stay readable."""

    voices: ClassVar[tuple[Voice, ...]] = (Voice.NETWORK, Voice.LISTED)
    version = models.PositiveSmallIntegerField(_("version"), default=1, validators=[MinValueValidator(1)])
    adopted_on = FuzzyDateField(_("adopted on"), blank=True, default="")
    preamble = models.TextField(_("preamble"), blank=True, default="")
    values = StreamField(VALUE_BLOCKS, blank=True, verbose_name=_("values"))
    rules_title = models.CharField(_("title of the rules"), max_length=120, blank=True, default="")
    rules = StreamField(RULE_BLOCKS, blank=True, verbose_name=_("rules"))

    agreed_fields: ClassVar[tuple[str, ...]] = (
        *AgreedPage.agreed_fields, "version", "adopted_on", "preamble", "values", "rules_title", "rules",
    )  # fmt: skip
    parent_page_types: ClassVar[list[str]] = ["home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        *AgreedPage.voice_panels,
        MultiFieldPanel([FieldRowPanel([FieldPanel("version")]), FieldPanel("adopted_on")], heading=_("Version")),
        FieldPanel("preamble"),
        FieldPanel("values"),
        MultiFieldPanel([FieldPanel("rules_title"), FieldPanel("rules")], heading=_("How we work")),
    ]
    translatable_fields: ClassVar[list[TranslatableField | SynchronizedField]] = [
        *BasePage.translatable_fields,
        *AgreedPage.voice_fields,
        SynchronizedField("version"),
        SynchronizedField("adopted_on"),
        TranslatableField("preamble"),
        TranslatableField("values"),
        TranslatableField("rules_title"),
        TranslatableField("rules"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("preamble"),
        index.SearchField("values"),
        index.SearchField("rules"),
    ]

    class Meta:
        verbose_name = _("charter")
        verbose_name_plural = _("charters")

    @property
    def text_kind(self) -> TextKind:
        """The charter has its own procedure."""
        return TextKind.CHARTER


class SubscriptionQuerySet(models.QuerySet["CharterSubscription"]):
    """Questions about subscriptions."""

    def shown(self) -> "SubscriptionQuerySet":
        """Subscriptions of members that everybody may know of, with their names."""
        members = Membership.objects.public()
        return self.filter(membership__in=members).select_related("membership__organisation", "membership__person")


class CharterSubscription(models.Model):
    """A member subscribes to the exact text of a version; the fingerprint says which."""

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="charter_subscriptions", verbose_name=_("member")
    )
    translation_key = models.UUIDField(db_index=True)
    version = models.PositiveSmallIntegerField(_("version"))
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    round = models.ForeignKey(AgreementRound, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    subscribed_at = models.DateTimeField(_("subscribed"), default=timezone.now)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription to the charter")
        verbose_name_plural = _("subscriptions to the charter")
        constraints = [
            models.UniqueConstraint(fields=["membership", "fingerprint"], name="subscribe_once_to_a_text"),
        ]

    def __str__(self) -> str:
        return f"{self.membership}, {self.version}"
