"""The page of an initiative in the admin, its actions and its documents."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Page

from cms.core.office import only_if
from network.agreement.rounds import AgreementRound
from network.initiatives.desk_views import hand_out
from network.initiatives.documents import InitiativeDocument
from network.initiatives.models import Initiative
from network.initiatives.office.actions import ACTIONS
from network.initiatives.office.journal import journal
from network.initiatives.one_view import shown_texts
from network.initiatives.permissions import user_can_keep_initiatives, user_can_see_initiatives
from network.initiatives.wording import standing
from network.members.forms import add_refusal

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
    initiative, action = _found(pk), ACTIONS.get(name)
    if action is None:
        raise Http404
    if not action.is_offered(initiative):
        messages.error(request, _("This is no longer possible: the initiative stands elsewhere by now."))
        return redirect("initiatives:initiative", pk)
    form = action.make_form(initiative, request.POST)
    if form.is_valid():
        try:
            action.carry_out(initiative, form, request.user)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            journal.write(initiative, name, request.user)
            messages.success(request, action.done)
            return redirect("initiatives:initiative", pk)
    messages.error(request, _("Nothing was done. Look at the form below."))
    return _show(request, initiative, {name: form}, status=400)


@require_safe
@seeing
def document(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Hand out a document of an initiative."""
    return hand_out(get_object_or_404(InitiativeDocument.objects.filter(initiative=_found(pk)), pk=number))


def _show(
    request: HttpRequest, initiative: Initiative, typed: dict[str, forms.Form] | None = None, status: int = 200
) -> HttpResponse:
    typed, key = typed or {}, initiative.translation_key
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
        context["actions"] = [
            {"action": action, "form": typed.get(name) or action.make_form(initiative), "is_open": name in typed}
            for name, action in ACTIONS.items()
            if action.is_offered(initiative)
        ]
    return render(request, "initiatives/admin/initiative.html", context, status=status)


def _pages(key: Any) -> list[Page]:
    rows = Page.objects.filter(translation_key=key, alias_of=None).select_related("locale")
    return sorted(rows, key=lambda page: page.locale.language_code != "ka")
