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
from home.coming import coming_events
from home.overview import TopicOverview, topic_overviews
from home.resources import ResourceListing
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
COMING_ON_HOME = 3
OPEN_IN_SECTION = 20


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
        """Add ``towns`` (places with a position on the drawing), ``open_letters``, ``coming`` events, ``latest`` news,
        ``news_index``, donors.
        """
        news = readable(NewsPage.objects.descendant_of(self)).latest_first().for_entries()
        return super().get_context(request, *args, **kwargs) | {
            "towns": list(Place.objects.filter(kind=PlaceKind.TOWN, map_x__isnull=False, map_y__isnull=False)),
            "open_letters": signable_pages(self.locale_id, OPEN_ON_HOME),
            "coming": coming_events(self.locale_id, COMING_ON_HOME),
            "latest": list(news[:LATEST_ON_HOME]),
            "news_index": readable(NewsIndexPage.objects.child_of(self)).first(),
            "footer_funding": list(FundingLine.objects.in_footer().with_logos()),
        }

    def structured_data(self, request: HttpRequest) -> list[Node]:
        """Tell search engines of the site as a whole."""
        return front_page(self, page_address(self, request))


class SectionPage(BasePage):
    """A section of the menu: its text and what stands in it; optionally what it gathers from the rest of the site."""

    agreement = EDITORIAL
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("text"))
    show_topics = models.BooleanField(
        _("show the work by topic"),
        default=False,
        help_text=_("Projects, events, publications, news and members under each topic."),
    )
    show_resources = models.BooleanField(
        _("show all publications and documents"),
        default=False,
        help_text=_("Every publication and document of the site in one list with filters."),
    )
    show_action = models.BooleanField(
        _("show what one can do now"),
        default=False,
        help_text=_("Open letters, coming events, initiatives, joining the Network."),
    )

    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.SectionPage"]
    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("show_topics"), FieldPanel("show_resources"), FieldPanel("show_action")],
            heading=_("What the section gathers"),
        ),
    ]
    translatable_fields: ClassVar[list[TranslatableField | SynchronizedField]] = [
        *BasePage.translatable_fields,
        TranslatableField("body"),
        SynchronizedField("show_topics"),
        SynchronizedField("show_resources"),
        SynchronizedField("show_action"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``children`` (live pages below, except publications), ``publications`` of the section or ``listing``
        of all, ``topics`` and ``open_letters`` with ``coming`` events if they are shown.
        """
        others = readable(self.get_children()).not_exact_type(PublicationPage)
        context = super().get_context(request, *args, **kwargs) | {
            "children": specific_pages(others),
            "topics": self.topics,
        }
        if self.show_resources:
            context["listing"] = ResourceListing(self.locale_id, request.GET)
            context["navigation"].canonical_query = context["listing"].canonical_query
        else:
            context["publications"] = self._publications()
        if self.show_action:
            context["open_letters"] = signable_pages(self.locale_id, OPEN_IN_SECTION)
            context["coming"] = coming_events(self.locale_id, OPEN_IN_SECTION)
        return context

    def _publications(self) -> list[PublicationPage]:
        pages = readable(PublicationPage.objects.child_of(self)).select_related(*PublicationPage.entry_relations)
        return list(pages.order_by(models.F("year").desc(nulls_last=True), "title"))

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
