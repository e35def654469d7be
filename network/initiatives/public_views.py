"""What readers learn of initiatives: those that led to something, if the member that brought them agreed."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from cms.core.addresses import alternates
from cms.core.homes import homes
from cms.core.lists import nearest_page
from cms.core.locales import language_of
from cms.core.navigation import Navigation
from cms.core.routing import read_only
from network.agreement.texts import LANGUAGES
from network.initiatives.models import Initiative
from network.initiatives.results import pages_of, shown_initiatives
from network.members.enums import Visibility

PER_PAGE = 20


@read_only
def initiatives(request: HttpRequest) -> HttpResponse:
    """List what came of initiatives, the newest first, and say how an initiative goes."""
    homes(request)
    found = shown_initiatives().with_names().annotate(count=Count("co_sponsors"))
    shown = nearest_page(Paginator(found, PER_PAGE), request.GET.get("page", ""))
    pages = pages_of(initiative.translation_key for initiative in shown)
    navigation = Navigation(request)
    navigation.canonical_query = f"?page={shown.number}" if shown.number > 1 else ""
    context = {
        "page_obj": shown,
        "entries": [
            _entry(initiative, pages[initiative.translation_key])
            for initiative in shown
            if initiative.translation_key in pages
        ],
        "navigation": navigation,
        "alternates": _addresses(),
    }
    return render(request, "initiatives/initiatives.html", context)


def _entry(initiative: Initiative, page: Any) -> dict[str, Any]:
    member = initiative.membership
    is_public = member.is_current and member.visibility == Visibility.PUBLIC
    language = language_of(page.locale_id)
    return {"initiative": initiative, "page": page, "language": language, "member": member if is_public else None}


def _addresses() -> list[tuple[str, str]]:
    paths = {}
    for language in LANGUAGES:
        with override(language):
            paths[language] = reverse("initiatives")
    return alternates(paths, is_home=False)
