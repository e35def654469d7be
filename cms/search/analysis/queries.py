"""What somebody looks for: groups that must all be found, each with its alternatives.

"ngo register" is two groups: the first is met by the word, by its stem, or by what the glossary says is the same, of
which each word must be found.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cms.search.analysis.words import is_stop_word, plain, stems, tokens_sought, words

MOST_WORDS = 20


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Tokens of which one must be found; ``is_prefix``: or one that begins so."""

    tokens: tuple[str, ...]
    is_prefix: bool = False


# Alternatives, of each of which every part must be found.
Group = tuple[tuple[AnyOf, ...], ...]


class Thesaurus:
    """Which terms mean the same. Made of lists of terms in whatever language: ("NGO", "არასამთავრობო ორგანიზაცია")."""

    def __init__(self, entries: Iterable[Sequence[str]] = ()) -> None:
        self._same: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for entry in entries:
            terms = [term for text in entry if (term := tuple(_sought(text)))]
            for term in terms:
                others = [other for other in terms if _stems(other) != _stems(term)]
                self._same.setdefault(_stems(term), []).extend(others)
        self.longest = max(map(len, self._same), default=0)

    def same_as(self, said: Sequence[str]) -> list[tuple[str, ...]]:
        """Return what else is said for some words: the words of each other term."""
        return self._same.get(_stems(said), [])


NO_THESAURUS = Thesaurus()


def groups(text: str, thesaurus: Thesaurus = NO_THESAURUS, *, last_is_prefix: bool = False) -> list[Group]:
    """Read what was typed. Words that say nothing are left out, unless there are no others.

    ``last_is_prefix``: the last word is still being typed. Only the first 20 words count.
    """
    said, found, place = _sought(text), [], 0
    while place < len(said):
        length = next(
            (some for some in range(thesaurus.longest, 0, -1) if thesaurus.same_as(said[place : place + some])), 1
        )
        part = said[place : place + length]
        place += length
        is_last = last_is_prefix and place >= len(said)
        found.append((_all_of(part, is_last), *(_all_of(other, False) for other in thesaurus.same_as(part))))
    return found


def tokens_in(wanted: Iterable[Group]) -> tuple[set[str], tuple[str, ...]]:
    """Return all tokens that are looked for, and beginnings of tokens: for showing where a text has them."""
    parts = [part for group in wanted for alternative in group for part in alternative]
    exact = {token for part in parts for token in part.tokens}
    return exact, tuple(token for part in parts if part.is_prefix for token in part.tokens)


def _sought(text: str) -> list[str]:
    said = [match.group() for match in words(text)][:MOST_WORDS]
    telling = [word for word in said if not is_stop_word(plain(word))]
    return telling or said


def _stems(said: Iterable[str]) -> tuple[str, ...]:
    return tuple(stems(plain(word))[0] for word in said)


def _all_of(said: Sequence[str], last_is_prefix: bool) -> tuple[AnyOf, ...]:
    last = len(said) - 1
    return tuple(AnyOf(tokens_sought(word), last_is_prefix and place == last) for place, word in enumerate(said))
