"""The mixin of pages whose text must be agreed before it goes out."""

import logging
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.locks import BaseLock
from wagtail.models import Revision
from wagtail_localize.fields import SynchronizedField

from network.agreement.enums import EventKind, TextKind, Voice
from network.agreement.events import record
from network.agreement.gate import AgreementRequired, Verdict, is_certified, judge, passing
from network.agreement.locks import RoundLock
from network.agreement.rounds import AgreementRound, RoundText

logger = logging.getLogger("network.agreement")
# What Wagtail's scheduler calls its publications (wagtail/management/commands/publish_scheduled.py).
BY_THE_SCHEDULER = "wagtail.publish.scheduled"
# What makes a draft of a page.
DRAFT_STATE = ("live", "has_unpublished_changes", "live_revision")


class AgreedPage(models.Model):
    """Mixin of the page types whose text must be agreed; stands before ``BasePage`` in the bases.

    Every way that writes or publishes such a page passes ``save`` or ``publish`` here (source: the Network's fourth
    rule). Subclasses name their public fields in ``agreed_fields`` and the others in ``unasked_fields``.
    """

    translation_key: UUID | None  # every page has it
    agreement: ClassVar[str] = "required"
    shown_with: ClassVar[tuple[str, ...]] = (
        "share_image",
        "published_by__organisation",
        "published_by__person",
    )
    entry_relations: ClassVar[tuple[str, ...]] = ("published_by__organisation", "published_by__person")
    agreed_fields: ClassVar[tuple[str, ...]] = (
        "title", "official_title", "lead", "menu_label", "seo_title", "search_description", "share_text", "share_image",
        "related", "is_demonstration", "voice", "published_by", "listed_members",
    )  # fmt: skip
    # Address, menu and notes of editors: no text that readers read as the page's.
    unasked_fields: ClassVar[tuple[str, ...]] = ("slug", "show_in_menus", "internal_note")
    # Whose name the texts of this type can stand in.
    voices: ClassVar[tuple[Voice, ...]] = tuple(Voice)

    voice = models.CharField(
        _("in whose name"),
        max_length=10,
        choices=Voice.choices,
        default=Voice.NETWORK,
        help_text=_("The line under the title is made from this; it is never typed."),
    )
    published_by = models.ForeignKey(
        "members.Membership",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("published by"),
        help_text=_("The member whose own text this is."),
    )
    listed_members = ParentalManyToManyField(
        "members.Membership",
        blank=True,
        related_name="+",
        verbose_name=_("members listed"),
        help_text=_("If the text stands in the name of some members: each of them is asked for itself."),
    )

    voice_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [FieldPanel("voice"), FieldPanel("published_by"), FieldPanel("listed_members")],
            heading=_("In whose name"),
        )
    ]
    voice_fields: ClassVar[list[SynchronizedField]] = [
        SynchronizedField("voice"),
        SynchronizedField("published_by"),
        SynchronizedField("listed_members"),
    ]

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the page, if it may be live; what newly appears without agreement is written as a draft.

        Raises ``AgreementRequired`` if a text that is or becomes public would differ from every agreed one.
        """
        verdict = judge(self, kwargs.get("update_fields"))
        if verdict is Verdict.REFUSE:
            raise AgreementRequired
        if verdict is Verdict.DEMOTE:
            self.live, self.has_unpublished_changes, self.live_revision = False, True, None
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], *DRAFT_STATE}
        with passing([self.translation_key] if self.translation_key else []):
            super().save(*args, **kwargs)

    @property
    def text_kind(self) -> TextKind:
        """The kind of text, which decides the procedure."""
        return TextKind.STATEMENT

    def clean(self) -> None:
        """Demand the names of those in whose name the text stands, and a voice that such a text can have."""
        super().clean()
        if self.voice not in self.voices:
            raise ValidationError({"voice": _("Such a text cannot stand in this name.")})
        if self.voice == Voice.MEMBER and not self.published_by_id:
            raise ValidationError({"published_by": _("Say which member’s text this is.")})

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish a revision whose text is agreed.

        For Wagtail's scheduler a refusal clears the schedule and is logged, so that it does not stop the others; for
        everybody else it raises ``AgreementRequired``.
        """
        if is_certified(revision.as_object()):
            super().publish(revision, *args, **kwargs)  # type: ignore[misc]  # the page's, after the mixin
            return
        if kwargs.get("log_action") != BY_THE_SCHEDULER:
            raise AgreementRequired
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        record(EventKind.REFUSED, page=self.pk, revision=revision.pk)
        logger.warning("scheduled publication refused", extra={"page": self.pk, "revision": revision.pk})

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Write a revision; one that the members were asked about is never overwritten, a new one is made."""
        overwritten = kwargs.get("overwrite_revision")
        if overwritten is not None and RoundText.objects.filter(revision=overwritten).exists():
            kwargs["overwrite_revision"] = None
        made: Revision = super().save_revision(*args, **kwargs)  # type: ignore[misc]  # the page's
        return made

    def get_lock(self) -> BaseLock | None:
        """Lock every language while the members are asked and until the text is out."""
        if self.translation_key:
            asked = AgreementRound.objects.active().of_text(self.translation_key).first()
            if asked is not None:
                return RoundLock(self, asked)
        lock: BaseLock | None = super().get_lock()  # type: ignore[misc]  # the page's
        return lock

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
