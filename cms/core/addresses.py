"""Addresses as the outside world reads them: absolute, under the site's own name, each with its other language."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override
from wagtail.models import Page

HOME_DEPTH = 2


def absolute(path: str) -> str:
    """Return the full address under the site's own name, whatever host the request named."""
    return path if path.startswith(("http://", "https://")) else settings.BASE_URL + path


def named_address(name: str, *args: object, language: str | None = None) -> str:
    """Return the full address of a view in a language, the active one if none is said."""
    with override(language or get_language()):
        return absolute(reverse(name, args=args))


def site_path(language: str, url_path: str) -> str:
    """Return the path of a page by its place in the tree: behind the front page's own name stands what readers see."""
    return f"/{language}/{url_path.split('/', HOME_DEPTH)[HOME_DEPTH]}"


def page_address(page: Page, request: HttpRequest | None = None) -> str:
    """Return the full address of a page; that of the root for a page outside the site."""
    return absolute(page.get_url(request) or "/")


def alternates(paths: Mapping[str, str], *, is_home: bool) -> list[tuple[str, str]]:
    """Return language code and full address of each version of a page, as ``hreflang`` wants them.

    ``x-default`` is for readers of any other language: ``/`` for the front page, which asks the browser, and
    else the version in the site's first language, or the only one there is.
    """
    if not paths:
        return []
    ordered = [(code, absolute(paths[code])) for code, _name in settings.LANGUAGES if code in paths]
    return [*ordered, ("x-default", absolute("/") if is_home else ordered[0][1])]
