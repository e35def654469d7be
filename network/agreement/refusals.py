"""The gate's refusals in the admin: Wagtail would say that the person lacks permission, which is not the reason."""

import sys
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import auth, messages

from network.agreement.gate import AgreementRequired

_Answer = Callable[[HttpRequest], HttpResponse]


def explain_refusals() -> None:
    """Let Wagtail's answer to ``PermissionDenied`` tell the gate's reason.

    Wagtail calls it in the handler of the exception, and has no hook there. Use that hook instead when there is one.
    """
    auth.permission_denied = _explaining(auth.permission_denied)


def _explaining(original: _Answer) -> _Answer:
    @wraps(original)
    def permission_denied(request: HttpRequest) -> HttpResponse:
        refusal = sys.exception()
        if not isinstance(refusal, AgreementRequired) or request.headers.get("x-requested-with") == "XMLHttpRequest":
            return original(request)
        messages.error(request, str(refusal))
        return redirect(_address_before(request))

    return permission_denied


def _address_before(request: HttpRequest) -> str:
    """Return the page of the admin from which the person came, or its first one."""
    before = urlsplit(request.headers.get("referer", ""))
    is_here = before.netloc == request.get_host() and before.path.startswith("/admin/")
    return f"{before.path}?{before.query}".rstrip("?") if is_here else "wagtailadmin_home"
