"""Letters and signatures as rows alone, where the pages and rounds behind them say nothing: thousands are made."""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from network.letters.changes import CHANGED
from network.letters.enums import LetterState
from network.letters.models import Letter, LetterVersion, Signature, Tally
from network.letters.rules import COUNTED
from tests.factories import SignatureFactory


def bare_letter(**values: Any) -> Letter:
    """Return a letter that is open for everybody, without pages."""
    letter = Letter.objects.create(
        translation_key=uuid.uuid4(), accepts_organisations=True, accepts_people=True, published_at=timezone.now()
    )
    letter.version = LetterVersion.objects.create(
        letter=letter, number=1, fingerprint=uuid.uuid4().hex * 2, titles={"ka": "წერილი"}, contents={}
    )
    opened = timezone.now() - datetime.timedelta(days=1)
    defaults = {"state": LetterState.OPEN, "opens_at": opened, "closes_at": opened + datetime.timedelta(days=60)}
    for name, value in {**defaults, **values}.items():
        setattr(letter, name, value)
    letter.save()
    return letter


def many_signatures(letter: Letter, number: int, **values: Any) -> list[Signature]:
    """Insert people's signatures, in one statement."""
    rows = [SignatureFactory.build(letter=letter, version=letter.version, **values) for _number in range(number)]
    return Signature.objects.bulk_create(rows)


def change(signature: Signature, **values: Any) -> None:
    """Change a row as the verbs do: one UPDATE that leaves a mark for the sequencer."""
    Signature.objects.filter(pk=signature.pk).update(**values, **CHANGED)


def counts(letter: Letter) -> dict[str, int]:
    """Return what the tally says, without noughts."""
    tally = Tally.objects.get(letter=letter)
    return {column: number for column in COUNTED if (number := getattr(tally, column))}
