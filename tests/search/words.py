"""Words whose forms belong together, words that must not be taken for one another, and spellings in Latin letters.

``data/georgian_stem_gold.tsv``: lemma, form, kind of word. ``data/georgian_stem_negative.tsv``: two words that look
alike, and what they mean. Neither is read by the search itself.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"

# A word of a text, and how people type it: by the keyboard's keys, by the national romanisation, as they like.
LATIN = {
    "მიგრაცია": ("migracia", "migratsia", "migraciis", "migratsiashi"),
    "საქართველო": ("saqartvelo", "sakartvelo", "saqarTvelo", "sakartveloshi", "saqartvelodan"),
    "ხელმოწერა": ("xelmowera", "khelmotsera", "khelmots'era", "xelmotsera", "xelmowerebi"),
    "მხარდაჭერა": ("mxardaWera", "mkhardachera", "mkhardach’era", "mxardachera"),
    "ღირებულება": ("girebuleba", "ghirebuleba", "Rirebuleba", "girebulebebi"),
    "ქვეყანა": ("qveyana", "kveyana", "kveqana", "qveynebi"),
    "საზოგადოება": ("sazogadoeba", "sazogadoebis"),
    "უცხოელი": ("ucxoeli", "utskhoeli", "ucxoelebis"),
    "ჯგუფი": ("jgufi", "djgufi", "jgufebi", "jgupi"),
}


@cache
def forms() -> Mapping[str, tuple[str, ...]]:
    """Return the forms of each lemma, the lemma itself among them."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in _rows("georgian_stem_gold.tsv"):
        found[row["lemma"]].append(row["form"])
    return {lemma: tuple(dict.fromkeys(written)) for lemma, written in found.items()}


@cache
def apart() -> tuple[tuple[str, str], ...]:
    """Return pairs of words of which a search for one must not find the other."""
    return tuple((row["word_a"], row["word_b"]) for row in _rows("georgian_stem_negative.tsv"))


def spellings() -> list[tuple[str, str]]:
    """Return each Latin spelling with the word that it means."""
    return [(typed, word) for word, ways in LATIN.items() for typed in ways]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")
