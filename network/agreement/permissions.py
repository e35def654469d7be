"""Who may do what with rounds. Representatives answer by their mandate, which the services check."""

from django.contrib.auth.models import AnonymousUser

from cms.users.models import User


def user_can_see_rounds(user: User | AnonymousUser) -> bool:
    """Say whether the user may read the list of rounds and their inner records."""
    return user.is_active and user.has_perm("agreement.view_agreementround")


def user_can_steer(user: User | AnonymousUser) -> bool:
    """Say whether the user may extend and withdraw rounds, strike members that left, and declare urgency."""
    return user.is_active and user.has_perm("agreement.change_agreementround")


def user_can_record(user: User | AnonymousUser) -> bool:
    """Say whether the user may record what a member has answered by phone."""
    return user_can_steer(user)
