"""Publications: reports, guides, policy papers, with their files."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.addresses import page_address
from cms.core.blocks import BODY_BLOCKS
from cms.core.media import DocumentLanguage
from cms.core.models import BasePage
from cms.core.structured_data import Node, web_page
from network.agreement.models import AgreedPage
from network.registry.models import Organisation, SubjectPage
from news import blocks
from news.structured_data import report
from projects.models import FundedPage


class PublicationPage(AgreedPage, SubjectPage, FundedPage, BasePage):
    """One publication. Countries are the page's places; files carry type, language and size."""

    authors = StreamField(blocks.AUTHOR_BLOCKS, blank=True, verbose_name=_("authors"))
    publisher = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("publisher"),
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        db_index=True,
        validators=[MinValueValidator(1500), MaxValueValidator(2200)],
        help_text=_("Leave empty if it is not known."),
    )
    series = models.CharField(_("series"), max_length=250, blank=True, default="")
    language_of_text = models.CharField(
        _("language of the publication"),
        max_length=3,
        choices=DocumentLanguage.choices,
        blank=True,
        default="",
        help_text=_("Leave empty if it is not known."),
    )
    files = StreamField(blocks.DOCUMENT_BLOCKS, blank=True, verbose_name=_("files"))
    key_messages = StreamField(blocks.KEY_MESSAGE_BLOCKS, blank=True, verbose_name=_("key messages"))
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("text"))
    organisations = ParentalManyToManyField(Organisation, blank=True, related_name="+", verbose_name=_("organisations"))

    agreed_fields: ClassVar[tuple[str, ...]] = (
        *AgreedPage.agreed_fields, *SubjectPage.subject_agreed, *FundedPage.funding_agreed, "authors", "publisher",
        "year", "series", "language_of_text", "files", "key_messages", "body", "organisations",
    )  # fmt: skip
    shown_with: ClassVar[tuple[str, ...]] = (*AgreedPage.shown_with, "publisher")
    parent_page_types: ClassVar[list[str]] = ["home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        *AgreedPage.voice_panels,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("year"), FieldPanel("language_of_text")]), FieldPanel("series")],
            heading=_("Publication"),
        ),
        FieldPanel("files"),
        FieldPanel("key_messages"),
        FieldPanel("body"),
    ]
    people_panels: ClassVar[list[Panel]] = [
        FieldPanel("authors"),
        FieldPanel("publisher"),
        FieldPanel("organisations"),
        *SubjectPage.subject_panels,
    ]
    funding_panels = FundedPage.funding_panels
    translatable_fields: ClassVar[list[TranslatableField | SynchronizedField]] = [
        *BasePage.translatable_fields,
        *AgreedPage.voice_fields,
        *SubjectPage.subject_fields,
        *FundedPage.funding_fields,
        SynchronizedField("authors"),
        SynchronizedField("publisher"),
        SynchronizedField("year"),
        SynchronizedField("language_of_text"),
        SynchronizedField("files"),
        SynchronizedField("organisations"),
        TranslatableField("series"),
        TranslatableField("key_messages"),
        TranslatableField("body"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("key_messages"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    @property
    def author_names(self) -> list[Any]:
        """Authors in order: organisations, people, or a name without a record."""
        return [
            block.value["name"] if block.block_type == "other" else block.value for block in self.authors if block.value
        ]

    def structured_data(self, request: HttpRequest) -> list[Node]:
        """Tell search engines authors, publisher, year and files."""
        address = page_address(self, request)
        return [report(self, address), web_page(self, address, mainEntity={"@id": f"{address}#report"})]
