"""What every change of signatures has in common: the statement that inserts, what a change leaves to the sequencer."""

import datetime
from typing import Any

from django.db import connection
from django.db.models import F
from django.utils import timezone

from network.letters.enums import LetterState
from network.letters.letters import Letter
from network.letters.signatures import Signature

# Part of every update that changes how a signature counts, or what of it readers see.
CHANGED: dict[str, Any] = {"is_counted": False}
# What is left of a signature that was taken back: nothing that says whose it was, except the keyed hash of the subject.
NOTHING_PERSONAL: dict[str, Any] = dict.fromkeys(
    (
        "name",
        "role",
        "organisation_name",
        "identification_code",
        "website",
        "logo",
        "place",
        "email",
        "comment",
        "check_note",
        "sort_key",
        "search_text",
    ),
    "",
)


def names_removed(letter_id: int) -> None:
    """Say, in the transaction in which a name disappears, that files made before must not be handed out any more."""
    Letter.objects.filter(pk=letter_id).update(removals=F("removals") + 1)


def insert_while_open(signature: Signature, now: datetime.datetime | None = None) -> int | None:
    """Insert a signature if its letter can be signed by its kind at this moment, and its subject has no row yet.

    One statement: whether the letter is open is asked by the statement that writes, and on PostgreSQL the letter's row
    is held against a change of state until the transaction ends. Returns the new row's number; None if nothing was
    written, which ``is_open_now`` and a look at the subject's row tell apart.
    """
    fields = [field for field in Signature._meta.local_concrete_fields if not field.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    values = [field.get_db_prep_save(field.pre_save(signature, True), connection) for field in fields]
    marks = ", ".join(_cast(field) for field in fields)
    condition, moments = _open_condition(signature.kind, now)
    sql = (
        f"INSERT INTO {quote(Signature._meta.db_table)} ({columns}) SELECT {marks} "  # noqa: S608  names of our own columns
        f"FROM {quote(Letter._meta.db_table)} WHERE {condition}{_HELD[connection.vendor]} "
        "ON CONFLICT (letter_id, kind, subject_key) DO NOTHING RETURNING id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, signature.letter_id, *moments])
        row = cursor.fetchone()
    return row[0] if row else None


def is_open_now(letter_id: int, kind: str, now: datetime.datetime | None = None) -> bool:
    """Say whether a kind of signatory can sign, and keep it so until the transaction ends (PostgreSQL)."""
    condition, moments = _open_condition(kind, now)
    table = connection.ops.quote_name(Letter._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM {table} WHERE {condition}{_HELD[connection.vendor]}",  # noqa: S608  names of our own columns
            [letter_id, *moments],
        )
        return cursor.fetchone() is not None


# Signers do not wait for each other; whoever changes the letter's state waits for them. SQLite has one writer anyway.
_HELD = {"postgresql": " FOR SHARE", "sqlite": ""}
_ACCEPTS = {"member": "accepts_members", "organisation": "accepts_organisations", "person": "accepts_people"}


def _open_condition(kind: str, now: datetime.datetime | None) -> tuple[str, list[Any]]:
    moment = connection.ops.adapt_datetimefield_value(now or timezone.now())
    quote = connection.ops.quote_name
    accepts = quote(_ACCEPTS[str(kind)])
    state = f"{quote('state')} = '{LetterState.OPEN.value}'"
    condition = (
        f"{quote('id')} = %s AND {state} AND {accepts} AND {quote('opens_at')} <= %s AND {quote('closes_at')} > %s"
    )
    return condition, [moment, moment]


def _cast(field: Any) -> str:
    """Return the mark of a value with its type: in a SELECT, PostgreSQL cannot tell it from the column."""
    if connection.vendor != "postgresql":
        return "%s"
    kind = (field.cast_db_type(connection) or "text").partition(" GENERATED")[0]
    return f"%s::{kind}"
