"""The search page: Wagtail's stock search within the reader's language."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.models import Page

from cms.core.addresses import HOME_DEPTH
from cms.core.homes import homes
from cms.core.links import specific_pages
from cms.core.lists import nearest_page
from cms.core.locales import locale_id_of
from cms.core.routing import read_only

LONGEST_QUERY = 200
PER_PAGE = 10


@read_only
def search(request: HttpRequest) -> HttpResponse:
    """Show live, public pages of the page's language that hold the words of ``q``."""
    homes(request)
    # A quotation mark is an operator of the embedded database's search; readers mean a mark of their text.
    query = " ".join(request.GET.get("q", "")[:LONGEST_QUERY].replace('"', " ").split())
    # Wagtail's search takes no subquery as a filter, hence its own ``public()`` here.
    pages = Page.objects.live().public().filter(locale_id=locale_id_of(get_language() or ""), depth__gt=HOME_DEPTH)
    found = pages.search(query, operator="and") if query else pages.none()
    results = nearest_page(Paginator(found, PER_PAGE), request.GET.get("page", ""))
    results.object_list = specific_pages(results.object_list)
    context = {"query": query, "results": results, "total": results.paginator.count}
    return render(request, "search/search.html", context)
