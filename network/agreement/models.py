"""Pages that speak in somebody's name. The gate that asks the members stands here from the next step on."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail_localize.fields import SynchronizedField

from network.agreement.enums import Voice


class AgreedPage(models.Model):
    """Mixin of the page types whose text must be agreed; stands before ``BasePage`` in the bases."""

    agreement: ClassVar[str] = "required"
    shown_with: ClassVar[tuple[str, ...]] = ("share_image", "published_by")
    entry_relations: ClassVar[tuple[str, ...]] = ("published_by",)

    voice = models.CharField(
        _("in whose name"),
        max_length=10,
        choices=Voice.choices,
        default=Voice.EDITORIAL,
        help_text=_("The line under the title is made from this; it is never typed."),
    )
    published_by = models.ForeignKey(
        "registry.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("published by"),
        help_text=_("The member whose own text this is."),
    )

    voice_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel([FieldPanel("voice"), FieldPanel("published_by")], heading=_("In whose name"))
    ]
    voice_fields: ClassVar[list[SynchronizedField]] = [
        SynchronizedField("voice"),
        SynchronizedField("published_by"),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Demand the member's name where one member speaks."""
        super().clean()
        if self.voice == Voice.MEMBER and not self.published_by_id:
            raise ValidationError({"published_by": _("Say which member’s text this is.")})

    @property
    def attribution(self) -> str:
        """The sentence that tells a reader whose text this is, in the reader's language."""
        if self.voice == Voice.MEMBER:
            return gettext("Published by %(member)s. Not a position of the Network.") % {"member": self.published_by}
        return {
            Voice.NETWORK: gettext("In the Network’s name"),
            Voice.LISTED: gettext("In the name of the members listed"),
            Voice.EDITORIAL: gettext("Secretariat notice"),
        }[Voice(self.voice)]
