"""From an address to its page in two questions, however deep the page lies.

Wagtail walks down the tree and asks twice a level. Here the page's row is found by its whole path, together with
its other language and with whether it is private, which menu, language link and head need in any case.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import Subquery, TextField, Value
from django.db.models.functions import Concat
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet
from wagtail.views import serve

from cms.core.homes import home_rows, remember_homes, with_site

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


def by_methods(*methods: str) -> Callable[[View], View]:
    """Answer other methods in words."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return view(request, *args, **kwargs) if request.method in methods else method_not_allowed(list(methods))

        return answer

    return decorate


def private(view: View) -> View:
    """Let nobody keep or list the answer."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

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
    language = get_language() or ""
    rows = list(home_rows().union(versions_at(language, path), all=True) if path else home_rows())
    home = remember_homes(request, rows).get(language)
    found = next((row for row in rows if home and row.url_path == home.url_path + path and row.live), None)
    if found is not None:
        page = found.specific_class.objects.select_related(*found.specific_class.shown_with).get(pk=found.pk)
        page.is_open = found.is_open
        # Whoever may read a private page may read its other language too.
        same = (row for row in rows if row.translation_key == found.translation_key and row.live)
        page.versions = {row.locale.language_code: row for row in same if row.is_open or not found.is_open}
        vars(request)["_wagtail_route_for_request"] = page.route(request, [])


def versions_at(language: str, path: str) -> PageQuerySet:
    """Ask for the page at a path below the front page of a language, in all its languages.

    The name of the page alone is indexed, hence both the name and the whole path.
    """
    roots = Site.objects.values("root_page__translation_key")
    home = Page.objects.filter(translation_key__in=roots, locale__language_code=language).values("url_path")[:1]
    name = path.strip("/").rpartition("/")[2]
    wanted = Page.objects.filter(slug=name, url_path=Concat(Subquery(home), Value(path), output_field=TextField()))
    return with_site(Page.objects.filter(translation_key__in=wanted.values("translation_key")))
