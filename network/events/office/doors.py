"""Who comes in: editors see numbers, the secretariat sees who comes and acts."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from network.events.permissions import user_can_keep_events, user_can_see_events

View = Callable[..., HttpResponseBase]


def _door(may: Callable[[Any], bool]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


seeing = _door(user_can_see_events)
keeping = _door(user_can_keep_events)
