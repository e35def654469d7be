"""Who comes in: whoever looks after memberships looks after what changes them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from network.members.permissions import user_can_keep_members

View = Callable[..., HttpResponseBase]


def keeping(view: View) -> View:
    """Let only those in who look after memberships and mandates."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not user_can_keep_members(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
