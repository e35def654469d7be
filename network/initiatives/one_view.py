"""One initiative as members read it, and what their representatives do there."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.core.routing import READING, by_methods
from network.agreement.models import AgreementRound
from network.agreement.texts import LANGUAGES
from network.initiatives.desk import InitiativeOnDesk, seen_by
from network.initiatives.models import Initiative
from network.initiatives.results import pages_of
from network.initiatives.speaking import InitiativeRefused
from network.initiatives.supporting import allow_showing, end_support, support, withdraw
from network.initiatives.wording import standing
from network.members.access import for_representatives
from network.members.models import Mandate

FORBIDDEN, CONFLICT = 403, 409


def _support(initiative: Initiative, mandate: Mandate) -> str:
    support(initiative=initiative, membership=mandate.membership, by=mandate.user)
    return _("Thank you. Co-sponsors now: %(member)s")


def _end_support(initiative: Initiative, mandate: Mandate) -> str:
    end_support(initiative=initiative, membership=mandate.membership, by=mandate.user)
    return _("No longer a co-sponsor: %(member)s")


def _withdraw(initiative: Initiative, mandate: Mandate) -> str:
    withdraw(initiative=initiative, by=mandate.user)
    return _("The initiative is taken back. Co-sponsors and secretariat are told.")


def _show(initiative: Initiative, mandate: Mandate) -> str:
    allow_showing(initiative=initiative, by=mandate.user, allowed=True)
    return _("Readers may learn that the initiative came from: %(member)s")


def _hide(initiative: Initiative, mandate: Mandate) -> str:
    allow_showing(initiative=initiative, by=mandate.user, allowed=False)
    return _("The list of initiatives does not name it any more. What a published text says stays as it was agreed.")


# What a button does, and whether it belongs to the member that brought it.
ACTIONS: dict[str, tuple[bool, Callable[[Initiative, Mandate], str]]] = {
    "support": (False, _support),
    "end_support": (False, _end_support),
    "withdraw": (True, _withdraw),
    "show": (True, _show),
    "hide": (True, _hide),
}


@by_methods(*READING, "POST")
@for_representatives
def desk_initiative(request: HttpRequest, mandates: list[Mandate], pk: int) -> HttpResponse:
    """Show an initiative with its history; take what a member's representative says to it."""
    initiative = get_object_or_404(seen_by(mandates), pk=pk)
    if initiative.is_draft:
        return redirect("desk_initiative_edit", pk)
    if request.method != "POST":
        return _page(request, initiative, mandates)
    wanted = request.POST.get("member", "")
    mandate = next((held for held in mandates if str(held.membership_id) == wanted), None)
    of_owner, act = ACTIONS.get(request.POST.get("action", ""), (False, None))
    if act is None or mandate is None or (of_owner and mandate.membership_id != initiative.membership_id):
        return _page(request, initiative, mandates, InitiativeRefused("no_mandate"))
    try:
        said = act(initiative, mandate)
    except InitiativeRefused as refused:
        return _page(request, get_object_or_404(seen_by(mandates), pk=pk), mandates, refused)
    messages.success(request, said % {"member": mandate.membership.name})
    return redirect("desk_initiative", pk)


def _page(
    request: HttpRequest, initiative: Initiative, mandates: list[Mandate], refused: InitiativeRefused | None = None
) -> HttpResponse:
    key = initiative.translation_key
    context: dict[str, Any] = {
        "initiative": initiative,
        "entry": InitiativeOnDesk(initiative, mandates),
        "standing": standing(initiative),
        "texts": shown_texts(initiative),
        "happenings": initiative.happenings.select_related("membership__organisation", "membership__person"),
        "documents": initiative.documents.all(),
        "topics": initiative.topics.all(),
        "result": pages_of([key]).get(key) if key else None,
        "round": AgreementRound.objects.of_text(key).first() if key else None,
        "several": len(mandates) > 1,
        "refused": refused,
    }
    status = {None: 200, "no_mandate": FORBIDDEN}.get(refused.code if refused else None, CONFLICT)
    return render(request, "initiatives/desk_initiative.html", context, status=status)


def shown_texts(initiative: Initiative) -> list[dict[str, str]]:
    """Return title and text in each language that has them, the reader's own first."""
    ordered = sorted(LANGUAGES, key=lambda code: code != get_language())
    return [
        {"language": code, "title": initiative.title_in(code), "text": initiative.text_in(code)}
        for code in ordered
        if code in initiative.languages
    ]
