"""The log of everything that happened to agreed texts: each entry seals the one before it."""

import hashlib
import json
from typing import Any, NoReturn

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.agreement.enums import EventKind
from network.agreement.rounds import AgreementRound

FIRST = "0" * 64
_LOCK = 7_204_140_301  # the number of PostgreSQL's advisory lock on the end of the chain


class EventQuerySet(models.QuerySet["AgreementEvent"]):
    """The log can be read and added to; nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse: the log is append-only."""
        raise TypeError("The log of agreement is append-only.")

    def delete(self) -> NoReturn:
        """Refuse: the log is append-only."""
        raise TypeError("The log of agreement is append-only.")


class AgreementEvent(models.Model):
    """One entry. It holds numbers, never names or reasons: the log is kept for ever and read by everybody."""

    sequence = models.PositiveBigIntegerField(unique=True)
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    round = models.ForeignKey(AgreementRound, null=True, on_delete=models.PROTECT, related_name="events")
    data = models.JSONField(default=dict)
    at = models.DateTimeField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("sequence",)
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new entry; refuse to change one."""
        if not self._state.adding:
            raise TypeError("The log of agreement is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: the log is append-only."""
        raise TypeError("The log of agreement is append-only.")

    def seal(self) -> str:
        """Return the hash that follows from the entry and the one before it."""
        sealed = [self.sequence, self.kind, self.round_id, self.data, self.at.isoformat(), self.previous_hash]
        return hashlib.sha256(json.dumps(sealed, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def record(kind: EventKind, *, round: AgreementRound | None = None, **data: Any) -> AgreementEvent:
    """Append an entry. ``data`` holds plain values: numbers of rows, counts, digests; no personal data.

    Writers wait for each other, so that the chain has no forks. Take locks on rounds before, never after.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = AgreementEvent.objects.order_by("-sequence").first()
    event = AgreementEvent(
        sequence=last.sequence + 1 if last else 1,
        kind=kind,
        round=round,
        data=data,
        at=timezone.now(),
        previous_hash=last.hash if last else FIRST,
    )
    event.hash = event.seal()
    event.save(force_insert=True)
    return event


def first_broken_entry() -> AgreementEvent | None:
    """Return the first entry that does not follow from the one before it; None if the chain holds."""
    previous = FIRST
    for number, event in enumerate(AgreementEvent.objects.order_by("sequence").iterator(), start=1):
        if event.sequence != number or event.previous_hash != previous or event.hash != event.seal():
            return event
        previous = event.hash
    return None
