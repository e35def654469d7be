"""Initiatives on a representative's desk: bringing one, the list of all, one by itself."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.core.lists import nearest_page
from cms.core.refusals import add_refusal
from cms.core.routing import READING, by_methods
from network.initiatives import typed
from network.initiatives.bringing import bring, discard, remove_document, save_draft
from network.initiatives.desk import on_desk, seen_by
from network.initiatives.documents import InitiativeDocument
from network.initiatives.enums import InitiativeState
from network.initiatives.forms import InitiativeForm, initial_of, room_for_documents
from network.initiatives.models import Initiative
from network.initiatives.speaking import InitiativeRefused
from network.members.access import for_representatives
from network.members.letters import content_type_of
from network.members.models import Mandate

PER_PAGE = 20


@by_methods(*READING)
@for_representatives
def desk_initiatives(request: HttpRequest, mandates: list[Mandate]) -> HttpResponse:
    """List all initiatives: own drafts, those that wait, those on their way, and what was decided."""
    found = seen_by(mandates)
    running = on_desk(found.exclude(state__in=InitiativeState.ended()).order_by("promised_on", "pk"), mandates)
    ended = found.filter(state__in=InitiativeState.ended()).order_by("-ended_at", "-pk")
    page = nearest_page(Paginator(ended, PER_PAGE), request.GET.get("page", ""))
    context = {
        "drafts": [entry for entry in running if entry.initiative.is_draft],
        "waiting": [entry for entry in running if entry.initiative.is_open],
        "under_way": [entry for entry in running if not (entry.initiative.is_draft or entry.initiative.is_open)],
        "ended": on_desk(page, mandates),
        "page_obj": page,
        "several": len(mandates) > 1,
    }
    return render(request, "initiatives/desk_initiatives.html", context)


@by_methods(*READING, "POST")
@typed.keeping_typed
@for_representatives
def new_initiative(request: HttpRequest, mandates: list[Mandate]) -> HttpResponse:
    """Ask what a member brings; keep it as a draft, or bring it."""
    return _form_page(request, mandates, None)


@by_methods(*READING, "POST")
@typed.keeping_typed
@for_representatives
def edit_initiative(request: HttpRequest, mandates: list[Mandate], pk: int) -> HttpResponse:
    """Go on with a draft of one of the person's members; what was brought is only read."""
    draft = get_object_or_404(seen_by(mandates), pk=pk)
    if not draft.is_draft:
        if request.method == "POST":
            messages.info(request, _("This initiative has been brought already. Nothing was changed."))
        return redirect("desk_initiative", pk)
    return _form_page(request, [held for held in mandates if held.membership_id == draft.membership_id], draft)


def _form_page(request: HttpRequest, mandates: list[Mandate], draft: Initiative | None) -> HttpResponse:
    if request.method != "POST":
        before = typed.kept(request)
        form = InitiativeForm(mandates=mandates, initial=initial_of(draft) | before)
        return _show_form(request, form, draft, from_before=bool(before))
    form = InitiativeForm(request.POST, {"documents": request.FILES.getlist("documents")}, mandates=mandates)
    if not form.is_valid():
        return _show_form(request, form, draft)
    try:
        draft = save_draft(
            membership=form.mandate.membership,
            by=form.mandate.user,
            form_key=_key(form, draft),
            words=form.words,
        )
    except InitiativeRefused as refused:
        brought = Initiative.objects.brought().filter(form_key=_key(form, draft)).first()
        if refused.code == "closed" and brought is not None:
            return redirect("desk_initiative", brought.pk)  # the same form, sent twice
        add_refusal(form, refused)
        return _show_form(request, form, draft)
    typed.forget(request)
    return _saved(request, form, draft)


def _key(form: InitiativeForm, draft: Initiative | None) -> UUID:
    key: UUID = draft.form_key if draft is not None else form.cleaned_data["form_key"]
    return key


def _saved(request: HttpRequest, form: InitiativeForm, draft: Initiative) -> HttpResponse:
    """Do what the pressed button says with a draft that is safe already."""
    action, user = request.POST.get("action", ""), form.mandate.user
    if action.startswith("remove-") and action.removeprefix("remove-").isdecimal():
        remove_document(initiative=draft, document_id=int(action.removeprefix("remove-")), by=user)
    elif action == "bring":
        if form.demand_words(get_language() or "ka"):
            return _show_form(request, form, draft)
        bring(initiative=draft, by=user)
        messages.success(request, _("Your initiative has been brought. All members see it now."))
        return redirect("desk_initiative", draft.pk)
    messages.success(request, _("The draft is saved. Only your member’s representatives see it."))
    return redirect("desk_initiative_edit", draft.pk)


def _show_form(
    request: HttpRequest, form: InitiativeForm, draft: Initiative | None, *, from_before: bool = False
) -> HttpResponse:
    language = get_language() or "ka"
    other = "en" if language == "ka" else "ka"
    context: dict[str, Any] = {
        "form": form,
        "draft": draft,
        "own_fields": form.in_language(language),
        "other_fields": list(form.in_language(other)),
        "other_language": other,
        "other_is_open": any(
            form[f"{part}_{other}"].value() or form[f"{part}_{other}"].errors for part in ("title", "text")
        ),
        "documents": list(draft.documents.all()) if draft is not None else [],
        "room": room_for_documents(draft),
        "from_before": from_before,
    }
    return render(request, "initiatives/desk_form.html", context)


@by_methods("POST")
@for_representatives
def discard_initiative(request: HttpRequest, mandates: list[Mandate], pk: int) -> HttpResponse:
    """Delete a draft."""
    draft = get_object_or_404(Initiative.objects.drafts_of([held.membership_id for held in mandates]), pk=pk)
    try:
        discard(initiative=draft, by=mandates[0].user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The draft is deleted."))
    return redirect("desk_initiatives")


@by_methods(*READING)
@for_representatives
def initiative_document(request: HttpRequest, mandates: list[Mandate], pk: int, number: int) -> HttpResponseBase:
    """Hand out a document of an initiative that the person may read, to be saved and never shown inside the site."""
    initiative = get_object_or_404(seen_by(mandates), pk=pk)
    return hand_out(get_object_or_404(InitiativeDocument.objects.filter(initiative=initiative), pk=number))


def hand_out(document: InitiativeDocument) -> FileResponse:
    """Return a document as a download. Raises ``Http404`` if its file is gone."""
    try:
        content = document.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(
        content,
        as_attachment=True,
        filename=f"{document.name}.{document.kind.lower()}",
        content_type=content_type_of(str(document.file.name)),
        headers={"Cache-Control": "private, no-store"},
    )
