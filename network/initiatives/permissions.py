"""Who may do what with initiatives in the admin. Members bring and support them by their mandate."""

from typing import Any


def user_can_see_initiatives(user: Any) -> bool:
    """Say whether somebody may read what members bring: editors, who write the texts, and the secretariat."""
    return bool(user.is_active and user.has_perm("initiatives.view_initiative"))


def user_can_keep_initiatives(user: Any) -> bool:
    """Say whether somebody looks after initiatives: promises a day, answers, has the drafts made."""
    return bool(user.is_active and user.has_perm("initiatives.change_initiative"))
