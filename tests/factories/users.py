"""People who sign in."""

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory, Password

from cms.users.models import User

PASSWORD = "a long enough password"


class UserFactory(DjangoModelFactory):
    """``UserFactory(groups=["Editors"])`` puts the person into groups by name; ``superuser=True`` into none."""

    username = factory.Sequence(lambda number: f"user{number + 1}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = Password(PASSWORD)

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        superuser = factory.Trait(is_superuser=True, is_staff=True)

    @factory.post_generation
    def groups(self, create, names, **kwargs):
        """Add the person to the groups, which migrations have made (or not: then they are empty ones)."""
        for name in names or ():
            self.groups.add(Group.objects.get_or_create(name=name)[0])
