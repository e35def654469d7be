"""The charter of values and rules of work, and the members that subscribed to a version of it."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.fields import FuzzyDateField
from cms.core.models import BasePage
from network.agreement.enums import TextKind, Voice
from network.agreement.models import AgreedPage, AgreementRound
from network.charter.blocks import RULE_BLOCKS, VALUE_BLOCKS
from network.charter.texts import CharterText, text_of_page
from network.members.models import Membership

VERSION_HELP = _("Count on when the members are asked about a changed text. A slip of the pen makes no new version.")
ADOPTED_HELP = _("If it was adopted elsewhere. Without it: the day of the members’ agreement.")


class CharterPage(AgreedPage, BasePage):
    """Values (name, meaning) and rules of work. Every version is agreed; earlier ones stay readable."""

    translation_key: UUID
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
        MultiFieldPanel(
            [FieldPanel("version", help_text=VERSION_HELP), FieldPanel("adopted_on")], heading=_("Version")
        ),
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

    @cached_property
    def text(self) -> CharterText:
        """What readers read, in the form that earlier versions have too."""
        return text_of_page(self)

    @cached_property
    def has_record(self) -> bool:
        """Whether members have agreed to a version on this site, so that versions can be read."""
        return AgreementRound.objects.public().of_text(self.translation_key).exists()


class SubscriptionQuerySet(models.QuerySet["CharterSubscription"]):
    """Questions about subscriptions."""

    def of_text(self, translation_key: UUID) -> "SubscriptionQuerySet":
        """Keep those to any version of one charter."""
        return self.filter(translation_key=translation_key)

    def of_current_members(self) -> "SubscriptionQuerySet":
        """Keep those of members that have not left."""
        return self.filter(membership__left="")

    def alphabetical(self) -> "SubscriptionQuerySet":
        """Order by the members' names in the active language, and read the names in the same question."""
        key = "sort_en" if get_language() == "en" else "sort_ka"
        name = Coalesce(f"membership__organisation__{key}", f"membership__person__{key}")
        names = self.select_related("membership__organisation", "membership__person")
        return names.order_by(name, "membership_id", "pk")


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
