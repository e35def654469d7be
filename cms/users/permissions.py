"""Who works on the site (staff) and who speaks for a member: the two come in by different doors."""

from django.contrib.auth.models import AnonymousUser, Permission
from django.db.models import Exists, OuterRef, Q

from cms.users.models import User


def is_staff() -> Q:
    """Return the condition that a user may enter the admin, directly, by a group, or as superuser."""
    permitted = Permission.objects.filter(
        Q(group__user=OuterRef("pk")) | Q(user=OuterRef("pk")),
        content_type__app_label="wagtailadmin",
        codename="access_admin",
    )
    return Q(is_staff=True) | Q(is_superuser=True) | Q(Exists(permitted))


def user_is_staff(user: User | AnonymousUser) -> bool:
    """Say whether the user belongs to the staff; one question to the database where the row itself does not say so."""
    if not isinstance(user, User):
        return False
    return user.is_staff or user.is_superuser or User.objects.filter(is_staff(), pk=user.pk).exists()


def representative_at(address: str) -> User | None:
    """Return the active user with this mail address who may come in by a mailed code; staff may not."""
    alike = User.objects.filter(~is_staff(), email__iexact=address, is_active=True)
    # PostgreSQL takes more letters for the same one than mail does: a Turkish dotless i for an i.
    return next((user for user in alike if user.email.lower() == address.lower()), None)
