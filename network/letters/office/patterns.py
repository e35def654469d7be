"""What looks like forged signatures: bursts, mail domains, names that are alike. A pattern proves nothing."""

import datetime
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import Value
from django.db.models.functions import Lower, StrIndex, Substr

from network.letters.enums import Display, SignatureKind, SignatureState
from network.letters.office.invalidating import KINDS, MOST_NUMBERS, Selection
from network.letters.office.look_alikes import skeleton
from network.letters.signatures import Signature

WINDOW = 600  # seconds
# A window is a burst with at least so many confirmations, and so many times those of the usual window.
FEWEST_IN_BURST, TIMES_USUAL = 20, 5
MOST_SHOWN = 25


@dataclass(frozen=True)
class Pattern:
    """Signatures that have something in common; ``usual`` is what one would expect, if that can be said."""

    selection: Selection
    count: int
    named: int = 0
    label: str = ""
    usual: int = 0


def bursts(letter_id: int) -> list[Pattern]:
    """Return the hours in which far more was confirmed than usual, the newest first. One question.

    Counted in windows of ten minutes; usual is the median of the windows in which anything was confirmed.
    """
    counts: Counter[int] = Counter()
    named: Counter[int] = Counter()
    # Not grouped by the database: SQLite calls Python for each row to cut a moment, ten times slower than this.
    rows: Any = _standing(letter_id).values_list("confirmed_at", "display")
    for moment, display in rows.iterator(5000):
        window = int(moment.timestamp()) // WINDOW
        counts[window] += 1
        named[window] += display == Display.PUBLIC
    usual = statistics.median(counts.values()) if counts else 0
    high = sorted(window for window, count in counts.items() if count >= max(FEWEST_IN_BURST, TIMES_USUAL * usual))
    found = [
        Pattern(
            Selection(letter_id, since=_moment(run[0]), until=_moment(run[-1] + 1)),
            sum(counts[window] for window in run),
            sum(named[window] for window in run),
            usual=round(usual),
        )
        for run in _runs(high)
    ]
    return found[::-1][:MOST_SHOWN]


def domains(letter_id: int) -> list[Pattern]:
    """Return the mail domains by number of signatures, as long as addresses are kept. One question."""
    rows = (
        _standing(letter_id)
        .exclude(email="")
        .annotate(domain=Lower(Substr("email", StrIndex("email", Value("@")) + 1)))
        .values("domain")
        .annotate(count=Count("pk"), named=Count("pk", filter=Q(display=Display.PUBLIC)))
        .order_by("-count", "domain")
    )
    return [
        Pattern(Selection(letter_id, domain=row["domain"]), row["count"], row["named"], row["domain"])
        for row in rows[:MOST_SHOWN]
    ]


def alike(letter_id: int) -> list[Pattern]:
    """Return groups of signatures of one kind whose names look the same, the largest first. One question."""
    groups: defaultdict[tuple[str, str], list[tuple[int, str, str]]] = defaultdict(list)
    columns = ("pk", "kind", "name", "organisation_name", "display")
    for number, kind, person, organisation, display in _standing(letter_id).values_list(*columns).order_by("pk"):
        name = organisation if kind == SignatureKind.ORGANISATION else person
        if name:
            groups[kind, skeleton(name)].append((number, name, display))
    several = sorted((group for group in groups.values() if len(group) > 1), key=len, reverse=True)
    return [
        Pattern(
            Selection(letter_id, numbers=tuple(number for number, _name, _display in group[:MOST_NUMBERS])),
            len(group[:MOST_NUMBERS]),
            sum(display == Display.PUBLIC for _number, _name, display in group[:MOST_NUMBERS]),
            group[0][1],
        )
        for group in several[:MOST_SHOWN]
    ]


def _standing(letter_id: int) -> QuerySet[Signature]:
    return Signature.objects.filter(
        letter=letter_id, state__in=SignatureState.standing(), kind__in=KINDS, confirmed_at__isnull=False
    )


def _moment(window: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(window * WINDOW, datetime.UTC)


def _runs(windows: list[int]) -> list[list[int]]:
    """Join windows that follow each other."""
    runs: list[list[int]] = []
    for window in windows:
        if runs and window - runs[-1][-1] == 1:
            runs[-1].append(window)
        else:
            runs.append([window])
    return runs
