"""The user model: people who sign in. Readers have no account."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who signs in. A model of our own from the first migration, since it cannot be swapped later."""
