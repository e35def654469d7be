"""The user model: people who sign in. Readers have no account."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
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

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="one_user_for_an_address",
                violation_error_message=_("Another user has this mail address already."),
            )
        ]


class SharedNote(models.Model):
    """A value that all processes share for a short time (see ``shared_cache``). ``key`` is a keyed hash."""

    key = models.CharField(max_length=64, primary_key=True)
    value = models.JSONField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.key
