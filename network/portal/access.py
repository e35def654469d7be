"""What stands around every view of the desk: who is let in."""

from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from cms.core.routing import View, private
from network.members.models import Mandate, mandates_of
from network.portal.permissions import user_can_open_desk


def for_representatives(view: View) -> View:
    """Give a view the valid mandates of the person; tell whoever has none what the desk is, with status 403."""

    @private
    @login_required
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        mandates = speaking_for(request)
        if not user_can_open_desk(mandates):
            return no_mandate(request)
        return view(request, mandates, *args, **kwargs)

    return answer


def speaking_for(request: HttpRequest) -> list[Mandate]:
    """Return the valid mandates of the person, by the member's name."""
    return sorted(mandates_of(request.user), key=lambda mandate: mandate.membership.name)


def no_mandate(request: HttpRequest, **context: Any) -> HttpResponse:
    """Say that the person speaks for nobody (any longer), with what had been typed, for copying."""
    return render(request, "portal/no_mandate.html", context, status=403)
