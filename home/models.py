"""The front page and the pages that gather from the rooms below."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.addresses import page_address
from cms.core.blocks import BODY_BLOCKS
from cms.core.links import specific_pages
from cms.core.models import BasePage
from cms.core.structured_data import Node, web_page
from cms.core.visibility import readable
from home import blocks
from home.about import AboutPage
from home.overview import TopicOverview, topic_overviews
from home.structured_data import front_page
from network.letters.pages import signable_pages
from network.registry.enums import PlaceKind
from network.registry.models import Place
from news.models import NewsIndexPage, NewsPage
from news.publications import PublicationPage
from projects.funding import FundingLine

__all__ = ["AboutPage", "HomePage", "SectionPage", "StandardPage"]

EDITORIAL = "Practical text of the site itself; the secretariat’s ordinary moderation is enough."
LATEST_ON_HOME = 5
OPEN_ON_HOME = 5


class HomePage(BasePage):
    """The opening line, what is open now, the latest texts, how we agree, and who pays."""

    agreement = "The page gathers texts that are each agreed by themselves."
    opening_from = models.CharField(
        _("opening, first half"),
        max_length=120,
        blank=True,
        default="",
        help_text=_("Stands where the lines set out."),
    )
    opening_to = models.CharField(
        _("opening, second half"),
        max_length=120,
        blank=True,
        default="",
        help_text=_("Stands where the lines meet."),
    )
    rules = StreamField(blocks.RULE_BLOCKS, blank=True, verbose_name=_("how we agree"))

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count_per_parent = 2
    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("opening_from"), FieldPanel("opening_to")], heading=_("Opening")),
        FieldPanel("rules"),
    ]
    translatable_fields: ClassVar[list[TranslatableField | SynchronizedField]] = [
        *BasePage.translatable_fields,
        TranslatableField("opening_from"),
        TranslatableField("opening_to"),
        TranslatableField("rules"),
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``towns`` (places with a position on the drawing), ``open_letters``, ``latest`` news, ``news_index``,
        donors.
        """
        news = readable(NewsPage.objects.descendant_of(self)).latest_first().for_entries()
        return super().get_context(request, *args, **kwargs) | {
            "towns": list(Place.objects.filter(kind=PlaceKind.TOWN, map_x__isnull=False, map_y__isnull=False)),
            "open_letters": signable_pages(self, OPEN_ON_HOME),
            "latest": list(news[:LATEST_ON_HOME]),
            "news_index": readable(NewsIndexPage.objects.child_of(self)).first(),
            "footer_funding": list(FundingLine.objects.in_footer().with_logos()),
        }

    def structured_data(self, request: HttpRequest) -> list[Node]:
        """Tell search engines of the site as a whole."""
        return front_page(self, page_address(self, request))


class SectionPage(BasePage):
    """A section of the menu: its text and what stands in it; optionally the work by topic."""

    agreement = EDITORIAL
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("text"))
    show_topics = models.BooleanField(
        _("show the work by topic"),
        default=False,
        help_text=_("Projects, news and publications under each topic."),
    )

    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.SectionPage"]
    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        FieldPanel("body"),
        FieldPanel("show_topics"),
    ]
    translatable_fields: ClassVar[list[TranslatableField | SynchronizedField]] = [
        *BasePage.translatable_fields,
        TranslatableField("body"),
        SynchronizedField("show_topics"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``children`` (live pages below, except publications), ``publications``, and ``topics`` if shown."""
        publications = readable(PublicationPage.objects.child_of(self)).select_related(*PublicationPage.entry_relations)
        others = readable(self.get_children()).not_exact_type(PublicationPage)
        return super().get_context(request, *args, **kwargs) | {
            "children": specific_pages(others),
            "publications": list(publications.order_by(models.F("year").desc(nulls_last=True), "title")),
            "topics": self.topics,
        }

    def structured_data(self, request: HttpRequest) -> list[Node]:
        """Call the page a list."""
        return [web_page(self, page_address(self, request), "CollectionPage")]

    @property
    def topics(self) -> list[TopicOverview]:
        """What the Network has on each topic, in this page's language."""
        return topic_overviews(self.locale_id) if self.show_topics else []


class StandardPage(BasePage):
    """A page of text: personal data, accessibility, contact."""

    agreement = EDITORIAL
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("text"))

    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = [*BasePage.content_panels, FieldPanel("body")]
    translatable_fields: ClassVar[list[TranslatableField | SynchronizedField]] = [
        *BasePage.translatable_fields,
        TranslatableField("body"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
