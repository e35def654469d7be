"""What the rooms' offices in the admin have in common: who comes in, and what was done there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

View = Callable[..., HttpResponseBase]
ENTRIES_SHOWN = 15


def only_if(may: Callable[[Any], bool]) -> Callable[[View], View]:
    """Let in whom ``may`` lets in; everybody else gets a 403. Wagtail's ``user_passes_test`` sends them elsewhere."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


@dataclass(frozen=True)
class Journal:
    """What was done to a room's records, in Wagtail's log. Numbers of rows stand in it, never a name or an address.

    ``labels``: what each action says, by its name without the room's.
    """

    room: str
    labels: Mapping[str, Any]

    def write(self, record: Model, name: str, by: Any, **data: Any) -> None:
        """Write down that somebody did something to a record. ``data``: numbers only."""
        log(instance=record, action=f"{self.room}.{name}", user=by, data=data)

    def entries(self, record: Model) -> QuerySet[ModelLogEntry]:
        """Return the newest entries about a record, with who did it."""
        found = ModelLogEntry.objects.for_instance(record).select_related("user", "user__wagtail_userprofile")
        return found.order_by("-timestamp", "-pk")[:ENTRIES_SHOWN]

    def register_actions(self, actions: Any) -> None:
        """Tell Wagtail what the entries mean."""
        for name, label in self.labels.items():
            actions.register_action(f"{self.room}.{name}", label, label)
