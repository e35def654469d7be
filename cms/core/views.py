"""The root, pages without a translation, and what machines ask for by name."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.templatetags.static import static
from django.utils.translation import get_language
from wagtail.documents.views.serve import serve
from wagtail.models import Page

from cms.core.addresses import HOME_DEPTH, absolute
from cms.core.errors import missing_translation_page
from cms.core.homes import homes
from cms.core.routing import read_only
from cms.core.visibility import readable


@read_only
def root(request: HttpRequest) -> HttpResponse:
    """Send the reader to a language: that of the cookie, then of the browser, else Georgian."""
    return HttpResponseRedirect(f"/{get_language()}/")


@read_only
def missing_translation(request: HttpRequest, page_id: int) -> HttpResponse:
    """Say that a page does not exist in this language yet; go to it if it does."""
    original = get_object_or_404(readable(Page.objects.filter(depth__gte=HOME_DEPTH)), pk=page_id)
    homes(request)
    versions = original.get_translations(inclusive=True).filter(locale__language_code=get_language())
    translated = readable(versions).first()
    if translated is not None:
        return HttpResponseRedirect(translated.get_url(request))
    return missing_translation_page(request, original, status=200)


@read_only
def robots(request: HttpRequest) -> HttpResponse:
    """Let crawlers read everything but the editors' side and lists of search results."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*/search/",
        "",
        f"Sitemap: {absolute('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@read_only
def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """Hand out a file as Wagtail does, without the ``Content-Encoding: None`` that it sends for most (7.4)."""
    response = serve(request, document_id, document_filename)
    if response.headers.get("Content-Encoding") == "None":
        del response.headers["Content-Encoding"]
    return response


@read_only
def icon(request: HttpRequest) -> HttpResponse:
    """Show programs that look for the icon at its customary address where it is."""
    return HttpResponsePermanentRedirect(static("img/icon-180.png"))
