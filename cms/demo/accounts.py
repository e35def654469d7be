"""People who may sign in to the demonstration site, each with no more rights than the part needs."""

from django.contrib.auth.models import Group

from cms.demo.records import Records
from cms.users.models import User

PASSWORD = "demonstration"  # noqa: S105  the README names it; such accounts exist on demonstration sites only
SUPERUSER = "admin"
GROUPS = {"secretariat": "Secretariat", "editor": "Editors", "translator": "Translators"}


def seed_accounts(records: Records) -> User:
    """Make the accounts that are missing; return the secretariat's, in whose name the content is published."""
    users = {name: _account(records, name) for name in (SUPERUSER, *GROUPS)}
    return users["secretariat"]


def _account(records: Records, name: str) -> User:
    user = User.objects.filter(username=name).first()
    if user is not None:
        return user
    user = User(
        username=name,
        email=f"{name}@example.org",
        # Wagtail's account page saves nothing, the language included, for who has no family name.
        first_name=name.capitalize(),
        last_name="Demonstration",
        is_superuser=name == SUPERUSER,
        is_staff=name == SUPERUSER,
    )
    user.set_password(PASSWORD)
    user.save()
    if name in GROUPS:
        user.groups.add(Group.objects.get_or_create(name=GROUPS[name])[0])
    records.made[User] += 1
    return user


def representative(records: Records, number: int, language: str) -> User:
    """Return the account of a demonstration representative, who signs in by a code sent by mail and has no password."""
    name = f"rep{number:02}"
    user = User.objects.filter(username=name).first()
    if user is None:
        user = User(
            username=name,
            email=f"{name}@example.org",
            first_name={"ka": "საჩვენებელი", "en": "Demonstration"}[language],
            last_name={"ka": f"წარმომადგენელი {number}", "en": f"representative {number}"}[language],
            language=language,
        )
        user.set_unusable_password()
        user.save()
        records.made[User] += 1
    return user
