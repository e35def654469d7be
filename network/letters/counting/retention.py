"""What is forgotten, and when: what was never confirmed, and at the end addresses and the names of hidden people.

Each step is an UPDATE or DELETE that changes nothing the second time, over some hundred rows in a transaction of its
own: killed half-way, it goes on the next time. Source of all terms: LETTERS, "Privacy"; the form tells them.
"""

import datetime
import logging
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from network.letters.changes import NOTHING_PERSONAL
from network.letters.consents import Consent
from network.letters.counting import erasures
from network.letters.enums import Display, LetterState, SignatureKind, SignatureState, TokenPurpose
from network.letters.letters import UNCONFIRMED_KEPT, Letter
from network.letters.signatures import Signature, SignatureQuerySet
from network.letters.tokens import Suppression, Token

logger = logging.getLogger("network.letters")

_CHUNK = 500
_SHOWN = Q(state=SignatureState.ACTIVE, display=Display.PUBLIC)
# Of an organisation that counts without being named: who signed for it. The organisation itself is nobody's data.
_SIGNERS_DATA = {name: NOTHING_PERSONAL[name] for name in ("name", "role", "place", "logo", "comment", "check_note")}
_NO_SUBJECT = Concat(Value("anonymised:"), Cast("pk", CharField()))


def forget_unconfirmed(now: datetime.datetime | None = None) -> int:
    """Delete requests that nobody confirmed in seven days, and with them what was typed; return how many signatures.

    A request that was sent again begins anew.
    """
    before = (now or timezone.now()) - UNCONFIRMED_KEPT
    old = Q(created_at__lt=before, purpose=TokenPurpose.CONFIRM) | Q(expires_at__lt=before)
    _delete_in_chunks(Token.objects.filter(old))
    pending = Signature.objects.filter(state=SignatureState.PENDING, created_at__lt=before, serial__isnull=True)
    return _delete_in_chunks(pending.exclude(tokens__purpose=TokenPurpose.CONFIRM))


def forget_suppressions(now: datetime.datetime | None = None) -> int:
    """Forget the addresses that wanted no mail for a year, a year later; return how many."""
    return int(Suppression.objects.filter(until__lte=now or timezone.now()).delete()[0])


def anonymise_due(now: datetime.datetime | None = None) -> int:
    """Anonymise every letter whose time to keep addresses is over; return how many."""
    moment = now or timezone.now()
    ended = Letter.objects.filter(anonymised_at__isnull=True, state__in=LetterState.over())
    due = [letter for letter in ended if letter.kept_until is not None and letter.kept_until <= moment]
    for letter in due:
        anonymise(letter_id=letter.pk, now=moment)
    return len(due)


def anonymise(*, letter_id: int, now: datetime.datetime | None = None) -> None:
    """Erase a letter's addresses and links, and the names of all who are not named in public.

    What readers see stays, and so does the count: each row, its number and what the log says. Signatures that do not
    count (refused, invalidated, never checked) lose everything that was typed. Nobody can be found by an address any
    more: the keyed hashes of people's addresses go too.
    """
    rows = Signature.objects.filter(letter_id=letter_id)
    _delete_in_chunks(Token.objects.filter(signature__letter_id=letter_id))
    for part in _parts(rows):
        with transaction.atomic():
            _anonymise_rows(part)
    with transaction.atomic():
        done = Letter.objects.filter(pk=letter_id, anonymised_at__isnull=True)
        if done.update(anonymised_at=now or timezone.now()):
            erasures.note_letter(letter_id)
            logger.info("letter anonymised", extra={"letter": letter_id})


def _anonymise_rows(rows: SignatureQuerySet) -> None:
    others = rows.exclude(kind=SignatureKind.MEMBER)
    gone = others.exclude(state=SignatureState.ACTIVE)
    hidden = others.filter(state=SignatureState.ACTIVE, display=Display.HIDDEN)
    rows.exclude(email="").update(email="")
    # A member's note and its answer to the check are the member's word; the row says nothing else about a person.
    hidden.of_kind(SignatureKind.PERSON).update(salt="", **NOTHING_PERSONAL)
    hidden.of_kind(SignatureKind.ORGANISATION).update(salt="", **_SIGNERS_DATA)
    gone.update(display=Display.HIDDEN, salt="", **NOTHING_PERSONAL)
    Consent.objects.filter(signature__in=others.exclude(_SHOWN)).delete()
    keyed = others.filter(Q(kind=SignatureKind.PERSON) | ~Q(state=SignatureState.ACTIVE))
    keyed.exclude(subject_key__startswith="erased:").update(subject_key=_NO_SUBJECT)


def _parts(rows: SignatureQuerySet) -> Iterator[SignatureQuerySet]:
    """Yield the rows in order of their numbers, some hundred at a time."""
    last = 0
    while keys := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_CHUNK]):
        yield rows.filter(pk__in=keys)
        last = keys[-1]


def _delete_in_chunks(rows: QuerySet[Any]) -> int:
    """Delete rows, some hundred in a transaction; what somebody is changing right now stays until the next time."""
    deleted = 0
    while True:
        with transaction.atomic():
            found = rows.order_by("pk").select_for_update(skip_locked=True, of=("self",))
            keys = list(found.values_list("pk", flat=True)[:_CHUNK])
            rows.model._default_manager.filter(pk__in=keys).delete()
        if not keys:
            return deleted
        deleted += len(keys)
