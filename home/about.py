"""Who the Network is, entered without losing a fact."""

from typing import ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.addresses import page_address
from cms.core.blocks import BODY_BLOCKS
from cms.core.fields import FuzzyDateField
from cms.core.models import BasePage
from cms.core.periods import Period
from cms.core.structured_data import Node
from home import blocks
from home.structured_data import about_page
from network.agreement.models import AgreedPage
from network.registry.models import Organisation, SubjectPage
from projects.models import FundedPage, Programme, ProjectPage


class AboutPage(AgreedPage, SubjectPage, FundedPage, BasePage):
    """Mission, objectives, strategies, roles, coordinator, parent project and donors of the Network."""

    founded = FuzzyDateField(_("founded"), blank=True, default="")
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("text"))
    mission_lead = models.TextField(_("mission"), blank=True, default="")
    mission_aims = StreamField(blocks.AIM_BLOCKS, blank=True, verbose_name=_("aims of the mission"))
    general_objectives = StreamField(blocks.GENERAL_OBJECTIVE_BLOCKS, blank=True, verbose_name=_("general objectives"))
    strategies = StreamField(blocks.STRATEGY_BLOCKS, blank=True, verbose_name=_("strategies"))
    roles = StreamField(blocks.ROLE_BLOCKS, blank=True, verbose_name=_("what the Network is"))
    coordinator = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("coordinator"),
    )
    coordinator_start = FuzzyDateField(_("coordinator from"), blank=True, default="")
    coordinator_end = FuzzyDateField(_("coordinator until"), blank=True, default="")
    coordinator_text = models.TextField(_("about the coordination"), blank=True, default="")
    parent_project = models.ForeignKey(
        ProjectPage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("parent project"),
    )
    programme = models.ForeignKey(
        Programme,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("programme"),
    )

    shows_donor_logos: ClassVar[bool] = True
    page_fields: ClassVar[tuple[str, ...]] = ("parent_project",)
    agreed_fields: ClassVar[tuple[str, ...]] = (
        *AgreedPage.agreed_fields, *SubjectPage.subject_agreed, *FundedPage.funding_agreed, "founded", "body",
        "mission_lead", "mission_aims", "general_objectives", "strategies", "roles", "coordinator", "coordinator_start",
        "coordinator_end", "coordinator_text", "parent_project", "programme",
    )  # fmt: skip
    shown_with: ClassVar[tuple[str, ...]] = (*AgreedPage.shown_with, "coordinator", "programme")
    parent_page_types: ClassVar[list[str]] = ["home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        *AgreedPage.voice_panels,
        FieldPanel("founded"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("mission_lead"), FieldPanel("mission_aims")], heading=_("Mission")),
        FieldPanel("general_objectives"),
        FieldPanel("strategies"),
        FieldPanel("roles"),
    ]
    people_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [
                FieldPanel("coordinator"),
                FieldRowPanel([FieldPanel("coordinator_start"), FieldPanel("coordinator_end")]),
                FieldPanel("coordinator_text"),
            ],
            heading=_("Coordinator"),
        ),
        *SubjectPage.subject_panels,
    ]
    funding_panels: ClassVar[list[Panel]] = [
        PageChooserPanel("parent_project"),
        FieldPanel("programme"),
        *FundedPage.funding_panels,
    ]
    translatable_fields: ClassVar[list[TranslatableField | SynchronizedField]] = [
        *BasePage.translatable_fields,
        *AgreedPage.voice_fields,
        *SubjectPage.subject_fields,
        *FundedPage.funding_fields,
        SynchronizedField("founded"),
        SynchronizedField("coordinator"),
        SynchronizedField("coordinator_start"),
        SynchronizedField("coordinator_end"),
        SynchronizedField("parent_project"),
        SynchronizedField("programme"),
        TranslatableField("body"),
        TranslatableField("mission_lead"),
        TranslatableField("mission_aims"),
        TranslatableField("general_objectives"),
        TranslatableField("strategies"),
        TranslatableField("roles"),
        TranslatableField("coordinator_text"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("mission_lead"),
        index.SearchField("mission_aims"),
        index.SearchField("general_objectives"),
        index.SearchField("strategies"),
        index.SearchField("roles"),
    ]

    class Meta:
        verbose_name = _("page about the Network")
        verbose_name_plural = _("pages about the Network")

    @property
    def coordinator_period(self) -> Period:
        """Since when, and until when, the coordinator has served."""
        return Period(self.coordinator_start, self.coordinator_end)

    @property
    def parent_project_page(self) -> Page | None:
        """The parent project in this page's language, or the published original."""
        return self.linked_page(self.parent_project_id)

    def structured_data(self, request: HttpRequest) -> list[Node]:
        """Tell search engines since when the Network exists, what for, and who pays."""
        return about_page(self, page_address(self, request))
