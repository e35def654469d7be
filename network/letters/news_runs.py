"""How far the mails are that tell all signatories of a letter what has become of it."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from network.letters.letters import Letter


class NewsRun(models.Model):
    """One event to tell; a letter may have a hundred thousand signatories, so they are told a few at a time (``news``).

    ``number`` is that of the delivery, the answer or the version. ``last``: the signatory told last.
    """

    class What(models.TextChoices):
        """What has happened."""

        DELIVERED = "delivered"
        ANSWERED = "answered"
        VERSION = "version"

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=9, choices=What.choices)
    number = models.PositiveBigIntegerField()
    last = models.PositiveBigIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        constraints: ClassVar[Any] = (models.UniqueConstraint(fields=("what", "number"), name="letters_told_once"),)

    def __str__(self) -> str:
        return f"{self.what} {self.number}"
