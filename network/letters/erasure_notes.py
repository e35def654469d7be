"""What has to be erased again in a database that was restored from an older copy."""

from django.db import models
from django.utils import timezone


class ErasureNote(models.Model):
    """A line that does not stand in the file of erasures yet (``erasures``): written with the erasure, moved after it.

    Numbers alone, and without foreign keys: it outlives what it speaks of.
    """

    letter_number = models.PositiveBigIntegerField()
    # Empty: the whole letter.
    signature_number = models.PositiveBigIntegerField(null=True)
    what = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.letter_number}.{self.signature_number} {self.what}"
