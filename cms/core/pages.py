"""The page that every page type of the site stands on."""

from http import HTTPMethod
from typing import Any, ClassVar

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.search import index
from wagtail.utils.decorators import cached_classmethod
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.addresses import HOME_DEPTH, absolute, page_address, site_path
from cms.core.blocks import RELATED_BLOCKS
from cms.core.forms import GeorgianSlugInput
from cms.core.languages import slugify_national
from cms.core.links import page_numbers_in, shown_pages, specific_pages
from cms.core.locales import language_of
from cms.core.navigation import Navigation
from cms.core.page_forms import BasePageForm
from cms.core.structured_data import Node, web_page

TITLE_HELP = _("Short and plain: it stands in menus, lists and search results.")
OFFICIAL_TITLE_HELP = _("The full title as published, if it differs. Any length.")
LEAD_HELP = _("One or two sentences that say the whole matter. Lists and search results show them.")
MENU_LABEL_HELP = _("One to three words for menus, if the title is longer.")
RELATED_HELP = _("Choose a page in either language: readers get it in theirs.")
NOTE_HELP = _("What still has to be checked or confirmed. Readers never see it.")
SHARE_TEXT_HELP = _("The sentence under the title when somebody shares the page. Without it: the lead.")


class BasePage(Page):
    """A page with its language pair, lead, related pages, sharing texts and a note for editors.

    Every concrete type declares ``agreement``: ``"required"``, or the reason why the members need not
    agree to such a page. A system check demands it (source: the Network's fourth rule, whatever is done
    or said on behalf of the Network is agreed with its members).
    """

    agreement: ClassVar[str]
    slug: str
    # What belongs to the page for its readers: fetched in the same question, and by one question for a whole list.
    shown_with: ClassVar[tuple[str, ...]] = ("share_image",)
    entry_relations: ClassVar[tuple[str, ...]] = ()
    # Fields that name a page in either language; ``linked`` finds the ones to show.
    page_fields: ClassVar[tuple[str, ...]] = ()
    allowed_http_methods: ClassVar[list[HTTPMethod]] = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    # A shared password would stand in the database for every editor to read.
    private_page_options: ClassVar[list[str]] = ["groups", "login"]

    menu_label = models.CharField(_("label in menus"), max_length=60, blank=True, default="", help_text=MENU_LABEL_HELP)
    official_title = models.TextField(_("official title"), blank=True, default="", help_text=OFFICIAL_TITLE_HELP)
    lead = models.TextField(_("lead"), blank=True, default="", help_text=LEAD_HELP)
    related = StreamField(RELATED_BLOCKS, blank=True, verbose_name=_("related pages"), help_text=RELATED_HELP)
    share_image = models.ForeignKey(
        "core.CustomImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("image for sharing"),
    )
    share_text = models.CharField(
        _("text for sharing"), max_length=250, blank=True, default="", help_text=SHARE_TEXT_HELP
    )
    internal_note = models.TextField(_("note for editors"), blank=True, default="", help_text=NOTE_HELP)
    is_demonstration = models.BooleanField(
        _("demonstration text"), default=False, help_text=_("Readers are told that this text is an example.")
    )

    base_form_class = BasePageForm
    content_panels: ClassVar[list[Panel]] = [
        TitleFieldPanel("title", help_text=TITLE_HELP),
        FieldPanel("official_title"),
        FieldPanel("lead"),
    ]
    people_panels: ClassVar[list[Panel]] = []
    funding_panels: ClassVar[list[Panel]] = []
    promote_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [
                FieldPanel("slug", widget=GeorgianSlugInput),
                FieldPanel("menu_label"),
                FieldPanel("show_in_menus"),
            ],
            heading=_("Address and menu"),
        ),
        FieldPanel("related"),
        MultiFieldPanel(
            [
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("share_text"),
                FieldPanel("share_image"),
            ],
            heading=_("Search engines and sharing"),
        ),
    ]
    settings_panels: ClassVar[list[Panel]] = [
        HelpPanel(content=_("Notes are for the secretariat; they are not published.")),
        FieldPanel("internal_note"),
        FieldPanel("is_demonstration"),
    ]

    translatable_fields: ClassVar[list[TranslatableField | SynchronizedField]] = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("menu_label"),
        TranslatableField("official_title"),
        TranslatableField("lead"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        TranslatableField("share_text"),
        TranslatableField("internal_note"),
        SynchronizedField("related"),
        SynchronizedField("share_image"),
        SynchronizedField("show_in_menus"),
        SynchronizedField("is_demonstration"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *Page.search_fields,
        index.SearchField("official_title"),
        index.SearchField("lead"),
        index.SearchField("search_description"),
    ]

    class Meta:
        abstract = True

    @cached_classmethod
    def get_edit_handler(cls) -> Panel:
        """Group the panels as an editor looks for them; tabs without a panel are left out."""
        tabs = [
            ObjectList(panels, heading=heading)
            for panels, heading in (
                (cls.content_panels, _("Content")),
                (cls.people_panels, _("People and places")),
                (cls.funding_panels, _("Funding")),
                (cls.promote_panels, _("Promote")),
                (cls.settings_panels, _("Notes")),
            )
            if panels
        ]
        return TabbedInterface(tabs, base_form_class=cls.base_form_class).bind_to_model(cls)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Give the page a Latin slug by the national romanisation, its own in each language."""
        if not self.slug or self._has_borrowed_slug():
            self.slug = self._get_autogenerated_slug(slugify_national(self.title))
        super().full_clean(*args, **kwargs)

    def _has_borrowed_slug(self) -> bool:
        """Say whether a never published translation still carries the slug of its source."""
        if self.first_published_at or not self.translation_key or self._state.adding:
            return False
        counterpart = self.counterpart
        return counterpart is not None and counterpart.slug == self.slug and counterpart.title != self.title

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``navigation`` as seen from this page: menu, breadcrumbs, language link."""
        # Before the first text is printed, so that its links find their pages known.
        _ = self.linked
        return super().get_context(request, *args, **kwargs) | {"navigation": Navigation(request, self)}

    def get_url(self, request: HttpRequest | None = None, current_site: Site | None = None) -> str | None:
        """Return the address, which follows from the page's own row: the site has one host and a prefix a language.

        Wagtail's own method asks for the sites and their front pages first, in every list that has no request at hand.
        """
        if self.depth is None or self.depth < HOME_DEPTH:
            return None
        return site_path(self.language, self.url_path)

    def get_full_url(self, request: HttpRequest | None = None) -> str | None:
        """Return the address with the site's own name."""
        path = self.get_url(request)
        return absolute(path) if path else None

    url = property(get_url)
    full_url = property(get_full_url)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Ask who may read the page, unless the question that found it has answered that everybody may."""
        return (
            PageViewRestriction.objects.none() if getattr(self, "is_open", False) else super().get_view_restrictions()
        )

    def structured_data(self, request: HttpRequest) -> list[Node]:
        """Return what search engines are told about the page; types with more to tell say more."""
        return [web_page(self, page_address(self, request))]

    @property
    def list_url(self) -> str:
        """The address of the list in which the page stands: its own without the last part."""
        return (self.url or "/").rstrip("/").rpartition("/")[0] + "/"

    @property
    def counterpart(self) -> Page | None:
        """The same page in the other language, live or not."""
        if not self.locale_id:
            return None
        return self.get_translations().exclude(locale_id=self.locale_id).first()

    @property
    def language(self) -> str:
        """The language code of the page's text."""
        return language_of(self.locale_id) if self.locale_id else ""

    @property
    def label(self) -> str:
        """The words that stand for the page in menus and breadcrumbs."""
        return self.menu_label or self.title

    @property
    def summary(self) -> str:
        """The sentence that search engines and sharing services show."""
        return self.search_description or self.lead

    @cached_property
    def linked(self) -> dict[int, Page]:
        """The published pages that stand for those that this page names, by the number under which it names them.

        In this page's language; where there is none, the published original. One question for all of them.
        """
        named = [getattr(self, f"{name}_id") for name in self.page_fields]
        texts = [getattr(self, name).raw_data for name in self.get_streamfield_names()]
        return shown_pages([*filter(None, named), *page_numbers_in(texts)], self.locale_id)

    def linked_page(self, pk: int | None) -> Page | None:
        """Return the published page that stands for the one named by ``pk``; its own fields are read when used."""
        row = self.linked.get(pk or 0)
        return row.specific_deferred if row else None

    @property
    def related_pages(self) -> list[Page]:
        """The related pages as ``linked`` finds them, with what an entry of a list says: one question a page type."""
        chosen = [int(child["value"]) for child in self.related.raw_data if child["value"]]
        return specific_pages(dict.fromkeys(self.linked[pk] for pk in chosen if pk in self.linked))
