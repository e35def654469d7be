"""The counts of a letter and its log. Only the sequencer writes here (``sequencing``)."""

from typing import Any, NoReturn

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.letters.enums import Happening
from network.letters.letters import Letter

FIRST = "0" * 64


class Tally(models.Model):
    """One row a letter: rows per kind, as of the last entry of the log."""

    letter = models.OneToOneField(Letter, on_delete=models.CASCADE, related_name="tally", primary_key=True)
    members = models.PositiveIntegerField(default=0)
    hidden_members = models.PositiveIntegerField(default=0)
    organisations = models.PositiveIntegerField(default=0)
    hidden_organisations = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    hidden_people = models.PositiveIntegerField(default=0)
    abstained = models.PositiveIntegerField(default=0)
    declined = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    invalidated = models.PositiveIntegerField(default=0)
    last_serial = models.PositiveIntegerField(default=0)
    last_sequence = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default=FIRST)
    counted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.letter_id}: {self.all_members} + {self.all_organisations} + {self.all_people}"

    @property
    def all_members(self) -> int:
        """Members that signed, named or not."""
        return self.members + self.hidden_members

    @property
    def all_organisations(self) -> int:
        """Other organisations that signed, named or not."""
        return self.organisations + self.hidden_organisations

    @property
    def all_people(self) -> int:
        """People that signed, named or not."""
        return self.people + self.hidden_people


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    """The log can be read and added to; nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse: the log is append-only."""
        raise TypeError("The log of a letter is append-only.")


class LogEntry(models.Model):
    """One entry of a letter's log; it seals the one before it.

    ``commitment`` is the hash over what was signed and the signature's salt: who has a receipt can show that the
    signature is in the log, and nobody else can read a name out of it. Without the salt it says nothing any more.
    """

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="log")
    sequence = models.PositiveBigIntegerField()
    happening = models.CharField(_("what happened"), max_length=12, choices=Happening.choices)
    kind = models.CharField(_("kind"), max_length=12)
    serial = models.PositiveIntegerField(_("number"))
    commitment = models.CharField(max_length=64, blank=True, default="")
    at = models.DateTimeField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("letter", "sequence")
        constraints = (models.UniqueConstraint(fields=("letter", "sequence"), name="letters_one_sequence"),)

    def __str__(self) -> str:
        return f"{self.letter_id}.{self.sequence} {self.happening}"
