"""The search page: Wagtail's stock search within the reader's language."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

LONGEST_QUERY = 200
PER_PAGE = 10


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show live, public pages of the page's language that hold the words of ``q``."""
    query = " ".join(request.GET.get("q", "")[:LONGEST_QUERY].replace('"', " ").split())
    pages = Page.objects.live().public().filter(locale=Locale.get_active(), depth__gt=2)
    found = pages.search(query, operator="and") if query else pages.none()
    results = Paginator(found, PER_PAGE).get_page(request.GET.get("page", "1")[:10])
    context = {"query": query, "results": results, "total": results.paginator.count}
    return render(request, "search/search.html", context)
