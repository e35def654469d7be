"""The page of a round for the secretariat, its actions, its JSON; and the declaration of urgency."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Page

from network.agreement import guarded
from network.agreement.audit import findings
from network.agreement.enums import RoundState
from network.agreement.office.actions import ACTIONS
from network.agreement.office.export import as_data
from network.agreement.office.forms import UrgencyForm
from network.agreement.office.reading import details
from network.agreement.permissions import user_can_see_rounds, user_can_steer
from network.agreement.readiness import openable, warnings
from network.agreement.rounds import AgreementRound, Urgency


def _readable_round(request: HttpRequest, pk: int) -> AgreementRound:
    if not user_can_see_rounds(request.user):
        raise PermissionDenied
    return get_object_or_404(AgreementRound.objects.select_related("policy", "opened_by"), pk=pk)


def _steering_user(request: HttpRequest) -> Any:
    if not user_can_steer(request.user):
        raise PermissionDenied
    return request.user


@require_safe
def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything about a round."""
    return _show(request, _readable_round(request, pk))


@require_POST
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Do one thing with a round."""
    asked, user = _readable_round(request, pk), _steering_user(request)
    action = ACTIONS.get(name)
    if action is None:
        raise Http404
    form = action.make_form(asked, request.POST)
    if not action.is_offered(asked):
        messages.error(request, _("This is no longer possible: the state of the round is another one."))
        return redirect("agreement:round", pk)
    if form.is_valid():
        try:
            action.run(asked, user, form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, action.done)
            return redirect("agreement:round", pk)
    messages.error(request, _("Nothing was done. Look at the form below."))
    return _show(request, asked, {name: form}, status=400)


@require_safe
def round_data(request: HttpRequest, pk: int) -> JsonResponse:
    """Hand out everything about a round as JSON, for the secretariat's own files."""
    asked = _readable_round(request, pk)
    response = JsonResponse(as_data(asked), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="round-{asked.pk}.json"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Compare every public text with what was agreed, now, and tell the secretariat."""
    if not user_can_see_rounds(request.user):
        raise PermissionDenied
    return render(request, "agreement/admin/audit.html", {"findings": findings()})


@require_http_methods(["GET", "HEAD", "POST"])
def urgency(request: HttpRequest, page_id: int) -> HttpResponse:
    """Record that two members declare a text to be urgent; its next round takes a day only."""
    user = _steering_user(request)
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


def _show(
    request: HttpRequest, asked: AgreementRound, typed: dict[str, forms.Form] | None = None, status: int = 200
) -> HttpResponse:
    offered: list[dict[str, Any]] = []
    if user_can_steer(request.user):
        for name, action in ACTIONS.items():
            if action.is_offered(asked):
                form = (typed or {}).get(name) or action.make_form(asked)
                offered.append({"action": action, "form": form, "is_open": name in (typed or {})})
    context = details(asked) | {"actions": offered, "is_public": asked.state in RoundState.public()}
    return render(request, "agreement/admin/round.html", context, status=status)
