"""Who may do what with letters. Members sign by their mandate, which the services check."""

from typing import Any


def user_can_see_letters(user: Any) -> bool:
    """Say whether somebody may see the numbers of letters in the admin; no names that readers do not see."""
    return bool(user.is_active and user.has_perm("letters.view_letter"))


def user_can_keep_letters(user: Any) -> bool:
    """Say whether somebody looks after letters: hours, checks, invalidation, delivery; reads who signed."""
    return bool(user.is_active and user.has_perm("letters.change_letter"))
