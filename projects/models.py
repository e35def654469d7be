"""Project profiles: period, partners and donors first, then what, for whom, and with what result."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.addresses import page_address
from cms.core.blocks import BODY_BLOCKS
from cms.core.fields import FuzzyDateField
from cms.core.models import BasePage
from cms.core.periods import Period
from cms.core.structured_data import Node, web_page
from cms.core.visibility import readable
from network.agreement.enums import TextKind
from network.agreement.models import AgreedPage
from network.registry.enums import PlaceKind
from network.registry.models import Organisation, Place, SubjectPage
from projects import blocks
from projects.enums import FundingRole, ParticipationRole
from projects.funding import FundedPage, FundingLine, Programme
from projects.structured_data import project

__all__ = ["FundedPage", "FundingLine", "Participation", "Programme", "ProjectIndexPage", "ProjectPage"]


class ProjectQuerySet(PageQuerySet):
    """Questions about projects."""

    def for_list(self) -> "ProjectQuerySet":
        """Fetch what a list entry shows, the latest period first, unknown periods last."""
        return self.select_related(*AgreedPage.entry_relations).order_by(
            models.F("ends_latest").desc(nulls_last=True),
            models.F("starts_earliest").desc(nulls_last=True),
            "title",
        )


class ProjectIndexPage(BasePage):
    """The list of projects: ours first, then those that others run."""

    agreement = "The page only lists projects; each profile is agreed by itself."
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.SectionPage"]
    subpage_types: ClassVar[list[str]] = ["projects.ProjectPage"]

    def structured_data(self, request: HttpRequest) -> list[Node]:
        """Call the page a list."""
        return [web_page(self, page_address(self, request), "CollectionPage")]

    class Meta:
        verbose_name = _("project list")
        verbose_name_plural = _("project lists")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``ours`` and ``others``: live profiles in the page's language, the latest period first."""
        projects = list(readable(ProjectPage.objects.child_of(self)).for_list())
        return super().get_context(request, *args, **kwargs) | {
            "ours": [project for project in projects if project.is_ours],
            "others": [project for project in projects if not project.is_ours],
        }


