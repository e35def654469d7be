"""The list of letters, with filters, as a page and as a table for a spreadsheet: numbers, no names."""

import datetime
from typing import Any

import django_filters
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page

from cms.core.office_lists import RecordsView
from network.letters.enums import LetterState, SignatureState
from network.letters.letters import Letter
from network.letters.permissions import user_can_keep_letters
from network.letters.signatures import Signature

SOON = datetime.timedelta(hours=48)
COLUMNS = {
    "pk": pgettext_lazy("of a letter", "Number"),
    "shown_title": _("Letter"),
    "get_state_display": _("State"),
    "opens_at": _("Signing begins"),
    "closes_at": _("Signing ends"),
    "members_count": _("Members"),
    "organisations_count": _("Other organisations"),
    "people_count": _("People"),
    "abstained_count": _("Openly abstained"),
    "withdrawn_count": _("Withdrawn"),
    "invalidated_count": _("Invalidated"),
    "held_count": _("To be checked"),
    "goal": _("Goal"),
    "get_goal_kind_display": _("What the goal counts"),
    "delivered_at": _("Delivered"),
    "answered_at": _("Answered"),
}


def letters_for_list() -> Any:
    """Return all letters, the newest first, with their titles, counts and what waits: one question."""
    pages = Page.objects.filter(translation_key=OuterRef("translation_key"), alias_of=None)
    titles = pages.annotate(own=Coalesce("draft_title", "title")).values("own")
    in_language = titles.filter(locale__language_code=get_language() or "ka")
    held = Signature.objects.filter(letter=OuterRef("pk"), state=SignatureState.HELD).order_by()
    return (
        Letter.objects.order_by("-pk")
        .select_related("version", "tally")
        .annotate(
            shown_title=Coalesce(Subquery(in_language[:1]), Subquery(titles[:1]), Value("–")),
            members_count=_sum("members", "hidden_members"),
            organisations_count=_sum("organisations", "hidden_organisations"),
            people_count=_sum("people", "hidden_people"),
            abstained_count=_sum("abstained"),
            withdrawn_count=_sum("withdrawn"),
            invalidated_count=_sum("invalidated"),
            held_count=Coalesce(
                Subquery(held.values("letter").annotate(count=Count("pk")).values("count")), Value(0),
                output_field=IntegerField(),
            ),
        )
    )  # fmt: skip


def ending_soon(now: datetime.datetime | None = None) -> Q:
    """Keep letters whose signing ends within 48 hours."""
    return Q(state__in=[LetterState.OPEN, LetterState.PAUSED], closes_at__lte=(now or timezone.now()) + SOON)


def _sum(*columns: str) -> Coalesce:
    total: Any = F(f"tally__{columns[0]}")
    for column in columns[1:]:
        total = total + F(f"tally__{column}")
    return Coalesce(total, Value(0), output_field=IntegerField())


class LetterFilterSet(WagtailFilterSet):
    """State; who may sign; those that end soon; those where something waits."""

    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=LetterState.choices)
    accepts_people = django_filters.BooleanFilter(label=_("People may sign"))
    soon = django_filters.BooleanFilter(label=_("Ends within 48 hours"), method="ends_soon")
    waiting = django_filters.BooleanFilter(label=_("Signatures to be checked"), method="is_waiting")

    class Meta:
        model = Letter
        fields = ["state", "accepts_people", "soon", "waiting"]

    def ends_soon(self, letters: QuerySet, name: str, value: bool) -> QuerySet:
        """Keep letters whose end is near, or all others."""
        return letters.filter(ending_soon()) if value else letters.exclude(ending_soon())

    def is_waiting(self, letters: QuerySet, name: str, value: bool) -> QuerySet:
        """Keep letters with held signatures, or all others."""
        return letters.filter(held_count__gt=0) if value else letters.filter(held_count=0)


class LettersView(RecordsView):
    """The letters, one by one."""

    model = Letter
    page_title = _("Open letters")
    header_icon = "mail"
    index_url_name = "letters:letters"
    index_results_url_name = "letters:letters_results"
    results_template_name = "letters/admin/letters_results.html"
    filterset_class = LetterFilterSet
    export_filename = "letters"
    exported = COLUMNS

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Lead to what concerns all letters."""
        buttons = [HeaderButton(_("New letter"), url=reverse("letters:new"), icon_name="plus")]
        if user_can_keep_letters(self.request.user):
            buttons += [
                HeaderButton(_("Signatures to be checked"), url=reverse("letters:checks"), icon_name="check"),
                HeaderButton(_("Wordings of consents"), url=reverse("letters:wordings"), icon_name="doc-full"),
            ]
        return buttons

    def get_queryset(self) -> Any:
        """Start from all letters, with what the filters ask for."""
        return self.filter_queryset(letters_for_list())
