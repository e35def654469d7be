"""The secretariat's hand: reading a letter, ending a mandate, taking back a proposal."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import PermissionPolicyChecker
from wagtail.log_actions import log

from cms.core.refusals import add_refusal
from network.members.admin_forms import RevokeForm
from network.members.letters import content_type_of
from network.members.models import Mandate, Succession
from network.members.permissions import LastingPolicy
from network.members.services import revoke_mandate, withdraw_succession

may = PermissionPolicyChecker(LastingPolicy(Mandate))
EDIT = "mandates:edit"


@require_safe
@may.require("change")
def letter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a letter of mandate, to be saved and never shown inside the site."""
    mandate = get_object_or_404(Mandate.objects.exclude(letter=""), pk=pk)
    try:
        content = mandate.letter.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    name = str(mandate.letter.name)
    return FileResponse(
        content,
        as_attachment=True,
        filename=f"letter-of-mandate-{mandate.pk}{PurePath(name).suffix}",
        content_type=content_type_of(name),
        headers={"Cache-Control": "private, no-store"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may.require("change")
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, and end the mandate."""
    mandate = get_object_or_404(Mandate.objects.with_names(), pk=pk)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            revoke_mandate(mandate=mandate, note=form.cleaned_data["note"])
        except ValidationError as error:
            add_refusal(form, error)
        else:
            log(instance=mandate, action="wagtail.edit", content_changed=True)
            messages.success(request, _("The mandate has ended. The representative and the member are told."))
            return redirect(EDIT, mandate.pk)
    context = {"mandate": mandate, "form": form, "page_title": _("End a mandate"), "page_subtitle": str(mandate)}
    return render(request, "members/admin/revoke.html", context)


@require_POST
@may.require("change")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a proposal of the mandate with that key; its link no longer works."""
    succession = get_object_or_404(Succession.objects.select_related("mandate"), pk=pk)
    if withdraw_succession(succession=succession):
        messages.success(request, _("The proposal is withdrawn. Its link no longer works."))
    else:
        messages.info(request, _("There was no proposal to withdraw any more."))
    return redirect(EDIT, succession.mandate_id)
