"""The public record of a decision: a page, the same as data, and the list of all."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Page

from cms.core.addresses import alternates
from cms.core.homes import homes
from cms.core.lists import nearest_page
from cms.core.navigation import MenuItem, Navigation
from cms.core.routing import READING, method_not_allowed, read_only
from network.agreement import wording
from network.agreement.comparing import compared
from network.agreement.record import Record, public_rounds
from network.agreement.record_data import as_data
from network.agreement.rounds import RoundText
from network.agreement.texts import LANGUAGES

PER_PAGE = 20


@read_only
def records(request: HttpRequest) -> HttpResponse:
    """List the public records, the newest decision first."""
    homes(request)
    found = public_rounds().prefetch_related(Prefetch("texts", RoundText.objects.defer("content")))
    shown = nearest_page(Paginator(found, PER_PAGE), request.GET.get("page", ""))
    navigation = Navigation(request)
    navigation.canonical_query = f"?page={shown.number}" if shown.number > 1 else ""
    context = {"records": shown, "navigation": navigation, "alternates": _addresses("records")}
    return render(request, "agreement/records.html", context)


@csrf_exempt
def record(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a record; answer a POST with how the text that was sent stands to the agreed one.

    The comparison changes nothing and knows nobody, so it needs no token and no cookie; what another
    site sends in a reader's name is refused all the same.
    """
    if request.method not in (*READING, "POST"):
        return method_not_allowed([*READING, "POST"])
    held = _found(pk)
    context: dict[str, Any] = {}
    if request.method == "POST":
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            raise PermissionDenied
        context = {"comparison": compared(request.POST.get("text", ""), held)}
    homes(request)
    context |= {
        "record": held,
        "round": held.round,
        "crumbs": [MenuItem(_("Public records"), reverse("records"), "")],
        "alternates": _addresses("record", pk),
        "now": timezone.now(),
        "page_of_text": _page_of_text(held),
        "shared": {"title": wording.title(held.round), "lead": wording.summary(held.round)},
        "procedure": wording.procedure(held.round.policy, held.round.voice),
    }
    return render(request, "agreement/record.html", context)


@read_only
def record_json(request: HttpRequest, pk: int) -> JsonResponse:
    """Answer with the record as data."""
    options = {"ensure_ascii": False, "indent": 1}
    return JsonResponse(as_data(_found(pk)), json_dumps_params=options)


def _found(pk: int) -> Record:
    """Return the record, or 404 for everybody: whether a round without one exists is nobody's to learn here."""
    return Record(get_object_or_404(public_rounds().select_related("policy").prefetch_related("texts"), pk=pk))


def _page_of_text(held: Record) -> Page | None:
    """Return the page of the text that readers find now, in the reader's language or the other one."""
    pages = {each.text.language: each.page for each in held.live if each.page is not None}
    return pages.get(get_language() or "") or next(iter(pages.values()), None)


def _addresses(name: str, *args: int) -> list[tuple[str, str]]:
    paths = {}
    for language in LANGUAGES:
        with override(language):
            paths[language] = reverse(name, args=args)
    return alternates(paths, is_home=False)
