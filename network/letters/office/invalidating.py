"""Taking forged signatures out of the count, many at once, after a preview; and putting a batch back."""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from network.letters.by_mail.logos import follow_signature
from network.letters.changes import CHANGED, names_removed
from network.letters.counting import erasures
from network.letters.enums import Display, SignatureKind, SignatureState
from network.letters.signatures import InvalidationBatch, Signature, SignatureQuerySet

# Members sign by a recorded mandate and object by themselves: they are never part of a batch.
KINDS = (SignatureKind.PERSON, SignatureKind.ORGANISATION)
MOST_NUMBERS = 500


@dataclass(frozen=True)
class Selection:
    """What signatures of a letter have in common: mail domain, hours of confirmation [since, until), kind, numbers."""

    letter_id: int
    domain: str = ""
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None
    kind: str = ""
    numbers: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen: then nothing is touched, rather than everything."""
        return not (self.domain or self.since or self.until or self.numbers)

    def signatures(self) -> SignatureQuerySet:
        """Return the standing signatures that fit, of people and organisations."""
        found = Signature.objects.filter(letter=self.letter_id, state__in=SignatureState.standing(), kind__in=KINDS)
        if self.is_empty:
            return found.none()
        wanted: dict[str, Any] = {
            "email__iendswith": f"@{self.domain}" if self.domain else None,
            "confirmed_at__gte": self.since,
            "confirmed_at__lt": self.until,
            "kind": self.kind or None,
            "pk__in": self.numbers or None,
        }
        return found.filter(**{lookup: value for lookup, value in wanted.items() if value is not None})

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON can hold it, without what was not chosen."""
        data = {
            "domain": self.domain,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "kind": self.kind,
            "numbers": list(self.numbers),
        }
        return {name: value for name, value in data.items() if value}

    @classmethod
    def from_data(cls, letter_id: int, data: dict[str, Any]) -> "Selection":
        """Return the selection that ``as_data`` wrote; raises ``ValueError`` for what it did not write."""
        kind = str(data.get("kind", ""))
        numbers = tuple(int(number) for number in data.get("numbers", ()))[:MOST_NUMBERS]
        moments = {name: _moment(str(data.get(name, ""))) for name in ("since", "until")}
        if kind and kind not in KINDS:
            raise ValueError(kind)
        return cls(letter_id, domain=str(data.get("domain", ""))[:250], kind=kind, numbers=numbers, **moments)


def seal(numbers: Iterable[int]) -> str:
    """Return a mark of exactly these rows: what was previewed is what is invalidated."""
    return hashlib.sha256(",".join(map(str, sorted(numbers))).encode()).hexdigest()


@transaction.atomic
def invalidate(
    *, selection: Selection, reason: str, previewed: str, by: Any, now: datetime.datetime | None = None
) -> InvalidationBatch:
    """Take the selected signatures out of the count; what each was before is kept.

    ``previewed`` is the seal of the rows that were shown. Raises ``ValidationError`` if others fit by now.
    """
    # The letter is locked before its signatures, so that nobody waits in a circle.
    names_removed(selection.letter_id)
    batch = InvalidationBatch.objects.create(
        letter_id=selection.letter_id, reason=reason, filters=selection.as_data(), made_by=by,
        made_at=now or timezone.now(),
    )  # fmt: skip
    batch.size = selection.signatures().update(
        state=SignatureState.INVALIDATED, state_before=F("state"), batch=batch, **CHANGED
    )
    if not batch.size or seal(batch.signatures.values_list("pk", flat=True)) != previewed:
        raise ValidationError(_("Other signatures fit by now than those you have seen. Look again; nothing was done."))
    batch.save(update_fields=["size"])
    erasures.note_many(batch.signatures.values_list("pk", flat=True), erasures.HIDDEN)
    _follow_logos(Signature.objects.filter(batch=batch))
    return batch


@transaction.atomic
def undo(*, batch_id: int, by: Any, now: datetime.datetime | None = None) -> int | None:
    """Put a batch back; return how many signatures are what they were before, nothing if it was undone already.

    Who has withdrawn or erased a signature in the meantime has done so.
    """
    moment = now or timezone.now()
    standing = InvalidationBatch.objects.filter(pk=batch_id, undone_at__isnull=True)
    if not standing.update(undone_at=moment, undone_by=by):
        return None
    invalidated = Signature.objects.filter(batch=batch_id, state=SignatureState.INVALIDATED)
    erasures.note_many(invalidated.filter(display=Display.PUBLIC).values_list("pk", flat=True), erasures.SHOWN)
    _follow_logos(invalidated)
    return invalidated.exclude(state_before="").update(state=F("state_before"), state_before="", batch=None, **CHANGED)


def _follow_logos(signatures: SignatureQuerySet) -> None:
    for logo in signatures.exclude(logo="").values_list("logo", flat=True):
        transaction.on_commit(partial(follow_signature, logo), robust=True)


def _moment(written: str) -> datetime.datetime | None:
    moment = parse_datetime(written) if written else None
    if written and (moment is None or timezone.is_naive(moment)):
        raise ValueError(written)
    return moment
