"""Where a text has what somebody looked for: the passage that says most of it, with the words that were found.

A word is found in any form, as in the index: by the tokens of ``analysis``, not by its letters. What is returned are
plain pieces of text; whoever prints them escapes them and marks those that are a find.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cms.search.analysis.queries import Group
from cms.search.analysis.words import tokens_of, words

# As much as a lead has; the find stands behind a few words of what comes before it.
LENGTH = 240
BEFORE = 70
# Nobody reads on in a passage from further below, and every word of it has to be read here.
LONGEST_TEXT = 20_000
CUT = "…"


class Piece(NamedTuple):
    """A part of a text; ``is_find``: it is a word that was looked for."""

    text: str
    is_find: bool


@dataclass(frozen=True)
class Find:
    """A word that was looked for, where it stands, and which of the groups of the query it meets."""

    start: int
    end: int
    groups: frozenset[int]


@dataclass(frozen=True)
class _Passage:
    """A stretch of a text with its finds."""

    text: str
    finds: Sequence[Find]

    @property
    def says(self) -> tuple[int, int]:
        """How much of the query stands in it: different groups, then all finds."""
        return len({group for find in self.finds for group in find.groups}), len(self.finds)


class Finder:
    """Finds what a query means, read as ``groups``, in any number of texts."""

    def __init__(self, wanted: Iterable[Group]) -> None:
        self._groups: dict[str, set[int]] = {}
        for number, group in enumerate(wanted):
            for token in (token for parts in group for part in parts for token in part.tokens):
                self._groups.setdefault(token, set()).add(number)

    def finds(self, text: str) -> list[Find]:
        """Return every word of a text that was looked for."""
        found = []
        for match in words(text) if self._groups else ():
            groups = [self._groups[token] for token in tokens_of(match.group()) if token in self._groups]
            if groups:
                found.append(Find(match.start(), match.end(), frozenset().union(*groups)))
        return found

    def marked(self, text: str) -> list[Piece]:
        """Return a whole text in pieces."""
        return _pieces(text, self.finds(text))

    def snippet(self, texts: Iterable[str]) -> list[Piece]:
        """Return the best passage of several texts; of equals the one of the first, so the lead should come first.

        If none has a find, the beginning of the first.
        """
        best: _Passage | None = None
        for text in texts:
            plain = " ".join(text[:LONGEST_TEXT].split())
            passage = _best_passage(plain, self.finds(plain))
            if passage.text and (best is None or passage.says[0] > best.says[0]):
                best = passage
        return _pieces(best.text, best.finds) if best else []


def _best_passage(text: str, finds: Sequence[Find]) -> _Passage:
    if len(text) <= LENGTH:
        return _Passage(text, finds)
    starts = [find.start for find in finds] or [0]
    return max((_passage_at(text, finds, start) for start in starts), key=lambda passage: passage.says)


def _passage_at(text: str, finds: Sequence[Find], first: int) -> _Passage:
    """Return the passage around a find, cut between words, with a sign where something was left out."""
    begin = max(0, min(first - BEFORE, len(text) - LENGTH))
    if begin:
        begin = text.find(" ", begin, first) + 1 or first
    end = min(len(text), begin + LENGTH)
    if end < len(text):
        last_gap = text.rfind(" ", begin, end)
        end = last_gap if last_gap > first else end
    before, after = CUT if begin else "", CUT if end < len(text) else ""
    shift = len(before) - begin
    inside = [find for find in finds if begin <= find.start and find.end <= end]
    moved = [Find(find.start + shift, find.end + shift, find.groups) for find in inside]
    return _Passage(f"{before}{text[begin:end]}{after}", moved)


def _pieces(text: str, finds: Sequence[Find]) -> list[Piece]:
    pieces, place = [], 0
    for find in finds:
        pieces += [Piece(text[place : find.start], False), Piece(text[find.start : find.end], True)]
        place = find.end
    return [piece for piece in (*pieces, Piece(text[place:], False)) if piece.text]
