"""The page of an initiative in the admin, its actions and its documents."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from cms.core.office import Typed, only_if
from network.agreement.rounds import AgreementRound
from network.initiatives.desk_views import hand_out
from network.initiatives.documents import InitiativeDocument
from network.initiatives.models import Initiative
from network.initiatives.office.actions import ACTIONS
from network.initiatives.office.journal import journal
from network.initiatives.one_view import shown_texts
from network.initiatives.permissions import user_can_keep_initiatives, user_can_see_initiatives
from network.initiatives.wording import standing

seeing = only_if(user_can_see_initiatives)
keeping = only_if(user_can_keep_initiatives)


def _found(pk: int) -> Initiative:
    """Return an initiative that was brought: a draft is its member's own."""
    found: Initiative = get_object_or_404(Initiative.objects.brought().with_names().with_co_sponsors(), pk=pk)
    return found


@require_safe
@seeing
def initiative_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was brought; to the secretariat also what can be done."""
    return _show(request, _found(pk))


@require_POST
@keeping
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Do one thing with an initiative."""
    return ACTIONS.carry_out(request, _found(pk), name, _show)


@require_safe
@seeing
def document(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Hand out a document of an initiative."""
    return hand_out(get_object_or_404(InitiativeDocument.objects.filter(initiative=_found(pk)), pk=number))


def _show(request: HttpRequest, initiative: Initiative, typed: Typed | None = None, status: int = 200) -> HttpResponse:
    key = initiative.translation_key
    context: dict[str, Any] = {
        "initiative": initiative,
        "standing": standing(initiative),
        "texts": shown_texts(initiative),
        "documents": initiative.documents.all(),
        "topics": initiative.topics.all(),
        "happenings": initiative.happenings.select_related("membership__organisation", "membership__person"),
        "pages": _pages(key) if key else [],
        "round": AgreementRound.objects.of_text(key).first() if key else None,
        "entries": journal.entries(initiative),
    }
    if user_can_keep_initiatives(request.user):
        context["offers"] = ACTIONS.offers(initiative, typed)
    return render(request, "initiatives/admin/initiative.html", context, status=status)


def _pages(key: Any) -> list[Page]:
    rows = Page.objects.filter(translation_key=key, alias_of=None).select_related("locale")
    return sorted(rows, key=lambda page: page.locale.language_code != "ka")
