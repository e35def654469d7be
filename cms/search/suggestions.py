"""“Did you mean”: what was typed, with each unknown word replaced by the most similar word of titles that readers see.

Words are similar by the trigrams that they share, counted as PostgreSQL's pg_trgm does; counted here, the answer is the
same on both databases, needs no extension, and knows no word of a text that is hidden: the caller gives the titles.
"""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from cms.search.analysis import latin
from cms.search.analysis.words import is_stop_word, plain, tokens_of, tokens_sought, words

# What pg_trgm takes for similar. A wrong letter in a word of five letters leaves a third of its trigrams, in a longer
# one more.
LEAST_SIMILAR = 0.3
SHORTEST_WORD = 3
MOST_WORDS = 8


def suggestion(query: str, titles: Iterable[str]) -> str:
    """Return what may have been meant; "" if every word is known, or none like it."""
    vocabulary = Vocabulary(titles)
    parts: list[str] = []
    place = 0
    for match in list(words(query))[:MOST_WORDS]:
        parts += [query[place : match.start()], vocabulary.meant(match.group()) or match.group()]
        place = match.end()
    meant = "".join((*parts, query[place:]))
    return meant if meant != query else ""


class Vocabulary:
    """The words of titles, with how often each stands in them."""

    def __init__(self, titles: Iterable[str]) -> None:
        said = (plain(match.group()) for title in titles for match in words(title))
        self._counts = Counter(word for word in said if len(word) >= SHORTEST_WORD and not is_stop_word(word))
        self._tokens = {token for word in self._counts for token in tokens_of(word)}

    def meant(self, typed: str) -> str:
        """Return the word that is most like a typed one; "" if that one is known itself, or none is like it."""
        word = plain(typed)
        if len(word) < SHORTEST_WORD or is_stop_word(word) or self._tokens.intersection(tokens_sought(typed)):
            return ""
        keys = sorted(key.removeprefix(latin.MARK) for key in latin.typed_keys(typed))
        ranked = ((_likeness(word, keys, known), count, known) for known, count in self._counts.items())
        likeness, _count, known = max(ranked, key=lambda row: (row[0], row[1], row[2]), default=(0.0, 0, ""))
        return known if likeness >= LEAST_SIMILAR else ""


def _likeness(word: str, keys: Iterable[str], known: str) -> float:
    """Return how like a word is to what was typed: by its letters, or by how Georgian is typed in Latin."""
    by_keys = (similarity(key, form) for key in keys for form in _latin_forms(known))
    return max((similarity(word, known), *by_keys))


def similarity(one: str, other: str) -> float:
    """Return how many trigrams two words share, of all that they have: from 0 to 1."""
    first, second = _trigrams(one), _trigrams(other)
    return len(first & second) / len(first | second)


@lru_cache(maxsize=50_000)
def _trigrams(word: str) -> frozenset[str]:
    padded = f"  {word} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))


@lru_cache(maxsize=50_000)
def _latin_forms(word: str) -> tuple[str, ...]:
    """Return how a Georgian word is typed with Latin letters; for any other word nothing."""
    return () if word.isascii() else tuple(sorted(key.removeprefix(latin.MARK) for key in latin.keys(word)))
