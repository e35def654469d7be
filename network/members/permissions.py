"""Who may see and change who belongs to the Network: addresses and letters are personal data."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class LastingPolicy(ModelPermissionPolicy):  # type: ignore[misc]  # Wagtail ships no types
    """Django's permissions, except that nobody deletes: what ended stays on record, and says when and why."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Say whether somebody may do something with any row."""
        return action != "delete" and bool(super().user_has_permission(user, action))


def user_can_keep_members(user: Any) -> bool:
    """Say whether somebody looks after memberships and mandates."""
    return bool(user.is_active and user.has_perms(["members.change_membership", "members.change_mandate"]))
