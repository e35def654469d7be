"""Answers to what cannot be answered, each in both languages or in that of the address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.models import Page

from cms.core.addresses import HOME_DEPTH
from cms.core.links import specific_pages
from cms.core.navigation import Navigation, other_language
from cms.core.routing import versions_at
from cms.core.visibility import readable

LONGEST_PATH = 2000
SIBLINGS = 3


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400 in both languages, without reading the request that could not be read."""
    return render(None, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403 in both languages; a refusal that has words of its own names their template."""
    return render(None, getattr(exception, "template_name", "403.html"), status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form whose token is missing or old, with what the person can do."""
    return render(None, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 in both languages, without asking the database or anything else that may be broken."""
    return render(None, "500.html", status=500)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 in the language of the address; name the original if only its translation is missing."""
    original = counterpart_of_path(request)
    if original is not None:
        return missing_translation_page(request, original, status=404)
    return render(request, "404.html", {"navigation": Navigation(request)}, status=404)


def counterpart_of_path(request: HttpRequest) -> Page | None:
    """Return the page that everybody may read at the same path under the other language's prefix."""
    language, _slash, rest = request.path_info.strip("/").partition("/")
    if not rest or language != get_language() or len(rest) > LONGEST_PATH:
        return None
    other = other_language(language)
    rows = versions_at(other, f"{rest}/")
    return next((row for row in rows if row.is_open and row.locale.language_code == other), None)


def missing_translation_page(request: HttpRequest, original: Page, *, status: int) -> HttpResponse:
    """Say that a page does not exist in this language yet, with the original and the nearest section that does."""
    section = _nearest_section(original, get_language() or "")
    siblings = readable(section.get_children()).order_by("-first_published_at")[:SIBLINGS] if section else ()
    context: dict[str, Any] = {
        "navigation": Navigation(request, counterpart=original),
        "original": original.specific,
        "section": section.specific if section else None,
        "siblings": specific_pages(siblings),
        "original_language": other_language(get_language() or ""),
    }
    return render(request, "core/missing_translation.html", context, status=status)


def _nearest_section(original: Page, language: str) -> Page | None:
    """Return the counterpart of the nearest page above ``original`` that has one."""
    above = original.get_ancestors().filter(depth__gte=HOME_DEPTH)
    here = Page.objects.filter(translation_key__in=above.values("translation_key"), locale__language_code=language)
    return readable(here).order_by("-depth").first()
