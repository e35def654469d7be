"""Generated signatures for load tests, on the open letter of the demonstration; their names say that they are tests.

Rows are written in bulk, without mails, links and consents: what counts is that lists, counts, log and files have to
deal with them.
"""

import datetime
from typing import Any

from django.utils import timezone

from cms.demo.letters import OPEN_LETTER, key_of
from cms.demo.records import Records
from network.letters.by_mail.subjects import listing
from network.letters.counting.sequencing import sequence
from network.letters.enums import Display, SignatureKind, SignatureState
from network.letters.letters import Letter
from network.letters.signatures import Signature

BATCH = 2000
GENERATED = "generated:"
NAMES = {
    SignatureKind.PERSON: {"ka": "სატესტო ხელმომწერი {number}", "en": "Test signatory {number}"},
    SignatureKind.ORGANISATION: {"ka": "სატესტო ორგანიზაცია {number}", "en": "Test organisation {number}"},
}
PLACES = {"ka": "თბილისი", "en": "Tbilisi"}
# One person of so many is named, one organisation of so many is hidden, one signature of so many is an organisation's.
NAMED_PERSON, HIDDEN_ORGANISATION, ORGANISATION = 3, 20, 10


def seed_signatures(records: Records, wanted: int) -> None:
    """Make those of the signatures 1 to ``wanted`` that are missing, and count them."""
    letter = open_letter()
    made = add_signatures(letter, wanted)
    if made:
        records.made[Signature] += made
        sequence(letter.pk)


def open_letter() -> Letter:
    """Return the letter that gets them."""
    found: Letter = Letter.objects.select_related("version").get(translation_key=key_of(OPEN_LETTER))
    return found


def add_signatures(letter: Letter, wanted: int, *, named: bool = False) -> int:
    """Write those of the signatures 1 to ``wanted`` that are missing; return how many. The sequencer counts them.

    ``named``: all with their names shown; else one person of three, as most people sign without.
    """
    there = letter.signatures.filter(subject_key__startswith=GENERATED).count()
    now = timezone.now()
    for start in range(there + 1, wanted + 1, BATCH):
        numbers = range(start, min(start + BATCH, wanted + 1))
        Signature.objects.bulk_create(_signature(letter, number, now, named=named) for number in numbers)
    return max(wanted - there, 0)


def _signature(letter: Letter, number: int, now: datetime.datetime, *, named: bool) -> Signature:
    kind = SignatureKind.PERSON if number % ORGANISATION else SignatureKind.ORGANISATION
    language = "ka" if number % 2 else "en"
    name = NAMES[kind][language].format(number=number)
    shown = named or _is_shown(kind, number)
    details: dict[str, Any] = {"name": name}
    if kind == SignatureKind.ORGANISATION:
        details = {"name": NAMES[SignatureKind.PERSON][language].format(number=number), "organisation_name": name}
    moment = now - datetime.timedelta(seconds=number % 86_400)
    return Signature(
        letter=letter,
        version=letter.version,
        kind=kind,
        state=SignatureState.ACTIVE,
        subject_key=f"{GENERATED}{number}",
        email=f"test{number}@example.org",
        place=PLACES[language],
        display=Display.PUBLIC if shown else Display.HIDDEN,
        language=language,
        is_counted=False,
        created_at=moment,
        confirmed_at=moment,
        **details,
        **listing(name, PLACES[language]),
    )


def _is_shown(kind: str, number: int) -> bool:
    if kind == SignatureKind.ORGANISATION:
        return number // ORGANISATION % HIDDEN_ORGANISATION != 0
    return number % NAMED_PERSON == 0
