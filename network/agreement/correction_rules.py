"""What a minor correction may be: a slip of the pen, and nothing that can change what the members agreed to. Pure.

Source: at most three changed words a correction and ten a text; no digit, date, name, negation or heading. Which words
are such: ``correction_words``.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from network.agreement.content import Content
from network.agreement.correction_words import (
    adds_negation,
    ends_sentence,
    is_date,
    is_name,
    is_negation,
    is_number,
    small_words,
    tags,
)
from network.agreement.plain import BESIDE, LEAD, TEXT, passages
from network.agreement.words import compare

MOST_WORDS, MOST_WORDS_OF_TEXT = 3, 10
# Parts of blocks that state facts and are no running text.
_FACTS = frozenset({"name", "number", "unit", "value", "term", "attribution", "label"})

Place = tuple[list[str], list[str], bool]


class Fault(StrEnum):
    """Why a change is no minor correction."""

    NOTHING = "nothing"
    STRUCTURE = "structure"  # something else than words: a paragraph, a link, a picture, a fact
    HEADING = "heading"
    TOO_MANY = "too_many"
    TOO_MANY_IN_TEXT = "too_many_in_text"
    DIGIT = "digit"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True)
class Correction:
    """The words that change, in pairs (as it was, as it is), how many they are, and what speaks against it."""

    changes: list[tuple[str, str]]
    words: int
    faults: frozenset[Fault]


def examine(before: Content, after: Content, *, names: Collection[str] = (), corrected: int = 0) -> Correction:
    """Say whether ``after`` is a minor correction of ``before``.

    ``names``: words of names, small letters, that must stay as they are. ``corrected``: words of the text that earlier
    corrections have changed.
    """
    faults = set(_faults_of_shape(before, after))
    found = [] if Fault.STRUCTURE in faults else list(_changed_words(before, after))
    words = sum(max(len(removed), len(added)) for removed, added, _starts in found)
    if not found and not faults:
        faults.add(Fault.NOTHING)
    if words > MOST_WORDS:
        faults.add(Fault.TOO_MANY)
    if words + corrected > MOST_WORDS_OF_TEXT:
        faults.add(Fault.TOO_MANY_IN_TEXT)
    if words <= MOST_WORDS:
        ordinary = small_words(part.text for content in (before, after) for part in passages(content))
        for place in found:
            faults |= set(_faults_of_place(place, names, ordinary))
    pairs = [(" ".join(removed), " ".join(added)) for removed, added, _starts in found]
    return Correction(pairs, words, frozenset(faults))


def _faults_of_shape(before: Content, after: Content) -> Iterator[Fault]:
    old, new = passages(before), passages(after)
    if [(part.kind, part.field) for part in old] != [(part.kind, part.field) for part in new]:
        yield Fault.STRUCTURE
        return
    for one, other in zip(old, new, strict=True):
        if one.text != other.text and one.kind not in (LEAD, TEXT):
            yield Fault.STRUCTURE if one.kind == BESIDE else Fault.HEADING
    if not all(_is_prose(*leaf) for leaf in _differing_leaves(before, after)):
        yield Fault.STRUCTURE


def _differing_leaves(before: Any, after: Any, name: str = "") -> Iterator[tuple[Any, Any, str]]:
    """Return the smallest parts of two contents that differ, each with the name under which it stands."""
    if isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
        for key in before:
            yield from _differing_leaves(before[key], after[key], key)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for one, other in zip(before, after, strict=True):
            yield from _differing_leaves(one, other, name)
    elif before != after:
        yield before, after, name


def _is_prose(before: Any, after: Any, name: str) -> bool:
    """Whether two parts differ in words of running text alone: their tags, and so their links, are the same."""
    both_texts = isinstance(before, str) and isinstance(after, str)
    return both_texts and name not in _FACTS and tags(before) == tags(after)


def _changed_words(before: Content, after: Content) -> Iterator[Place]:
    """Return the words removed and added at each place, and whether a sentence begins there."""
    for old, new in zip(passages(before), passages(after), strict=True):
        if old.text != new.text:
            yield from _places(old.text.split(), new.text.split())


def _places(old: list[str], new: list[str]) -> Iterator[Place]:
    row = compare(old, new)
    if row is None:
        yield old, new, True
        return
    removed: list[str] = []
    starts = True
    for kind, words in [*row, ("kept", [])]:
        if kind == "removed":
            removed = words
            continue
        if kind == "added" or removed:
            yield removed, words if kind == "added" else [], starts
            removed = []
        if kind == "kept" and words:
            starts = ends_sentence(words[-1])


def _faults_of_place(place: Place, names: Collection[str], ordinary: Collection[str]) -> Iterator[Fault]:
    removed, added, starts = place
    if adds_negation(removed, added):
        yield Fault.NEGATION
    for words, others in ((removed, added), (added, removed)):
        for index, word in enumerate(words):
            begins = ends_sentence(words[index - 1]) if index else starts
            yield from _faults_of_word(word, others if begins else (), begins, names, ordinary)


def _faults_of_word(
    word: str, others: Iterable[str], begins: bool, names: Collection[str], ordinary: Collection[str]
) -> Iterator[Fault]:
    if is_number(word):
        yield Fault.DIGIT
    if is_negation(word):
        yield Fault.NEGATION
    if is_date(word):
        yield Fault.DATE
    if is_name(word, names, ordinary, begins=begins, instead_of=others):
        yield Fault.NAME
