"""What every request passes on its way in and out."""

import logging
import time
import uuid
from collections.abc import Callable
from urllib.parse import urlsplit

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import has_vary_header, patch_vary_headers
from django.utils.translation import get_language_from_path
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from cms.core.errors import bad_request
from cms.core.logging import without_token

GetResponse = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger("cms.requests")

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
SHARED_BRIEFLY = "public, max-age=0, s-maxage=10"
NOT_KEPT = "private, no-store"
SHARED_STATUS = (200, 301, 404, 410)


class RequestLogMiddleware:
    """Writes one line a request: method, path without its query, status, time. No address, no user, no token."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        request_id = uuid.uuid4().hex[:12]
        response = self.get_response(request)
        response["X-Request-ID"] = request_id
        logger.info(
            "request",
            extra={
                "method": request.method,
                "path": without_token(request, request.path)[:200],
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - started) * 1000),
                "request_id": request_id,
            },
        )
        return response


class _OpenCompression(GZipMiddleware):
    """Compresses what holds no secret. Django adds up to 100 random bytes, so that no size betrays a token (BREACH)."""

    max_random_bytes = 0


class TextCompressionMiddleware(GZipMiddleware):
    """Compresses what is text, for a server without nginx in front (see docs/decisions/0010-compression.md).

    Pictures and PDF files are compressed already, and a stream that is compressed loses its length. What is the same
    for all readers, asked and answered without a cookie, travels without padding.
    """

    def __init__(self, get_response: GetResponse) -> None:
        super().__init__(get_response)
        self.for_everybody = _OpenCompression(get_response)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress HTML, feeds, maps and data; leave everything else as it is."""
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        is_text = kind.startswith("text/") or kind.endswith(("json", "xml"))
        if not is_text or response.streaming:
            return response
        if request.COOKIES or response.cookies:
            return super().process_response(request, response)
        return self.for_everybody.process_response(request, response)


class SafeQueryMiddleware:
    """Keeps from the database what it cannot hold: U+0000. In a query it is a space; in a path or a cookie a 400.

    PostgreSQL fails on it in any text column and stock Wagtail answers with a 500. What somebody looks for gets an
    answer, whatever it holds.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        request.META["QUERY_STRING"] = query.replace("%00", "+").replace("\0", "+")
        if any("\0" in value for value in (request.path, *request.COOKIES.values())):
            return bad_request(request)
        return self.get_response(request)


class SecurityHeadersMiddleware:
    """Adds what Django's own middleware does not: which of the browser's powers a page may use (none)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


class ContentPolicyMiddleware(CSPMiddleware):
    """Content-Security-Policy: strict for readers, a policy of its own for the admin."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Replace the readers' policy on every answer of the admin, errors included."""
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith("/admin/") and not report_only:
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts


class ReadersCacheMiddleware:
    """Says who may keep an answer: a cache in front for a few seconds, or nobody but the reader's own browser.

    Ten seconds carry a rush of readers, and an editor sees a change as soon as it is looked for. Nothing that
    depends on who asks is ever shared: no answer to a signed-in person, with a cookie, or to a form.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        shared = may_be_shared(request, response)
        response.headers.setdefault("Cache-Control", SHARED_BRIEFLY if shared else NOT_KEPT)
        return response


def may_be_shared(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Say whether everybody who asks for this address gets this answer."""
    return (
        request.method in ("GET", "HEAD")
        and response.status_code in SHARED_STATUS
        and not request.path.startswith("/admin/")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not response.cookies
        and not has_vary_header(response, "Cookie")
    )


class PathLocaleMiddleware(LocaleMiddleware):
    """The language is that of the address; where an address names none, cookie and browser are asked.

    Only ``/`` leads on to what they say. Django's middleware would send an unknown address without a language to a
    guess of the reader's; here such an address is simply not found, in the reader's language (docs/languages.md).
    """

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language of the path, else that of cookie, browser, or the default."""
        language = get_language_from_path(request.path_info)
        translation.activate(language or translation.get_language_from_request(request))
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Say the language and what it was chosen by, and never redirect."""
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
            if get_language_from_path(request.path_info) is None:
                patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


class MovedPageMiddleware(RedirectMiddleware):
    """Wagtail's redirects from old addresses, unless one leads to where the reader already is.

    A page that got back an earlier address still has the redirect from it; once unpublished, it would lead in a circle.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Lead on from an address that is not found, if a redirect says where to."""
        answer = super().process_response(request, response)
        return response if urlsplit(answer.headers.get("Location", "")).path == request.path else answer
