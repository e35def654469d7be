"""After a restore: a database forgets once more what the file of erasures names.

It writes rows directly, without the verbs of ``managing``: nobody is told anything a second time.
"""

import datetime
import json
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from network.letters.by_mail import mail
from network.letters.changes import CHANGED, NOTHING_PERSONAL, names_removed
from network.letters.consents import Consent
from network.letters.counting import erasures, retention
from network.letters.enums import ConsentPurpose, Display, SignatureState, TokenPurpose
from network.letters.letters import Letter
from network.letters.signatures import Signature, SignatureQuerySet
from network.letters.tokens import Token

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the file; ``signature`` is None if it speaks of the whole letter."""

    letter: int
    signature: int | None
    what: str
    at: datetime.datetime


def read(lines: Iterable[str]) -> Iterator[Entry | None]:
    """Yield the entries of a file; None for a line that is none (half of one, written as the power failed)."""
    for line in lines:
        try:
            held = json.loads(line)
            number = held["signature"]
            at = datetime.datetime.fromisoformat(held["at"])
            yield Entry(int(held["letter"]), None if number is None else int(number), str(held["what"]), at)
        except (ValueError, KeyError, TypeError):
            yield None


def replay(entries: Iterable[Entry]) -> Counter[str]:
    """Apply entries in their order; return how many of each changed something. Doing it again changes nothing.

    An entry speaks of what was there at its time: a row that was made later, a signature that was given anew, a name
    that was shown again are left alone, even where numbers of rows were given out a second time.
    """
    held, done = list(entries), Counter[str]()
    shown = {(entry.letter, entry.signature): entry.at for entry in held if entry.what == erasures.SHOWN}
    due = [entry for entry in held if not (entry.what == erasures.HIDDEN and _again(shown, entry))]
    for start in range(0, len(due), _CHUNK):
        with transaction.atomic():
            for entry in due[start : start + _CHUNK]:
                done[entry.what] += _apply(entry)
    return done


def _again(shown: dict[tuple[int, int | None], datetime.datetime], entry: Entry) -> bool:
    later = shown.get((entry.letter, entry.signature))
    return later is not None and later >= entry.at


def _apply(entry: Entry) -> int:
    if entry.signature is None:
        return _anonymise(entry) if entry.what == erasures.ANONYMISED else 0
    rows = Signature.objects.filter(pk=entry.signature, letter_id=entry.letter, created_at__lte=entry.at)
    step = {erasures.HIDDEN: _hide, erasures.WITHDRAWN: _withdraw, erasures.ERASED: _erase}.get(entry.what)
    changed = step(rows, entry.at) if step else 0
    if changed:
        names_removed(entry.letter)
    return changed


def _anonymise(entry: Entry) -> int:
    due = Letter.objects.filter(pk=entry.letter, anonymised_at__isnull=True, published_at__lte=entry.at)
    for letter in due:
        retention.anonymise(letter_id=letter.pk, now=entry.at)
    return len(due)


def _hide(rows: SignatureQuerySet, at: datetime.datetime) -> int:
    allowed = Consent.objects.filter(signature__in=rows, purpose=ConsentPurpose.SHOW_NAME, withdrawn_at__isnull=True)
    if allowed.filter(given_at__gt=at).exists():
        return 0
    allowed.update(withdrawn_at=at)
    return int(_given_before(rows, at).filter(display=Display.PUBLIC).update(display=Display.HIDDEN, **CHANGED))


def _withdraw(rows: SignatureQuerySet, at: datetime.datetime) -> int:
    before = _given_before(rows, at).exclude(state__in=SignatureState.gone())
    of_signature = Consent.objects.filter(signature__in=before, withdrawn_at__isnull=True)
    of_signature.update(withdrawn_at=at)
    Token.objects.filter(signature__in=before, purpose=TokenPurpose.CONFIRM).delete()
    return _forget(before, state=SignatureState.WITHDRAWN, withdrawn_at=at)


def _erase(rows: SignatureQuerySet, at: datetime.datetime) -> int:
    before = rows.exclude(state=SignatureState.ERASED)
    Consent.objects.filter(signature__in=before).delete()
    Token.objects.filter(signature__in=before).delete()
    for signature in before:
        mail.drop_unsent(signature.pk)
    key = f"erased:{secrets.token_hex(16)}"
    return _forget(before, state=SignatureState.ERASED, erased_at=at, subject_key=key, salt="")


def _given_before(rows: SignatureQuerySet, at: datetime.datetime) -> SignatureQuerySet:
    return rows.filter(Q(confirmed_at=None) | Q(confirmed_at__lte=at))


def _forget(rows: SignatureQuerySet, **values: Any) -> int:
    return int(rows.update(**values, **NOTHING_PERSONAL, **CHANGED, display=Display.HIDDEN, held_for=""))
