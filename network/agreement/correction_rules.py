"""What a minor correction may be: a slip of the pen, and nothing that can change what the members agreed to. Pure.

Source: at most three changed words a correction and ten a text; no digit, date, name, negation or heading.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from network.agreement.content import Content
from network.agreement.plain import LEAD, TEXT, passages
from network.agreement.words import compare

MOST_WORDS, MOST_WORDS_OF_TEXT = 3, 10
_TAG = re.compile(r"<[^<>]*>")
_EDGES = " \t\n.,;:!?…()[]«»„“”\"'‘’–—-"
_SENTENCE_END = (".", "!", "?", "…", ":")
NEGATIONS = frozenset({
    "no", "not", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot", "nowhere", "hardly",
    "არ", "არა", "ვერ", "ნუ", "აღარ", "ვეღარ", "ნუღარ", "არც", "ვერც", "ნურც", "აღარც", "გარეშე", "არაა", "არცერთი",
})  # fmt: skip
# Georgian pronouns and adverbs of negation are written in one word with the particle: არავინ, ვერაფერი, არასოდეს.
_NEGATIVE_BEGINNINGS = (
    "არავი", "არაფ", "არავ", "ვერავ", "ვერაფ", "ნურავ", "ნურაფ", "არსად", "ვერსად", "არასოდ", "არასდრ", "ვერასოდ",
    "არანაირ", "ვერანაირ", "არცერთ", "ვერცერთ",
)  # fmt: skip
_TIME_WORDS = (
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "იანვ", "თებერვ", "მარტ", "აპრილ", "მაის", "ივნის", "ივლის", "აგვისტ", "სექტემბ", "ოქტომბ", "ნოემბ", "დეკემბ",
    "ორშაბათ", "სამშაბათ", "ოთხშაბათ", "ხუთშაბათ", "პარასკევ", "შაბათ", "კვირა",
)  # fmt: skip
# A Georgian noun keeps its beginning in every case; its last vowel may go.
SHORTEST_STEM = 4


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
    for removed, added, starts in found:
        for word in (*removed, *added):
            faults |= set(_faults_of_word(word, names, starts))
    pairs = [(" ".join(removed), " ".join(added)) for removed, added, _starts in found]
    return Correction(pairs, words, frozenset(faults))


def _faults_of_shape(before: Content, after: Content) -> Iterator[Fault]:
    old, new = passages(before), passages(after)
    if [(part.kind, part.field) for part in old] != [(part.kind, part.field) for part in new]:
        yield Fault.STRUCTURE
        return
    changed = [(one, other) for one, other in zip(old, new, strict=True) if one.text != other.text]
    if any(one.kind not in (LEAD, TEXT) for one, _other in changed):
        yield Fault.HEADING
    told = {part.text for pair in changed for part in pair}
    if not all(_is_prose(one, other, told) for one, other in _differing_leaves(before, after)):
        yield Fault.STRUCTURE


def _differing_leaves(before: Any, after: Any) -> Iterator[tuple[Any, Any]]:
    """Return the smallest parts of two contents that differ."""
    if isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
        for key in before:
            yield from _differing_leaves(before[key], after[key])
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for one, other in zip(before, after, strict=True):
            yield from _differing_leaves(one, other)
    elif before != after:
        yield before, after


def _is_prose(before: Any, after: Any, told: set[str]) -> bool:
    """Whether two parts differ in nothing but words of the passages that changed: tags and links are the same."""
    if not (isinstance(before, str) and isinstance(after, str)) or _TAG.findall(before) != _TAG.findall(after):
        return False
    return all(
        any(_flat(text) in _flat(part) or _flat(part) in _flat(text) for part in told) for text in (before, after)
    )


def _flat(text: str) -> str:
    return " ".join(_TAG.sub(" ", text).split())


def _changed_words(before: Content, after: Content) -> Iterator[tuple[list[str], list[str], bool]]:
    """Return the words removed and added at each place, and whether they begin a sentence."""
    for old, new in zip(passages(before), passages(after), strict=True):
        if old.text == new.text:
            continue
        removed: list[str] = []
        starts, last = True, ""
        for kind, words in [*(compare(old.text.split(), new.text.split()) or []), ("kept", [])]:
            if kind == "removed":
                removed = words
            elif kind == "added":
                yield removed, words, starts
                removed = []
            else:
                if removed:
                    yield removed, [], starts
                    removed = []
                last = words[-1] if words else last
                starts = last.endswith(_SENTENCE_END)


def _faults_of_word(word: str, names: Collection[str], starts_sentence: bool) -> Iterator[Fault]:
    bare = word.strip(_EDGES)
    small = bare.lower()
    if any(letter.isdigit() for letter in word):
        yield Fault.DIGIT
    if small in NEGATIONS or small.endswith("n't") or small.endswith("n’t") or small.startswith(_NEGATIVE_BEGINNINGS):
        yield Fault.NEGATION
    if small.startswith(_TIME_WORDS) or small == "may":
        yield Fault.DATE
    is_capital = bare[:1].isupper() and (not starts_sentence or bare[1:].lower() != bare[1:])
    if is_capital or _is_name(small, names):
        yield Fault.NAME


def _is_name(small: str, names: Collection[str]) -> bool:
    return small in names or any(
        len(name) > SHORTEST_STEM and small.startswith(name[:-1]) for name in names if name[0] == small[:1]
    )
