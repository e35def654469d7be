"""Proposing the newest draft of an agreed page as a minor correction, and taking a proposal back."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.models import Page

from network.agreement import guarded
from network.agreement.certificates import MinorCorrection
from network.agreement.content import content_of
from network.agreement.corrections import (
    REFUSALS,
    examine_draft,
    obstacle,
    propose_correction,
    sentences,
    withdraw_correction,
)
from network.agreement.diff import changes
from network.agreement.enums import CorrectionState
from network.agreement.office.forms import CorrectionForm


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what the newest draft changes and what speaks against it; propose it when the form is sent."""
    page = _editable_page(request, page_id)
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            user: Any = request.user
            propose_correction(page=page, by=user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The correction is proposed, and the members are told."))
            return redirect("agreement:correct", page.pk)
    context = _details(page) | {"page": page, "form": form}
    return render(request, "agreement/admin/correct.html", context, status=400 if form.errors else 200)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a proposal that nobody has confirmed yet."""
    correction = get_object_or_404(MinorCorrection, pk=pk, page__isnull=False)
    page = _editable_page(request, correction.page_id or 0)
    try:
        withdraw_correction(correction=correction)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The proposal is withdrawn."))
    return redirect("agreement:correct", page.pk)


def _editable_page(request: HttpRequest, page_id: int) -> Any:
    page = get_object_or_404(Page, pk=page_id).specific
    if not guarded.is_guarded(page):
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def _details(page: Any) -> dict[str, Any]:
    of_text = MinorCorrection.objects.filter(translation_key=page.translation_key, language=page.language)
    context: dict[str, Any] = {
        "waiting": of_text.filter(state=CorrectionState.PROPOSED).first(),
        "last": of_text.exclude(state=CorrectionState.PROPOSED).first(),
    }
    code = obstacle(page)
    if code:
        return context | {"obstacle": "" if code == "waiting" else REFUSALS[code]}
    found = examine_draft(page)
    draft = page.get_latest_revision_as_object()
    return context | {
        "found": found,
        "faults": sentences(found),
        "changes": changes(content_of(page), content_of(draft)),
    }
