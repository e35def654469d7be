"""News of every kind, their list, and publications."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.addresses import page_address
from cms.core.blocks import BODY_BLOCKS
from cms.core.dates import FuzzyDate
from cms.core.fields import FuzzyDateField
from cms.core.models import BasePage
from cms.core.structured_data import Node, web_page
from cms.core.visibility import readable
from network.agreement.enums import TextKind
from network.agreement.models import AgreedPage
from network.registry.models import SubjectPage
from news import blocks
from news.enums import NewsKind
from news.listing import NewsListing
from news.publications import PublicationPage
from news.structured_data import news_article
from projects.models import FundedPage, ProjectPage

__all__ = ["NewsIndexPage", "NewsPage", "PublicationPage"]


class NewsQuerySet(PageQuerySet):
    """Questions about news."""

    def latest_first(self) -> "NewsQuerySet":
        """Order by what is known of the date; items without a year come last."""
        return self.order_by(
            models.F("date_latest").desc(nulls_last=True),
            models.F("date_earliest").desc(nulls_last=True),
            "-first_published_at",
            "pk",
        )

    def of_year(self, year: int) -> "NewsQuerySet":
        """Keep items whose date touches ``year``."""
        return self.filter(date_earliest__year__lte=year, date_latest__year__gte=year)

    def for_entries(self) -> "NewsQuerySet":
        """Fetch what a list entry shows."""
        return self.select_related(*AgreedPage.entry_relations)


class NewsIndexPage(BasePage):
    """The list of news, with filters that work without script."""

    agreement = "The page only lists news; each item is agreed by itself."
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["news.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``listing``: the filter form, what was chosen, the entries of this page by year."""
        listing = NewsListing(readable(NewsPage.objects.child_of(self)), request.GET)
        context = super().get_context(request, *args, **kwargs) | {"listing": listing}
        context["navigation"].canonical_query = listing.canonical_query
        return context

    def structured_data(self, request: HttpRequest) -> list[Node]:
        """Call the page a list."""
        return [web_page(self, page_address(self, request), "CollectionPage")]


class NewsPage(AgreedPage, SubjectPage, FundedPage, BasePage):
    """One item: news, release, statement, interview, report, speech, announcement or notice."""

    kind = models.CharField(_("kind"), max_length=20, choices=NewsKind.choices, default=NewsKind.NEWS, db_index=True)
    date = FuzzyDateField(_("date"), blank=True, default="", help_text=_("As exactly as it is known, not more."))
    date_earliest = models.DateField(null=True, editable=False, db_index=True)
    date_latest = models.DateField(null=True, editable=False, db_index=True)
    event_date = FuzzyDateField(
        _("date of the event"),
        blank=True,
        default="",
        help_text=_("If the text is about an event on another day."),
    )
    place_line = models.CharField(
        _("place line"),
        max_length=250,
        blank=True,
        default="",
        help_text=_("For example: Geneva, Palais des Nations."),
    )
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("text"))
    key_messages = StreamField(blocks.KEY_MESSAGE_BLOCKS, blank=True, verbose_name=_("key messages"))
    people = StreamField(blocks.PEOPLE_BLOCKS, blank=True, verbose_name=_("people in the text"))
    organisations = ParentalManyToManyField(
        "registry.Organisation", blank=True, related_name="+", verbose_name=_("organisations")
    )
    project = models.ForeignKey(
        ProjectPage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("project"),
    )
    publication = models.ForeignKey(
        PublicationPage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("publication"),
        help_text=_("The publication that this item announces."),
    )
    media_contact = StreamField(blocks.MEDIA_CONTACT_BLOCKS, blank=True, verbose_name=_("media contact"))
    documents = StreamField(blocks.DOCUMENT_BLOCKS, blank=True, verbose_name=_("documents"))
    hashtags = StreamField(blocks.HASHTAG_BLOCKS, blank=True, verbose_name=_("hashtags"))

    agreed_fields: ClassVar[tuple[str, ...]] = (
        *AgreedPage.agreed_fields, *SubjectPage.subject_agreed, *FundedPage.funding_agreed, "kind", "date",
        "event_date", "place_line", "body", "key_messages", "people", "organisations", "project", "publication",
        "media_contact", "documents", "hashtags",
    )  # fmt: skip
    # Follow from ``date``.
    unasked_fields: ClassVar[tuple[str, ...]] = (*AgreedPage.unasked_fields, "date_earliest", "date_latest")
    page_fields: ClassVar[tuple[str, ...]] = ("project", "publication")
    objects = PageManager.from_queryset(NewsQuerySet)()
    parent_page_types: ClassVar[list[str]] = ["news.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("kind"), *AgreedPage.voice_panels[0].children], heading=_("Kind and voice")),
        MultiFieldPanel(
            [FieldPanel("date"), FieldPanel("event_date"), FieldPanel("place_line")],
            heading=_("Date and place"),
        ),
        FieldPanel("key_messages"),
        FieldPanel("body"),
        FieldPanel("documents"),
        FieldPanel("hashtags"),
    ]
    people_panels: ClassVar[list[Panel]] = [
        FieldPanel("people"),
        FieldPanel("organisations"),
        *SubjectPage.subject_panels,
        FieldRowPanel([PageChooserPanel("project"), PageChooserPanel("publication")]),
        FieldPanel("media_contact"),
    ]
    funding_panels = FundedPage.funding_panels
    translatable_fields: ClassVar[list[TranslatableField | SynchronizedField]] = [
        *BasePage.translatable_fields,
        *AgreedPage.voice_fields,
        *SubjectPage.subject_fields,
        *FundedPage.funding_fields,
        SynchronizedField("kind"),
        SynchronizedField("date"),
        SynchronizedField("event_date"),
        SynchronizedField("organisations"),
        SynchronizedField("project"),
        SynchronizedField("publication"),
        SynchronizedField("hashtags"),
        TranslatableField("place_line"),
        TranslatableField("body"),
        TranslatableField("key_messages"),
        TranslatableField("people"),
        TranslatableField("media_contact"),
        TranslatableField("documents"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("key_messages"),
        index.SearchField("hashtags"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sortable days beside the date as it is known."""
        self.date_earliest = self.date.earliest if self.date else None
        self.date_latest = self.date.latest if self.date else None
        super().save(*args, **kwargs)

    @property
    def text_kind(self) -> TextKind:
        """A statement takes longer to agree on than a notice."""
        return TextKind.STATEMENT if self.kind in NewsKind.statements() else TextKind.ANNOUNCEMENT

    @property
    def project_page(self) -> Page | None:
        """The project in this page's language, or the published original."""
        return self.linked_page(self.project_id)

    @property
    def publication_page(self) -> Page | None:
        """The announced publication in this page's language, or the published original."""
        return self.linked_page(self.publication_id)

    def structured_data(self, request: HttpRequest) -> list[Node]:
        """Tell search engines kind, date, voice and people of the text."""
        return [news_article(self, page_address(self, request))]

    @property
    def shown_date(self) -> FuzzyDate | None:
        """The date under which the item stands in lists."""
        return self.date or self.event_date
