"""The sequencer: gives signatures their numbers, moves the tally and writes the log. Nothing else writes these.

Whoever changes how a signature counts marks its row (``changes.CHANGED``) and is done; the sequencer follows at most
two seconds later (``manage.py sequence_letters``; each minute, as a safety net, the periodic job). Numbers, counts
and log change in one transaction, so they always agree, and signers never wait for each other.
"""

import datetime
import logging
import secrets
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, F, Max, Prefetch
from django.utils import timezone, translation

from network.letters.counting import chain
from network.letters.enums import SignatureState
from network.letters.letters import Letter, LetterVersion
from network.letters.rules import counted_as
from network.letters.signatures import Signature
from network.letters.tally import FIRST, LogEntry, Tally

logger = logging.getLogger("network.letters")

# The number of PostgreSQL's advisory lock of whoever numbers signatures; SQLite has one writer at a time anyway.
_LOCK = 7_406_283_117
_CHUNK = 1000
# A letter's text can be long, and most signatures are of people: neither is read with every row.
_READ = (
    "letter", "version", "kind", "position", "state", "display", "membership", "name", "organisation_name", "serial",
    "counted_as", "salt",
)  # fmt: skip
_VERSIONS = Prefetch("version", queryset=LetterVersion.objects.only("fingerprint"))
_MEMBERS = ("membership__organisation", "membership__person")


def sequence(letter_id: int | None = None) -> int:
    """Count what has changed, of all letters or of one; return how many signatures that were.

    Several processes may do this at once: they wait for each other. A letter with which something is wrong is left
    as it was and logged; the others are counted.
    """
    if letter_id is not None:
        return _one_letter(letter_id)
    waiting = Signature.objects.uncounted().order_by()
    return sum(_one_letter(pk) for pk in list(waiting.values_list("letter_id", flat=True).distinct()))


def hold_numbers(letter_id: int) -> None:
    """Keep every other process from numbering and counting until this transaction ends.

    The letter is held before its signatures, as everywhere in this room, so that nobody waits in a circle; signers
    hold it beside us.
    """
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(Letter._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            cursor.execute(f"SELECT 1 FROM {table} WHERE id = %s FOR KEY SHARE", [letter_id])  # noqa: S608  our own name


def _one_letter(letter_id: int) -> int:
    done = 0
    try:
        waiting = Signature.objects.uncounted().filter(letter_id=letter_id)
        in_order = waiting.order_by(F("confirmed_at").asc(nulls_last=True), "pk")
        keys = list(in_order.values_list("pk", flat=True))
        for start in range(0, len(keys), _CHUNK):
            done += _chunk(letter_id, keys[start : start + _CHUNK])
    except Exception as error:
        # The class alone: the words of an error of the database may hold what somebody typed.
        logger.error("letter not counted: %s", type(error).__name__, extra={"letter": letter_id})
    return done


@transaction.atomic
def _chunk(letter_id: int, keys: list[int]) -> int:
    """Count the rows of these keys; rows that somebody is changing right now wait for the next time."""
    hold_numbers(letter_id)
    found = Signature.objects.uncounted().filter(pk__in=keys).only(*_READ)
    rows = list(found.select_for_update(skip_locked=True).prefetch_related(_VERSIONS, *_MEMBERS))
    if not rows:
        return 0
    place = {key: number for number, key in enumerate(keys)}
    rows.sort(key=lambda row: place[row.pk])
    tally, now = _tally(letter_id), _to_the_millisecond(timezone.now())
    with translation.override(settings.LANGUAGE_CODE):
        entries = [entry for row in rows if (entry := _count(tally, row, now)) is not None]
    tally.counted_at = now
    tally.save()
    LogEntry.objects.bulk_create(entries)
    _write(rows)
    return len(rows)


def _to_the_millisecond(moment: datetime.datetime) -> datetime.datetime:
    """Return a moment as exact as a copy in JSON (``manage.py dumpdata``) keeps it: it is sealed."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _count(tally: Tally, row: Signature, now: datetime.datetime) -> LogEntry | None:
    """Move one signature to its column of the tally; return what the log says about it."""
    if row.state == SignatureState.ACTIVE:
        row.salt = row.salt or secrets.token_hex(16)
        if row.serial is None:
            tally.last_serial += 1
            row.serial = tally.last_serial
    before = row.counted_as
    row.counted_as = counted_as(
        kind=row.kind,
        position=row.position,
        state=row.state,
        display=row.display,
        was_counted=row.serial is not None,
    )
    for column, step in ((before, -1), (row.counted_as, 1)):
        if column:
            setattr(tally, column, getattr(tally, column) + step)
    happening = chain.happening_of(before, row.counted_as, row.state)
    return chain.next_entry(tally, row, happening, now) if happening else None


def _write(rows: list[Signature]) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(name)} = %s" for name in ("serial", "counted_as", "salt", "is_counted"))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quote(Signature._meta.db_table)} SET {columns} WHERE id = %s",  # noqa: S608  our own names
            [(row.serial, row.counted_as, row.salt, True, row.pk) for row in rows],
        )


def _tally(letter_id: int) -> Tally:
    """Return the letter's tally, locked. A new one says what its rows and its log say."""
    found = Tally.objects.select_for_update().filter(letter_id=letter_id).first()
    if found is not None:
        return found
    rows = Signature.objects.filter(letter_id=letter_id)
    counts = rows.exclude(counted_as="").values_list("counted_as").annotate(Count("pk")).order_by()
    last = LogEntry.objects.filter(letter_id=letter_id).order_by("-sequence").first()
    values: dict[str, Any] = dict(counts)
    return Tally.objects.create(
        letter_id=letter_id,
        last_serial=rows.aggregate(last=Max("serial"))["last"] or 0,
        last_sequence=last.sequence if last else 0,
        last_hash=last.hash if last else FIRST,
        **values,
    )
