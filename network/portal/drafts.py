"""What was typed and could not be sent yet: kept in the session of the person who typed it, and nowhere else."""

from typing import Any

from django.http import HttpRequest

_KEY = "answer_drafts"
_MOST = 5
# For somebody who is not signed in: as long as signing in may take.
SECONDS_UNTIL_SIGNED_IN = 3600


def keep(request: HttpRequest, round_id: int, membership_id: int, typed: dict[str, str]) -> None:
    """Keep what was typed for a round and a member, until it is sent or the session ends."""
    drafts = dict(request.session.get(_KEY, {}))
    name = _name(round_id, membership_id)
    drafts.pop(name, None)
    drafts[name] = typed
    request.session[_KEY] = dict(list(drafts.items())[-_MOST:])
    if not request.user.is_authenticated:
        request.session.set_expiry(SECONDS_UNTIL_SIGNED_IN)


def kept(request: HttpRequest, round_id: int, membership_id: int) -> dict[str, Any]:
    """Return what was kept; nothing if there is nothing."""
    found: dict[str, Any] = request.session.get(_KEY, {}).get(_name(round_id, membership_id), {})
    return found


def forget(request: HttpRequest, round_id: int, membership_id: int) -> None:
    """Forget it: the answer is given."""
    drafts = request.session.get(_KEY, {})
    if drafts.pop(_name(round_id, membership_id), None) is not None:
        request.session[_KEY] = drafts


def _name(round_id: int, membership_id: int) -> str:
    return f"{round_id}:{membership_id}"
