"""The user model: people who sign in. Readers have no account."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """The two languages, by the names they have for themselves."""

    KA = "ka", "ქართული"
    EN = "en", "English"


class User(AbstractUser):
    """A person who signs in. A model of our own from the first migration, since it cannot be swapped later."""

    language = models.CharField(
        _("language"),
        max_length=2,
        choices=Language,
        default=Language.KA,
        help_text=_("The language of mails and of the representative's desk."),
    )
