"""Who comes in: editors see numbers, the secretariat sees who signed and acts."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from network.letters.permissions import user_can_keep_letters, user_can_see_letters

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


seeing = _door(user_can_see_letters)
keeping = _door(user_can_keep_letters)
