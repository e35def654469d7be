"""The list of events, and an event: a text in two languages that the members agree to before it is announced."""

import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import Panel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.addresses import page_address
from cms.core.blocks import BODY_BLOCKS
from cms.core.dates import FuzzyDate
from cms.core.models import BasePage
from cms.core.structured_data import Node, web_page
from cms.core.visibility import readable
from cms.search.fields import NamesField
from network.agreement.enums import TextKind
from network.agreement.models import AgreedPage
from network.events import blocks, panels
from network.events.enums import Access, EventFormat, EventType, Outcome
from network.events.listing import EventListing
from network.events.reading import EventReading
from network.events.records import Event
from network.events.sessions import Session, sessions_of
from network.events.structured_data import event_node
from network.events.times import HOME_ZONE, exists, moment, span, validate_zone, zone_names
from network.registry.models import SubjectPage
from projects.models import FundedPage

ZONE_HELP = _("Name of the IANA database, for example Asia/Tbilisi or Europe/Brussels.")


class EventIndexPage(BasePage):
    """The list of events: what comes, what was, month by month."""

    agreement = "The page only lists events; each is agreed by itself."
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.SectionPage"]
    subpage_types: ClassVar[list[str]] = ["events.EventPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``listing``: the filter form, what was chosen, the events of this part."""
        listing = EventListing(readable(EventPage.objects.child_of(self)), request.GET)
        context = super().get_context(request, *args, **kwargs) | {"listing": listing}
        context["navigation"].canonical_query = listing.canonical_query
        return context

    def structured_data(self, request: HttpRequest) -> list[Node]:
        """Call the page a list."""
        return [web_page(self, page_address(self, request), "CollectionPage")]


class EventQuerySet(PageQuerySet):
    """Questions about events' pages."""

    def for_entries(self) -> "EventQuerySet":
        """Fetch what a list entry shows."""
        return self.select_related(*AgreedPage.entry_relations)

    def upcoming(self, now: datetime.datetime) -> "EventQuerySet":
        """Keep events that are not over, the soonest first."""
        return self.filter(ends_at__gte=now).order_by("starts_at", "pk")

    def past(self, now: datetime.datetime) -> "EventQuerySet":
        """Keep events that are over, the latest first."""
        return self.filter(ends_at__lt=now).order_by("-starts_at", "pk")


class EventPage(AgreedPage, SubjectPage, FundedPage, BasePage):
    """The text of an event in one language. Places and registrations stand in the one ``Event`` of both."""

    kind = models.CharField(_("kind"), max_length=12, choices=EventType.choices, default=EventType.MEETING)
    is_ours = models.BooleanField(
        _("event of the Network"), default=True, help_text=_("Otherwise readers are told that others hold it.")
    )
    start_date = models.DateField(_("first day"))
    start_time = models.TimeField(_("from"), help_text=_("As the clock shows it in the event’s time zone."))
    end_date = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty if it is the first."))
    end_time = models.TimeField(_("until"))
    time_zone = models.CharField(
        _("time zone"), max_length=64, default=HOME_ZONE, validators=[validate_zone], help_text=ZONE_HELP
    )
    second_time_zone = models.CharField(
        _("second time zone"),
        max_length=64,
        blank=True,
        default="",
        validators=[validate_zone],
        help_text=_("Shown beside the first one."),
    )
    starts_at = models.DateTimeField(null=True, editable=False, db_index=True)
    ends_at = models.DateTimeField(null=True, editable=False, db_index=True)
    format = models.CharField(_("format"), max_length=8, choices=EventFormat.choices, default=EventFormat.ON_SITE)
    venue = models.CharField(_("venue"), max_length=250, blank=True, default="")
    platform = models.CharField(_("platform"), max_length=100, blank=True, default="", help_text=_("If it is online."))
    platform_url = models.URLField(
        _("public page of the platform"),
        blank=True,
        default="",
        help_text=_("Never the joining link: that one stands in the registration, and only those registered get it."),
    )
    audience = models.CharField(_("for whom"), max_length=250, blank=True, default="")
    access = models.CharField(_("who may come"), max_length=8, choices=Access.choices, default=Access.OPEN)
    organisers = StreamField(blocks.ORGANISER_BLOCKS, blank=True, verbose_name=_("organisers"))
    organisations = ParentalManyToManyField(
        "registry.Organisation", blank=True, related_name="+", verbose_name=_("organisations concerned")
    )
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("background"))
    purpose = models.TextField(_("purpose"), blank=True, default="")
    objectives = StreamField(blocks.OBJECTIVE_BLOCKS, blank=True, verbose_name=_("objectives"))
    workplan = StreamField(blocks.WORKPLAN_BLOCKS, blank=True, verbose_name=_("workplan"))
    agenda_is_draft = models.BooleanField(_("the agenda is a draft"), default=False)
    agenda = StreamField(blocks.AGENDA_BLOCKS, blank=True, verbose_name=_("agenda"))
    documents = StreamField(blocks.DOCUMENT_BLOCKS, blank=True, verbose_name=_("documents"))
    outcome = models.CharField(
        _("what is known of it"), max_length=8, blank=True, choices=Outcome.choices, default=Outcome.UNKNOWN
    )
    report_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("report"),
        help_text=_("A news item about the event."),
    )
    report = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("what came of it"))
    attendance = StreamField(blocks.ATTENDANCE_BLOCKS, blank=True, verbose_name=_("attendance"))
    recording = StreamField(blocks.RECORDING_BLOCKS, blank=True, verbose_name=_("recording"))

    agreed_fields: ClassVar[tuple[str, ...]] = (
        *AgreedPage.agreed_fields, *SubjectPage.subject_agreed, *FundedPage.funding_agreed, "kind", "is_ours",
        "start_date", "start_time", "end_date", "end_time", "time_zone", "second_time_zone", "format", "venue",
        "platform", "platform_url", "audience", "access", "organisers", "organisations", "body", "purpose",
        "objectives", "workplan", "agenda_is_draft", "agenda", "documents", "outcome", "report_page", "report",
        "attendance", "recording",
    )  # fmt: skip
    # Follow from the hours and the zone.
    unasked_fields: ClassVar[tuple[str, ...]] = (*AgreedPage.unasked_fields, "starts_at", "ends_at")
    page_fields: ClassVar[tuple[str, ...]] = ("report_page",)
    objects = PageManager.from_queryset(EventQuerySet)()
    parent_page_types: ClassVar[list[str]] = ["events.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = panels.CONTENT
    people_panels: ClassVar[list[Panel]] = panels.PEOPLE
    funding_panels = FundedPage.funding_panels
    translatable_fields: ClassVar[list[TranslatableField | SynchronizedField]] = [
        *BasePage.translatable_fields,
        *AgreedPage.voice_fields,
        *SubjectPage.subject_fields,
        *FundedPage.funding_fields,
        *(
            SynchronizedField(name)
            for name in (
                "kind", "is_ours", "start_date", "start_time", "end_date", "end_time", "time_zone",
                "second_time_zone", "format", "platform", "platform_url", "access", "organisations",
                "agenda_is_draft", "outcome", "report_page",
            )
        ),
        *(
            TranslatableField(name)
            for name in (
                "venue", "audience", "organisers", "body", "purpose", "objectives", "workplan", "agenda",
                "documents", "report", "attendance", "recording",
            )
        ),
    ]  # fmt: skip
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        *(
            index.SearchField(name)
            for name in (
                "venue",
                "audience",
                "organisers",
                "body",
                "purpose",
                "objectives",
                "workplan",
                "agenda",
                "report",
            )
        ),
        NamesField("names"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    @property
    def text_kind(self) -> TextKind:
        """The kind of text, which decides the procedure."""
        return TextKind.EVENT

    @property
    def last_day(self) -> datetime.date:
        """The day on which the event ends."""
        return self.end_date or self.start_date

    def clean(self) -> None:
        """Refuse hours that end before they begin, and an hour that no clock shows."""
        super().clean()
        if None in (self.start_date, self.start_time, self.end_time):
            return
        if self.last_day < self.start_date:
            raise ValidationError({"end_date": _("The last day is before the first.")})
        if (self.last_day, self.end_time) <= (self.start_date, self.start_time):
            raise ValidationError({"end_time": _("The event ends before it begins.")})
        if self.time_zone not in zone_names():
            return  # refused at its field already
        for field, day, time in (
            ("start_time", self.start_date, self.start_time),
            ("end_time", self.last_day, self.end_time),
        ):
            if not exists(day, time, self.time_zone):
                words = _("The clocks are put forward on that day: there is no such hour in this time zone.")
                raise ValidationError({field: words})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the moments beside the hours as they are told, and make sure that there is an ``Event``."""
        self.starts_at, self.ends_at = self.begin_in_zone, self.end_in_zone
        super().save(*args, **kwargs)
        if self.translation_key and not self.alias_of_id:
            Event.objects.get_or_create(translation_key=self.translation_key)

    @property
    def begin_in_zone(self) -> datetime.datetime:
        """When the event begins, as the clocks of its own zone show it."""
        return moment(self.start_date, self.start_time, self.time_zone)

    @property
    def end_in_zone(self) -> datetime.datetime:
        """When the event ends, as the clocks of its own zone show it."""
        return moment(self.last_day, self.end_time, self.time_zone)

    @property
    def shown_date(self) -> FuzzyDate:
        """The day, or the days, under which the event stands in lists."""
        return span(self.start_date, self.last_day)

    @cached_property
    def sessions(self) -> list[Session]:
        """The slots of the agenda, each at its moments; asks the database nothing."""
        return sessions_of(self.agenda.raw_data, self.start_date, self.last_day, self.time_zone)

    @cached_property
    def event(self) -> Event | None:
        """The event of this text; an alias shows that of its original."""
        key = self.alias_of.translation_key if self.alias_of else self.translation_key
        return Event.objects.filter(translation_key=key).first() if key else None

    @cached_property
    def reading(self) -> EventReading:
        """What readers are told of the event beside its running text."""
        return EventReading(self)

    @property
    def names(self) -> str:
        """Who speaks and who holds the event, for the search."""
        return "\n".join(EventReading(self).names)

    @property
    def report_link(self) -> Page | None:
        """The report in this page's language, or the published original."""
        return self.linked_page(self.report_page_id)

    def structured_data(self, request: HttpRequest) -> list[Node]:
        """Tell search engines when, where and by whom the event is held, and what is on its agenda."""
        address = page_address(self, request)
        return [event_node(self, address), web_page(self, address, mainEntity={"@id": f"{address}#event"})]
