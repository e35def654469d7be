"""The search page within the reader's language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from cms.core.homes import homes
from cms.core.routing import read_only
from home.searching.results import Searching


@read_only
def search(request: HttpRequest) -> HttpResponse:
    """Show what readers may see in the page's language that has the words of ``q`` and passes the filters."""
    homes(request)
    searching = Searching(request.GET, get_language() or settings.LANGUAGE_CODE)
    return render(request, "search/search.html", {"searching": searching})