class ProjectPage(AgreedPage, SubjectPage, FundedPage, BasePage):
    """One project, ours or others', with everything that a donor officer looks for."""

    acronym = models.CharField(_("acronym"), max_length=60, blank=True, default="")
    is_ours = models.BooleanField(
        _("project of the Network"),
        default=False,
        help_text=_("Otherwise readers are told that others run it."),
    )
    start = FuzzyDateField(_("start"), blank=True, default="")
    end = FuzzyDateField(_("end"), blank=True, default="")
    starts_earliest = models.DateField(null=True, editable=False, db_index=True)
    ends_latest = models.DateField(null=True, editable=False, db_index=True)
    amendments = StreamField(blocks.AMENDMENT_BLOCKS, blank=True, verbose_name=_("changes of the period"))
    programme = models.ForeignKey(
        Programme,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("parent programme"),
    )
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("text"))
    overall_objective = models.TextField(_("overall objective"), blank=True, default="")
    specific_objectives = StreamField(blocks.OBJECTIVE_BLOCKS, blank=True, verbose_name=_("specific objectives"))
    target_groups = StreamField(blocks.GROUP_BLOCKS, blank=True, verbose_name=_("target groups"))
    beneficiaries = StreamField(blocks.GROUP_BLOCKS, blank=True, verbose_name=_("final beneficiaries"))
    results = StreamField(blocks.RESULT_BLOCKS, blank=True, verbose_name=_("results"))
    pillars = StreamField(blocks.PILLAR_BLOCKS, blank=True, verbose_name=_("activities by pillar"))
    contacts = StreamField(blocks.CONTACT_BLOCKS, blank=True, verbose_name=_("contacts"))
    sources = StreamField(blocks.SOURCE_BLOCKS, blank=True, verbose_name=_("sources"))

    agreed_fields: ClassVar[tuple[str, ...]] = (
        *AgreedPage.agreed_fields, *SubjectPage.subject_agreed, *FundedPage.funding_agreed, "acronym", "is_ours",
        "start", "end", "amendments", "programme", "body", "overall_objective", "specific_objectives", "target_groups",
        "beneficiaries", "results", "pillars", "contacts", "sources", "participations",
    )  # fmt: skip
    # Follow from ``start`` and ``end``.
    unasked_fields: ClassVar[tuple[str, ...]] = (*AgreedPage.unasked_fields, "starts_earliest", "ends_latest")
    shown_with: ClassVar[tuple[str, ...]] = (*AgreedPage.shown_with, "programme__implemented_by")
    objects = PageManager.from_queryset(ProjectQuerySet)()
    parent_page_types: ClassVar[list[str]] = ["projects.ProjectIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        *AgreedPage.voice_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("acronym"), FieldPanel("is_ours")]),
                FieldPanel("start"),
                FieldPanel("end"),
                FieldPanel("amendments"),
                FieldPanel("programme"),
            ],
            heading=_("Period and programme"),
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("overall_objective"), FieldPanel("specific_objectives")],
            heading=_("What the project wants"),
        ),
        MultiFieldPanel([FieldPanel("target_groups"), FieldPanel("beneficiaries")], heading=_("For whom")),
        FieldPanel("pillars"),
        FieldPanel("results"),
        FieldPanel("sources"),
    ]
    people_panels: ClassVar[list[Panel]] = [
        InlinePanel("participations", heading=_("Organisations"), label=_("Organisation")),
        *SubjectPage.subject_panels,
        FieldPanel("contacts"),
    ]
    funding_panels = FundedPage.funding_panels
    translatable_fields: ClassVar[list[TranslatableField | SynchronizedField]] = [
        *BasePage.translatable_fields,
        *AgreedPage.voice_fields,
        *SubjectPage.subject_fields,
        *FundedPage.funding_fields,
        SynchronizedField("acronym"),
        SynchronizedField("is_ours"),
        SynchronizedField("start"),
        SynchronizedField("end"),
        SynchronizedField("programme"),
        SynchronizedField("participations"),
        TranslatableField("amendments"),
        TranslatableField("body"),
        TranslatableField("overall_objective"),
        TranslatableField("specific_objectives"),
        TranslatableField("target_groups"),
        TranslatableField("beneficiaries"),
        TranslatableField("results"),
        TranslatableField("pillars"),
        TranslatableField("contacts"),
        TranslatableField("sources"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("acronym", boost=3),
        index.SearchField("body"),
        index.SearchField("overall_objective"),
        index.SearchField("specific_objectives"),
        index.SearchField("target_groups"),
        index.SearchField("beneficiaries"),
        index.SearchField("results"),
        index.SearchField("pillars"),
    ]

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def clean(self) -> None:
        """Refuse a period that ends before it starts."""
        super().clean()
        earliest = self.start.earliest if self.start else None
        latest = self.end.latest if self.end else None
        if earliest and latest and latest < earliest:
            raise ValidationError({"end": _("The project cannot end before it starts.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sortable days beside the dates as they are known."""
        self.starts_earliest = self.start.earliest if self.start else None
        self.ends_latest = self.end.latest if self.end else None
        super().save(*args, **kwargs)

    @property
    def text_kind(self) -> TextKind:
        """A project has its own procedure."""
        return TextKind.PROJECT

    @property
    def period(self) -> Period:
        """From when to when, with the status that follows from today's date."""
        return Period(self.start, self.end)

    @cached_property
    def organisations(self) -> list["Participation"]:
        """All participations in order, with organisation and country, in one query."""
        return list(self.participations.select_related("organisation__country", "country"))

    @property
    def leading(self) -> list["Participation"]:
        """Those who answer for the project."""
        return [row for row in self.organisations if row.role in ParticipationRole.leading()]

    @property
    def partners(self) -> list["Participation"]:
        """Everybody else."""
        return [row for row in self.organisations if row.role not in ParticipationRole.leading()]

    @property
    def donors(self) -> list[Organisation]:
        """Donors, first named first; those who only implement are not donors."""
        lines = [line for line in self.funding_lines if line.role != FundingRole.IMPLEMENTED]
        return list(dict.fromkeys(line.donor for line in lines))

    @property
    def figures(self) -> list[Any]:
        """The figures of all target groups and beneficiaries, in order."""
        groups = [*self.target_groups, *self.beneficiaries]
        return [figure for group in groups for figure in group.value["figures"]]

    def structured_data(self, request: HttpRequest) -> list[Node]:
        """Tell search engines period, donors and organisations."""
        address = page_address(self, request)
        return [project(self, address), web_page(self, address, mainEntity={"@id": f"{address}#project"})]

    @property
    def activity_count(self) -> int:
        """How many activities stand in all pillars together."""
        return sum(len(pillar.value["activities"]) for pillar in self.pillars)


class Participation(Orderable):
    """What one organisation does in one project, under the country name of the source."""

    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="participations", verbose_name=_("organisation")
    )
    role = models.CharField(
        _("role"), max_length=12, choices=ParticipationRole.choices, default=ParticipationRole.PARTNER
    )
    country = models.ForeignKey(
        Place,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": PlaceKind.COUNTRY},
        verbose_name=_("country"),
    )
    country_published_as = models.CharField(
        _("country as published"),
        max_length=250,
        blank=True,
        default="",
        help_text=_("If the source names the country differently."),
    )

    class Meta:
        ordering = ["sort_order", "pk"]  # PostgreSQL mixes rows of one place that were not sorted by hand
        verbose_name = _("participation")
        verbose_name_plural = _("participations")

    def __str__(self) -> str:
        return f"{self.organisation} – {self.get_role_display()}"
