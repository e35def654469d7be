"""Who may do what with places and registrations. Members' representatives register by their mandate."""

from typing import Any


def user_can_see_events(user: Any) -> bool:
    """Say whether somebody may see places and numbers in the admin; no names."""
    return bool(user.is_active and user.has_perm("events.view_event"))


def user_can_keep_events(user: Any) -> bool:
    """Say whether somebody looks after places, hours and the joining link, and reads who comes."""
    return bool(user.is_active and user.has_perms(["events.change_event", "events.view_registration"]))
