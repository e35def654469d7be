"""From an address to its page in two questions, however deep the page lies.

Wagtail walks down the tree and asks twice a level. Here the page's row is found by its whole path, together with
its other language and with whether it is private, which menu, language link and head need in any case.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from wagtail.models import Page, Site
from wagtail.views import serve

from cms.core.visibility import is_open

View = Callable[..., HttpResponseBase]
READING = ("GET", "HEAD")


def method_not_allowed(methods: list[str]) -> HttpResponse:
    """Answer 405 in words, with the methods that the address knows."""
    words = _("This address can only be read. Nothing was changed.") + "\n"
    return HttpResponseNotAllowed(methods, content=words, content_type="text/plain; charset=utf-8")


def read_only(view: View) -> View:
    """Let a view be read and nothing else: a form sent to it gets 405, not a complaint about its token."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs) if request.method in READING else method_not_allowed(list(READING))

    return answer


@csrf_exempt
def page(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the page at ``path`` of the active language; only a page type that takes forms can be sent one."""
    find_route(request, path)
    route = Page.route_for_request(request, path)
    if route is None:
        raise Http404
    methods = route.page.allowed_http_method_names()
    if request.method not in methods:
        return method_not_allowed(methods)
    return csrf_protect(serve)(request, path) if "POST" in methods else serve(request, path)


def find_route(request: HttpRequest, path: str) -> None:
    """Remember the route of ``path`` on the request, where Wagtail looks before it walks the tree itself.

    Nothing is remembered when there are several sites, or no live page of exactly this path: then Wagtail walks,
    and page types may resolve the rest of the path themselves.
    """
    roots = Site.get_site_root_paths()
    vars(request)["_wagtail_cached_site_root_paths"] = roots
    root = next((root.root_path for root in roots if root.language_code == get_language()), None)
    if root is None or len({root.site_id for root in roots}) > 1:
        return
    rows = versions_at(root + path)
    found = next((row for row in rows if row.url_path == root + path and row.live), None)
    if found is not None:
        page = found.specific_class.objects.select_related(*found.specific_class.shown_with).get(pk=found.pk)
        page.is_open = found.is_open
        # Whoever may read a private page may read its other language too.
        shown = [row for row in rows if row.is_open or (row.live and not found.is_open)]
        page.versions = {row.locale.language_code: row for row in shown}
        vars(request)["_wagtail_route_for_request"] = page.route(request, [])


def versions_at(url_path: str) -> list[Page]:
    """Return the page of this path in both its languages; ``is_open`` says whether it is live and for everybody."""
    slug = url_path.strip("/").rpartition("/")[2]
    wanted = Page.objects.filter(slug=slug, url_path=url_path).values("translation_key")[:1]
    rows = Page.objects.filter(translation_key=wanted).select_related("locale")
    return list(rows.annotate(is_open=is_open()))
