"""What every request passes on its way in and out."""

import logging
import time
import uuid
from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language_from_path

GetResponse = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger("cms.requests")

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class RequestLogMiddleware:
    """Writes one line a request: method, path without its query, status, time. No address, no user."""

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
                "path": request.path[:200],
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - started) * 1000),
                "request_id": request_id,
            },
        )
        return response


class SafeQueryMiddleware:
    """Refuses what no address of the site can mean and a database cannot hold: U+0000 in path or query.

    PostgreSQL fails on it in any text column and stock Wagtail answers with a 500; here it is a 400.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "\0" in request.path or "%00" in query or "\0" in query:
            return bad_request(request)
        return self.get_response(request)


def bad_request(request: HttpRequest) -> HttpResponse:
    """Answer 400 in both languages."""
    return HttpResponseBadRequest(render(request, "400.html").content)


class SecurityHeadersMiddleware:
    """Adds what Django's own middleware does not: Permissions-Policy, and the admin's own CSP."""

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


class PathLocaleMiddleware(LocaleMiddleware):
    """The language is that of the address; only ``/`` and the admin's sign-in ask cookie and browser.

    Django's middleware would also send an unknown unprefixed address to a guess of the reader's language;
    here such an address is simply not found (see docs/languages.md).
    """

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language of the path, else that of cookie, browser, or the default."""
        language = get_language_from_path(request.path_info)
        if language is None:
            negotiable = request.path_info == "/" or request.path_info.startswith("/admin/")
            language = translation.get_language_from_request(request) if negotiable else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Say the language, and never redirect."""
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response
