"""Programmes and funding lines: who pays, in the donors' own words, in both languages."""

import datetime
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.core.fields import FuzzyDateField
from network.registry.models import Organisation
from projects.enums import FundingRole


class Programme(index.Indexed, models.Model):
    """A larger undertaking that projects belong to."""

    title = models.CharField(_("title"), max_length=250)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True, default="")
    official_title = models.TextField(_("official title"), blank=True, default="")
    lead = models.TextField(_("lead"), blank=True, default="")
    implemented_by = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("implemented by"),
    )
    donors = models.ManyToManyField(Organisation, blank=True, related_name="+", verbose_name=_("donors"))
    start = FuzzyDateField(_("start"), blank=True, default="")
    end = FuzzyDateField(_("end"), blank=True, default="")
    internal_note = models.TextField(_("note for editors"), blank=True, default="")

    quoted_fields: ClassVar[tuple[str, ...]] = (
        "title_ka", "title_en", "acronym", "official_title", "lead_ka", "lead_en", "implemented_by", "start", "end",
    )  # fmt: skip
    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("title_ka"),
        index.SearchField("title_en"),
        index.AutocompleteField("title_ka"),
        index.AutocompleteField("title_en"),
        index.SearchField("acronym"),
        index.AutocompleteField("acronym"),
    ]

    class Meta:
        ordering = ("acronym", "pk")
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self) -> str:
        return self.title


class FundingLineQuerySet(models.QuerySet["FundingLine"]):
    """Questions about funding."""

    def with_donors(self) -> "FundingLineQuerySet":
        """Fetch the donor beside each line, in one query."""
        return self.select_related("donor", "programme")

    def with_logos(self) -> "FundingLineQuerySet":
        """Fetch the donors' logos too, in all their sizes: one more question for any number of lines."""
        return self.select_related("donor__logo", "programme").prefetch_related("donor__logo__renditions")

    def in_footer(self) -> "FundingLineQuerySet":
        """Lines of the Network as a whole, said at the foot of every page."""
        return self.filter(in_footer=True).with_donors()


class FundingLine(index.Indexed, models.Model):
    """One donor's part, with the statement and disclaimer it asks for.

    After ``end`` the wording turns to the past tense (``statement_after_end``).
    """

    donor = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="funding_lines", verbose_name=_("donor")
    )
    programme = models.ForeignKey(
        Programme,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="funding_lines",
        verbose_name=_("programme"),
    )
    role = models.CharField(_("role"), max_length=12, choices=FundingRole.choices, default=FundingRole.FUNDED)
    start = FuzzyDateField(_("from"), blank=True, default="")
    end = FuzzyDateField(_("to"), blank=True, default="")
    statement = models.TextField(_("statement"), help_text=_("A whole sentence, as the donor wants it."))
    statement_after_end = models.TextField(_("statement after the end"), blank=True, default="")
    disclaimer = models.TextField(_("disclaimer"), blank=True, default="")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    in_footer = models.BooleanField(_("on every page"), default=False, help_text=_("Shown at the foot of every page."))
    internal_note = models.TextField(_("note for editors"), blank=True, default="")

    quoted_fields: ClassVar[tuple[str, ...]] = (
        "donor", "programme", "role", "start", "end", "statement_ka", "statement_en", "statement_after_end_ka",
        "statement_after_end_en", "disclaimer_ka", "disclaimer_en",
    )  # fmt: skip
    objects = FundingLineQuerySet.as_manager()
    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("statement_ka"),
        index.SearchField("statement_en"),
        index.AutocompleteField("statement_ka"),
        index.AutocompleteField("statement_en"),
    ]

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("funding line")
        verbose_name_plural = _("funding lines")

    def __str__(self) -> str:
        return f"{self.donor} – {self.get_role_display()}"

    def has_ended(self, today: datetime.date | None = None) -> bool:
        """Say whether the last day on which the funding can have run has passed."""
        latest = self.end.latest if self.end else None
        return latest is not None and latest < (today or timezone.localdate())

    @property
    def sentence(self) -> str:
        """The statement in the tense that is true today, in the reader's language."""
        return (self.has_ended() and self.statement_after_end) or self.statement


class FundedPage(models.Model):
    """Mixin of pages whose donors readers are told."""

    funding = ParentalManyToManyField(FundingLine, blank=True, related_name="+", verbose_name=_("funding"))

    shows_donor_logos: ClassVar[bool] = False
    funding_agreed: ClassVar[tuple[str, ...]] = ("funding",)
    funding_panels: ClassVar[list[Panel]] = [FieldPanel("funding")]
    funding_fields: ClassVar[list[SynchronizedField]] = [SynchronizedField("funding")]

    class Meta:
        abstract = True

    @cached_property
    def funding_lines(self) -> list[FundingLine]:
        """The page's funding lines with their donors, in order."""
        lines = self.funding.all().select_related("donor__logo", "programme")
        if self.shows_donor_logos:
            lines = lines.prefetch_related("donor__logo__renditions")
        return sorted(lines, key=lambda line: (line.order, line.pk))
