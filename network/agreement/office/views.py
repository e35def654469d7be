"""The page of a round for the secretariat, its actions, its JSON; and the declaration of urgency."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Page

from cms.core.office import Typed
from network.agreement import guarded
from network.agreement.audit import findings
from network.agreement.enums import RoundState
from network.agreement.office.actions import ACTIONS
from network.agreement.office.doors import seeing, steering
from network.agreement.office.export import as_data
from network.agreement.office.forms import UrgencyForm
from network.agreement.office.reading import details
from network.agreement.permissions import user_can_steer
from network.agreement.readiness import openable, warnings
from network.agreement.rounds import AgreementRound, Urgency


def _round(pk: int) -> AgreementRound:
    return get_object_or_404(AgreementRound.objects.select_related("policy", "opened_by"), pk=pk)


@require_safe
@seeing
def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything about a round."""
    return _show(request, _round(pk))


@require_POST
@seeing
@steering
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Do one thing with a round."""
    return ACTIONS.carry_out(request, _round(pk), name, _show)


@require_safe
@seeing
def round_data(request: HttpRequest, pk: int) -> JsonResponse:
    """Hand out everything about a round as JSON, for the secretariat's own files."""
    asked = _round(pk)
    response = JsonResponse(as_data(asked), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="round-{asked.pk}.json"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@seeing
def audit(request: HttpRequest) -> HttpResponse:
    """Compare every public text with what was agreed, now, and tell the secretariat."""
    return render(request, "agreement/admin/audit.html", {"findings": findings()})


@require_http_methods(["GET", "HEAD", "POST"])
@steering
def urgency(request: HttpRequest, page_id: int) -> HttpResponse:
    """Record that two members declare a text to be urgent; its next round takes a day only."""
    user: Any = request.user
    page = get_object_or_404(Page, pk=page_id).specific
    if not guarded.is_guarded(page):
        raise Http404
    form = UrgencyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with transaction.atomic():
            declared = Urgency.objects.create(
                translation_key=page.translation_key, reason=form.cleaned_data["reason"], recorded_by=user
            )
            declared.members.set(form.cleaned_data["members"])
        messages.success(request, _("Recorded. The next round of this text takes 24 hours."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"page": page, "form": form, "reasons": openable(page), "warnings": warnings(page)}
    return render(request, "agreement/admin/urgency.html", context)


def _show(request: HttpRequest, asked: AgreementRound, typed: Typed | None = None, status: int = 200) -> HttpResponse:
    offers = ACTIONS.offers(asked, typed) if user_can_steer(request.user) else []
    context = details(asked) | {"offers": offers, "is_public": asked.state in RoundState.public()}
    return render(request, "agreement/admin/round.html", context, status=status)
