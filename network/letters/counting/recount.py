"""Counting again, every night: whether tally, rows and log of each letter say the same. It never repairs."""

import datetime
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext

from cms.core.addresses import absolute
from network.agreement.notices import Notice, tell_secretariat
from network.letters.counting.chain import happening_column, seal
from network.letters.counting.sequencing import hold_numbers
from network.letters.enums import SignatureKind, SignatureState
from network.letters.letters import Letter
from network.letters.rules import COUNTED, counted_as
from network.letters.signatures import Signature
from network.letters.tally import FIRST, Tally

logger = logging.getLogger("network.letters")

# The sequencer needs two seconds; what waits this long will not be counted by itself.
WAITING_AT_MOST = datetime.timedelta(minutes=10)
_KINDS = {SignatureKind.MEMBER: "members", SignatureKind.ORGANISATION: "organisations", SignatureKind.PERSON: "people"}


@dataclass(frozen=True, slots=True)
class Difference:
    """Two that should say the same and do not. ``words`` name numbers, never a person."""

    letter: int
    words: str


def recount(letter_id: int | None = None) -> list[Difference]:
    """Return what does not agree, of all letters or of one.

    Signers and sequencer do not wait for it; only where something seems wrong it looks again while nothing moves.
    """
    letters = Letter.objects.order_by("pk").values_list("pk", flat=True)
    found: list[Difference] = []
    for pk in list(letters) if letter_id is None else [letter_id]:
        if _differences(pk):
            with transaction.atomic():
                hold_numbers(pk)
                found += [Difference(pk, words) for words in _differences(pk)]
    return found


def recount_and_alarm() -> list[Difference]:
    """Write down what does not agree, and tell the secretariat, once a day; return it."""
    found = recount()
    for difference in found:
        logger.error("recount of a letter: %s", difference.words, extra={"letter": difference.letter})
    if found:
        _alarm({difference.letter for difference in found})
    return found


def _alarm(letters: set[int]) -> None:
    def make() -> Notice:
        titles = [letter.title for letter in Letter.objects.filter(pk__in=letters).select_related("version")]
        return Notice(
            gettext("Open letters: the counts do not agree"),
            [
                gettext(
                    "Every night the signatures of each letter are counted again. This time the result was not what"
                    " the site shows. Nothing was changed."
                ),
                gettext(
                    "Please tell those who keep the site at once; manage.py recount_letters says what differs."
                    " Until this is cleared up, do not deliver the letter."
                ),
            ],
            [(gettext("Letter"), title) for title in titles],
            link=absolute("/admin/"),
            button=gettext("To the admin"),
        )

    tell_secretariat(f"letters:recount:{timezone.localdate()}", make)


def _differences(letter_id: int) -> list[str]:
    tally = Tally.objects.filter(letter_id=letter_id).first() or Tally(letter_id=letter_id)
    parts: tuple[Callable[[Tally], Iterator[str]], ...] = (_counts, _rows, _numbers, _log)
    return [words for part in parts for words in part(tally)]


def _counts(tally: Tally) -> Iterator[str]:
    rows = Signature.objects.filter(letter_id=tally.letter_id).order_by()
    counts = dict(rows.exclude(counted_as="").values_list("counted_as").annotate(Count("pk")))
    for column in COUNTED:
        said, there = getattr(tally, column), counts.get(column, 0)
        if said != there:
            yield f"the tally of letter {tally.letter_id} says {said} {column}, the rows say {there}"


def _rows(tally: Tally) -> Iterator[str]:
    """Yield what changed without a mark for the sequencer, and what the sequencer has left lying."""
    rows = Signature.objects.filter(letter_id=tally.letter_id).order_by()
    groups = rows.filter(is_counted=True).values_list("kind", "position", "state", "display", "counted_as")
    for numbered in (True, False):
        known = groups.filter(serial__isnull=not numbered).annotate(Count("pk"))
        for kind, position, state, display, counted, number in known:
            # What is active gets a number when it is counted; without one it never was.
            due = counted_as(kind=kind, position=position, state=state, display=display, was_counted=numbered)
            if due != counted:
                yield f"{number} signatures of letter {tally.letter_id} are {due or 'nothing'}, not {counted}"
    late = timezone.now() - WAITING_AT_MOST
    waiting = rows.uncounted().filter(state=SignatureState.ACTIVE, confirmed_at__lt=late, serial__isnull=True)
    if number := waiting.count():
        yield f"{number} signatures of letter {tally.letter_id} wait to be counted"


def _numbers(tally: Tally) -> Iterator[str]:
    rows = Signature.objects.filter(letter_id=tally.letter_id)
    found = rows.aggregate(last=Max("serial"), number=Count("serial"))
    last = found["last"] or 0
    if not last == found["number"] == tally.last_serial:
        yield (
            f"letter {tally.letter_id} has {found['number']} numbered signatures up to number {last},"
            f" the tally says {tally.last_serial}"
        )


def _log(tally: Tally) -> Iterator[str]:
    """Yield where the chain is broken, and where what the log tells is not what the tally says.

    The log does not say whose names are shown at first, so it is compared by kind.
    """
    previous, stands = FIRST, {}
    letter = Letter(pk=tally.letter_id)
    entries = letter.log.filter(sequence__lte=tally.last_sequence).order_by("sequence")
    number = 0
    for number, entry in enumerate(entries.iterator(), start=1):
        if entry.sequence != number or entry.previous_hash != previous or entry.hash != seal(entry):
            yield f"the log of letter {tally.letter_id} does not hold at entry {entry.sequence}"
            return
        previous = entry.hash
        column = happening_column(entry)
        if column is not None:
            stands[entry.serial] = _KINDS[SignatureKind(entry.kind)] if column == "signed" else column
    if (number, previous) != (tally.last_sequence, tally.last_hash):
        yield f"the log of letter {tally.letter_id} has {number} entries, the tally says {tally.last_sequence}"
    counts = Counter(stands.values())
    for column in (*_KINDS.values(), "abstained", "declined", "withdrawn", "invalidated"):
        said = getattr(tally, f"all_{column}", None)
        said = getattr(tally, column) if said is None else said
        if said != counts[column]:
            yield f"the tally of letter {tally.letter_id} says {said} {column}, the log says {counts[column]}"
