"""The list of rounds, with filters, as a page and as a table for a spreadsheet."""

import datetime
from typing import Any

import django_filters
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from cms.core.office_lists import RecordsView
from network.agreement.answers import Answer
from network.agreement.enums import RoundState, TextKind, Voice
from network.agreement.rounds import AgreementRound

SOON = datetime.timedelta(hours=48)
COLUMNS = {
    "pk": _("Record"),
    "title": _("Text"),
    "number": _("Round"),
    "get_kind_display": _("Kind of text"),
    "get_voice_display": _("In whose name"),
    "get_state_display": _("State"),
    "opened_at": _("Opened"),
    "closes_at": _("Deadline"),
    "closed_at": _("Closed"),
    "published_at": _("Published"),
    "roll_size": _("Members on the roll"),
    "agree_count": _("Agree"),
    "named_count": _("Named as supporters"),
    "aside_count": _("May go out, without us"),
    "abstain_count": _("Abstain"),
    "object_count": _("Object"),
    "silent_count": _("No answer"),
    "fingerprint": _("Fingerprint"),
}


def rounds_for_list() -> QuerySet[AgreementRound]:
    """Return all rounds, the newest first, with their titles and how many have answered: two questions."""
    standing = Q(roll__struck_at=None)
    return (
        AgreementRound.objects.order_by("-pk")
        .prefetch_related("texts")
        .annotate(
            asked_count=Count("roll", filter=standing, distinct=True),
            answered_count=Count("roll", filter=standing & Q(roll__answers__counts=True), distinct=True),
            has_objection=Exists(Answer.objects.objections().filter(round_member__round=OuterRef("pk"))),
        )
    )


class RoundFilterSet(WagtailFilterSet):
    """State, kind, voice; those that end soon; those that are objected to."""

    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=RoundState.choices)
    kind = django_filters.ChoiceFilter(label=_("Kind of text"), choices=TextKind.choices)
    voice = django_filters.ChoiceFilter(label=_("In whose name"), choices=Voice.choices)
    soon = django_filters.BooleanFilter(label=_("Ends within 48 hours"), method="ends_soon")
    objected = django_filters.BooleanFilter(label=_("With an objection"), field_name="has_objection")

    class Meta:
        model = AgreementRound
        fields = ["state", "kind", "voice", "soon", "objected"]

    def ends_soon(self, rounds: QuerySet, name: str, value: bool) -> QuerySet:
        """Keep open rounds whose deadline is near, or all others."""
        near = Q(state=RoundState.OPEN, closes_at__lte=timezone.now() + SOON)
        return rounds.filter(near) if value else rounds.exclude(near)


class RoundsView(RecordsView):
    """The rounds, one by one."""

    model = AgreementRound
    page_title = _("Rounds")
    header_icon = "clipboard-list"
    index_url_name = "agreement:rounds"
    index_results_url_name = "agreement:rounds_results"
    results_template_name = "agreement/admin/rounds_results.html"
    filterset_class = RoundFilterSet
    export_filename = "rounds"
    exported = COLUMNS

    def get_queryset(self) -> Any:
        """Start from all rounds, with what the filters ask for."""
        return self.filter_queryset(rounds_for_list())
