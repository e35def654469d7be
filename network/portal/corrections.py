"""Minor corrections on the desk: confirming one for another member than its author's, and contesting one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.routing import by_methods
from network.agreement.certificates import MinorCorrection
from network.agreement.correction_queries import confirming_members, is_contestable, open_corrections, title_of
from network.agreement.corrections import confirm_correction, contest_correction
from network.agreement.diff import changes
from network.agreement.enums import CorrectionState
from network.members.access import for_representatives, no_mandate
from network.members.models import Mandate, Membership
from network.portal.texts import ChangedText

CONFLICT = 409
DEEDS = {"confirm": confirm_correction, "contest": contest_correction}


@by_methods("GET", "HEAD")
@for_representatives
def corrections(request: HttpRequest, mandates: list[Mandate]) -> HttpResponse:
    """List the corrections that wait for a confirmation, and those that can still be contested."""
    found = list(open_corrections().select_related("round"))
    context = {
        "waiting": [each for each in found if each.state == CorrectionState.PROPOSED],
        "contestable": [each for each in found if each.state == CorrectionState.CONFIRMED],
    }
    return render(request, "portal/corrections.html", context)


@by_methods("GET", "HEAD", "POST")
@for_representatives
def correction(request: HttpRequest, mandates: list[Mandate], pk: int) -> HttpResponse:
    """Show a correction with its reason; confirm or contest it for a member when a form is sent."""
    shown = get_object_or_404(MinorCorrection.objects.select_related("round", "proposed_by"), pk=pk)
    if request.method != "POST":
        return _page(request, mandates, shown)
    wanted = request.POST.get("member", "")
    member = next((held.membership for held in mandates if str(held.membership_id) == wanted), None)
    if member is None and len(mandates) == 1 and not wanted:
        member = mandates[0].membership
    deed = DEEDS.get(request.POST.get("deed", ""))
    if deed is None:
        return _page(request, mandates, shown)
    if member is None:
        return no_mandate(request) if wanted else _page(request, mandates, shown, [_("Choose the member.")])
    try:
        deed(correction=shown, membership=member, by=mandates[0].user)
    except ValidationError as error:
        shown.refresh_from_db()
        return _page(request, mandates, shown, error.messages)
    return HttpResponseRedirect(reverse("desk_correction", args=[pk]))


def _page(
    request: HttpRequest, mandates: list[Mandate], shown: MinorCorrection, errors: list[str] | None = None
) -> HttpResponse:
    now = timezone.now()
    own: list[Membership] = [mandate.membership for mandate in mandates]
    context: dict[str, Any] = {
        "correction": shown,
        "title": title_of(shown),
        "errors": errors,
        "changed": [ChangedText(shown.language, list(changes(shown.before_content, shown.after_content)))],
        "confirming": confirming_members(shown, own, request.user),
        "is_waiting": shown.state == CorrectionState.PROPOSED,
        "contesting": own if is_contestable(shown, now) else [],
        "now": now,
    }
    return render(request, "portal/correction.html", context, status=CONFLICT if errors else 200)
