"""What is measured inside the site's own process: ``python -m tests.bench.inside WHAT ...`` prints one line of JSON.

The database is the one that the environment names; it holds the demonstration content.
"""

import json
import os
import statistics
import sys
import time
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.utils import timezone

from cms.demo.many_signatures import add_signatures, open_letter
from cms.mail.models import OutboxMail
from network.letters.counting.sequencing import sequence
from network.letters.enums import SignatureKind, SignatureState
from network.letters.files.pdf import pdf_of
from network.letters.files.roll import read_rolls
from network.letters.models import Letter, Signature, Tally, Token
from network.letters.public import page_in

READS = 41
RATE, SECONDS = 100, 10


def signatures(wanted: str, named: str) -> dict[str, Any]:
    """Write signatures up to a number, then let the sequencer count them."""
    letter, began = open_letter(), time.perf_counter()
    made = add_signatures(letter, int(wanted), named=named == "named")
    written = time.perf_counter()
    counted = sequence(letter.pk)
    took = time.perf_counter() - written
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # what the server does by itself within minutes
    return {"made": made, "write_seconds": written - began, "counted": counted, "count_seconds": took}


def page() -> dict[str, Any]:
    """Read the letter's page with nothing remembered: questions to the database, their time, the page's size."""
    letter = open_letter()
    address = page_in(letter, "ka").get_url()
    client, times, counts = Client(headers={"host": "127.0.0.1"}), [], set()
    answer = client.get(address)  # what a process remembers for ever: templates, kinds of pages
    for _read in range(READS):
        caches["default"].clear()
        spent: list[float] = []

        def measured(execute: Any, *arguments: Any, spent: list[float] = spent) -> Any:
            started = time.perf_counter()
            try:
                return execute(*arguments)
            finally:
                spent.append(time.perf_counter() - started)

        with connection.execute_wrapper(measured):
            answer = client.get(address)
        assert answer.status_code == 200, answer.status_code
        times.append(sum(spent))
        counts.add(len(spent))
    tally = Tally.objects.get(letter=letter)
    return {
        "signatures": tally.all_members + tally.all_organisations + tally.all_people,
        "queries": sorted(counts),
        "database_ms": statistics.median(times) * 1000,
        "bytes": len(answer.content),
    }


def pdf() -> dict[str, Any]:
    """Make the letter with everybody who is named, in each language."""
    began = time.perf_counter()
    rolls = read_rolls(open_letter().pk)
    read, found, size = time.perf_counter() - began, {}, 0
    for language, roll in rolls.items():
        began = time.perf_counter()
        size = len(pdf_of(roll))
        found[language] = read + time.perf_counter() - began
    names = sum(map(len, next(iter(rolls.values())).names.values()))
    return {"seconds": found, "named": names, "bytes": size}


def lag() -> dict[str, Any]:
    """Sign a hundred times a second while ``sequence_letters`` runs beside; say how late the latest was counted."""
    letter = open_letter()
    first = _counting(letter, f"lag:{os.getpid()}:0")
    while Signature.objects.filter(pk=first.pk, is_counted=False).exists():
        time.sleep(0.1)  # the sequencer is still starting
    waiting: dict[int, float] = {}
    latest, number, began = 0.0, 0, time.perf_counter()
    while number < RATE * SECONDS or waiting:
        if number < RATE * SECONDS and time.perf_counter() - began > number / RATE:
            number += 1
            row = _counting(letter, f"lag:{os.getpid()}:{number}")
            waiting[row.pk] = time.perf_counter()
        else:
            time.sleep(0.005)
        if number % 10 == 0:
            left = set(Signature.objects.filter(letter=letter, is_counted=False).values_list("pk", flat=True))
            now = time.perf_counter()
            for key in [key for key in waiting if key not in left]:
                latest = max(latest, now - waiting.pop(key))
    return {"signed": number, "latest_seconds": latest}


def _counting(letter: Letter, subject: str) -> Signature:
    return Signature.objects.create(
        letter=letter,
        version=letter.version,
        kind=SignatureKind.PERSON,
        state=SignatureState.ACTIVE,
        subject_key=subject,
        name="Test signatory",
        is_counted=False,
        confirmed_at=timezone.now(),
    )


def rows() -> dict[str, Any]:
    """Count what signing has left: one row, one link and one mail for each answer."""
    pending = Signature.objects.filter(state=SignatureState.PENDING)
    links = Token.objects.filter(signature__in=pending).count()
    mails = OutboxMail.objects.filter(key__startswith="letters:", key__contains=":confirm:").count()
    return {"signatures": pending.count(), "links": links, "mails": mails}


def letter() -> dict[str, Any]:
    """Say which letter is signed."""
    return {"pk": open_letter().pk}


if __name__ == "__main__":
    what, *details = sys.argv[1:]
    print(json.dumps(globals()[what](*details)))
