"""What was typed by somebody whose session or mandate ended meanwhile: it is not lost."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from cms.core.routing import private
from network.members.models import mandates_of

View = Callable[..., HttpResponseBase]
TEXTS = ("title_ka", "text_ka", "title_en", "text_en")
KEPT = (*TEXTS, "wish", "form_key")
_KEY = "initiative_typed"
_LONGEST = 12_000
# For somebody who is not signed in: as long as signing in may take.
SECONDS_UNTIL_SIGNED_IN = 3600


def keeping_typed(view: View) -> View:
    """Keep in the session what is sent without being signed in; print it for whoever has no mandate any more."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_authenticated:
            typed = {name: request.POST.get(name, "")[:_LONGEST] for name in KEPT}
            request.session[_KEY] = {"path": request.path, "typed": typed}
            request.session.set_expiry(SECONDS_UNTIL_SIGNED_IN)
        elif request.method == "POST" and not mandates_of(request.user).exists():
            return private(_without_mandate)(request)
        return view(request, *args, **kwargs)

    return answer


def kept(request: HttpRequest) -> dict[str, Any]:
    """Return what was kept for this address; nothing if there is nothing."""
    found: dict[str, Any] = request.session.get(_KEY, {})
    typed: dict[str, Any] = found.get("typed", {}) if found.get("path") == request.path else {}
    return {name: value for name, value in typed.items() if value}


def forget(request: HttpRequest) -> None:
    """Forget it: it is saved."""
    request.session.pop(_KEY, None)


def _without_mandate(request: HttpRequest) -> HttpResponse:
    typed = [text for text in (request.POST.get(name, "").strip() for name in TEXTS) if text]
    return render(request, "initiatives/no_mandate.html", {"typed": typed}, status=403)
