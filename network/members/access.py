"""Who is let in where representatives speak for their members: the desk, and what lies on it."""

from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from cms.core.routing import View, private
from network.members.models import mandates_of


def for_representatives(view: View) -> View:
    """Give a view the valid mandates of the person; tell whoever has none what the desk is, with status 403."""

    @private
    @login_required
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        mandates = sorted(mandates_of(request.user), key=lambda mandate: mandate.membership.name)
        return view(request, mandates, *args, **kwargs) if mandates else no_mandate(request)

    return answer


def no_mandate(request: HttpRequest, **context: Any) -> HttpResponse:
    """Say that the person speaks for nobody (any longer), with what had been typed, for copying."""
    return render(request, "portal/no_mandate.html", context, status=403)
