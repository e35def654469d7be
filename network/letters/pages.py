"""The list of open letters, and a letter: a text in two languages that the members agree to before it is signed."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.addresses import absolute, page_address
from cms.core.models import BasePage
from cms.core.structured_data import Node, web_page
from cms.core.visibility import readable
from network.agreement.enums import TextKind, Voice
from network.agreement.models import AgreedPage
from network.letters import blocks
from network.letters.letters import Letter
from network.letters.readers.listing import LetterListing
from network.letters.readers.reading import LetterReading
from network.letters.readers.structured_data import open_letter
from network.registry.models import SubjectPage
from projects.models import FundedPage


class LetterIndexPage(BasePage):
    """The list of letters by how far they have come."""

    agreement = "The page only lists letters; each is agreed by itself."
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.SectionPage"]
    subpage_types: ClassVar[list[str]] = ["letters.OpenLetterPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of open letters")
        verbose_name_plural = _("lists of open letters")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``listing``: the filter form, what was chosen, the letters of this part by how far they have come."""
        listing = LetterListing(readable(OpenLetterPage.objects.child_of(self)), request.GET)
        context = super().get_context(request, *args, **kwargs) | {"listing": listing}
        context["navigation"].canonical_query = listing.canonical_query
        return context

    def structured_data(self, request: HttpRequest) -> list[Node]:
        """Call the page a list."""
        return [web_page(self, page_address(self, request), "CollectionPage")]


class OpenLetterQuerySet(PageQuerySet):
    """Questions about letters' pages."""

    def for_entries(self) -> "OpenLetterQuerySet":
        """Fetch what a list entry shows."""
        return self.select_related(*AgreedPage.entry_relations)


class OpenLetterPage(AgreedPage, SubjectPage, FundedPage, BasePage):
    """The text of a letter in one language. State, hours and signatures stand in the one ``Letter`` of both."""

    voices: ClassVar[tuple[Voice, ...]] = (Voice.NETWORK, Voice.LISTED)
    addressees = StreamField(blocks.ADDRESSEE_BLOCKS, blank=True, verbose_name=_("addressees"))
    context = models.TextField(
        _("occasion"),
        blank=True,
        default="",
        help_text=_("Which negotiation, forum or decision the letter was written for."),
    )
    body = StreamField(blocks.LETTER_BLOCKS, blank=True, verbose_name=_("text"))
    accepts_organisations = models.BooleanField(
        _("other organisations may sign"),
        default=True,
        help_text=_("By mail; the secretariat checks each before it counts."),
    )
    accepts_people = models.BooleanField(_("people may sign"), default=False, help_text=_("By mail."))
    documents = StreamField(blocks.DOCUMENT_BLOCKS, blank=True, verbose_name=_("documents"))

    agreed_fields: ClassVar[tuple[str, ...]] = (
        *AgreedPage.agreed_fields, *SubjectPage.subject_agreed, *FundedPage.funding_agreed, "addressees", "context",
        "body", "accepts_organisations", "accepts_people", "documents",
    )  # fmt: skip
    objects = PageManager.from_queryset(OpenLetterQuerySet)()
    parent_page_types: ClassVar[list[str]] = ["letters.LetterIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        *AgreedPage.voice_panels,
        FieldPanel("addressees"),
        FieldPanel("context"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("accepts_organisations"), FieldPanel("accepts_people")],
            heading=_("Who may sign beside the members"),
        ),
        FieldPanel("documents"),
    ]
    people_panels: ClassVar[list[Panel]] = [*SubjectPage.subject_panels]
    funding_panels = FundedPage.funding_panels
    translatable_fields: ClassVar[list[TranslatableField | SynchronizedField]] = [
        *BasePage.translatable_fields,
        *AgreedPage.voice_fields,
        *SubjectPage.subject_fields,
        *FundedPage.funding_fields,
        SynchronizedField("accepts_organisations"),
        SynchronizedField("accepts_people"),
        TranslatableField("addressees"),
        TranslatableField("context"),
        TranslatableField("body"),
        TranslatableField("documents"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("addressees"),
        index.SearchField("context"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("open letter")
        verbose_name_plural = _("open letters")

    @property
    def text_kind(self) -> TextKind:
        """Letters have their own procedure."""
        return TextKind.LETTER

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give a new text its letter, on which dates and signatures hang."""
        super().save(*args, **kwargs)
        if self.translation_key and not self.alias_of_id:
            Letter.objects.get_or_create(translation_key=self.translation_key)

    @cached_property
    def letter(self) -> Letter | None:
        """The letter of this text; an alias shows that of its original."""
        key = self.alias_of.translation_key if self.alias_of else self.translation_key
        found = Letter.objects.select_related("version", "tally").defer("version__contents")
        return found.of_text(key).first() if key else None

    @cached_property
    def reading(self) -> LetterReading | None:
        """What readers are told of the letter beside its text; nothing before the first publication."""
        return LetterReading.of_page(self)

    @property
    def drawn_image(self) -> str:
        """The full address of the picture for sharing that is drawn from the counts; "" before the publication."""
        if self.reading is None:
            return ""
        return absolute(reverse("letter_share_image", args=[self.reading.letter.translation_key, self.language]))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``reading``: state, counts, signatories, files and way of the letter, in a fixed number of questions."""
        if self.reading is not None:
            _ = self.reading.members  # and the sizes of the page's own picture, before it is printed
        return super().get_context(request, *args, **kwargs) | {"reading": self.reading}

    def structured_data(self, request: HttpRequest) -> list[Node]:
        """Tell search engines whose letter it is, to whom, and where it is signed."""
        return [open_letter(self, page_address(self, request))]


def signable_pages(locale_id: int, most: int) -> list[OpenLetterPage]:
    """Return a language's pages of the letters that can be signed now, the soonest to close first: two questions."""
    letters = Letter.objects.signable().select_related("tally").order_by("closes_at", "pk")
    found = {letter.translation_key: letter for letter in letters}
    rows = readable(OpenLetterPage.objects.filter(locale_id=locale_id)).filter(translation_key__in=found, alias_of=None)
    pages = {page.translation_key: page for page in rows.for_entries()} if found else {}
    for key, page in pages.items():
        page.reading = LetterReading(found[key], page)
    return [pages[key] for key in found if key in pages][:most]
