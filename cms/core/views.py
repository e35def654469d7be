"""The root, pages without a translation, and answers to what does not exist."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from cms.core.navigation import HOME_DEPTH, Navigation, other_language


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Send the reader to a language: that of the cookie, then of the browser, else Georgian."""
    response = HttpResponseRedirect(f"/{get_language()}/")
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response


@require_safe
def missing_translation(request: HttpRequest, page_id: int) -> HttpResponse:
    """Say that a page does not exist in this language yet; go to it if it does."""
    original = get_object_or_404(Page.objects.live().public().filter(depth__gte=HOME_DEPTH), pk=page_id)
    translated = original.get_translations(inclusive=True).filter(locale__language_code=get_language()).live().first()
    if translated is not None:
        return HttpResponseRedirect(translated.get_url(request))
    return render_missing(request, original, status=200)


def render_missing(request: HttpRequest, original: Page, *, status: int) -> HttpResponse:
    """Render the page that says so, with the original and the nearest section that exists here."""
    language = get_language() or ""
    ancestors = original.get_ancestors().filter(depth__gte=HOME_DEPTH).order_by("-depth")
    keys = [page.translation_key for page in ancestors]
    here = {
        page.translation_key: page
        for page in Page.objects.live().public().filter(translation_key__in=keys, locale__language_code=language)
    }
    section = next((here[key] for key in keys if key in here), None)
    context: dict[str, Any] = {
        "original": original.specific,
        "section": section.specific if section else None,
        "siblings": list(section.get_children().live().public().order_by("-first_published_at")[:3].specific())
        if section
        else [],
        "original_language": other_language(language),
    }
    return render(request, "core/missing_translation.html", context, status=status)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 in the language of the address; name the original if only its translation is missing."""
    original = counterpart_of_path(request)
    if original is not None:
        return render_missing(request, original, status=404)
    return render(request, "404.html", {"navigation": Navigation(request)}, status=404)


def counterpart_of_path(request: HttpRequest) -> Page | None:
    """Return the live page at the same path under the other language's prefix."""
    language, _slash, rest = request.path_info.strip("/").partition("/")
    if not rest or language != get_language() or len(rest) > 500:
        return None
    home = Page.objects.filter(depth=HOME_DEPTH, locale__language_code=other_language(language)).live().first()
    site = Site.find_for_request(request)
    if home is None or site is None:
        return None
    try:
        page, _args, _kwargs = home.specific.route(request, rest.split("/"))
    except Http404:
        return None
    return page


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400 in both languages."""
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403 in both languages."""
    return render(request, "403.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 in both languages, without asking the database or anything else that may be broken."""
    return render(None, "500.html", status=500)
