"""The words of a text and the tokens under which the index keeps each of them.

The database only compares tokens: what is a word, which forms belong together and how Latin typing is read is decided
here, so that PostgreSQL and SQLite find the same. A word is kept as it stands, then under the stem of its language,
then under its Latin keys (``latin``); tokens that people did not write begin with a mark.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from cms.core.languages import fold_mtavruli
from cms.search.analysis import georgian, latin

# U+10FF, a letter to both databases that no Georgian text has: keeps stems apart from words.
STEM_MARK = "ჿ"
# PostgreSQL refuses words of more than 2,046 bytes in a query; nobody writes longer ones than this.
LONGEST_WORD = 60
_WORD = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*")
_APOSTROPHES = re.compile("['’ʼ`]")
# English says whose something is with 's: the EU's.
_POSSESSIVE = re.compile("(?<=[a-z])['’ʼ`]s$")
_GEORGIAN = re.compile(r"[ა-ჰ]+")
_ENGLISH = re.compile(r"[a-z']+")
# A case ending that a hyphen joins to an abbreviation or a number: ICMPD-ის, 2026-ში, აშშ-ში.
_JOINED_ENDING = re.compile(
    r"(?<=[A-Za-z0-9])-[ა-ჰ]{1,8}(?![\w-])|(?<!\w)([ა-ჰ]{2,5})-(?:ის|ს|ში|ზე|ით|მ|თან|მა|იდან)(?![\w-])"
)
_english = snowballstemmer.stemmer("english")

ENGLISH_STOP_WORDS = frozenset([
    "a", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "had", "has", "have", "he", "her",
    "his", "if", "in", "into", "is", "it", "its", "not", "of", "on", "or", "our", "she", "that", "the", "their",
    "them", "then", "there", "these", "they", "this", "to", "was", "we", "were", "which", "who", "will", "with",
    "you", "your",
])  # fmt: skip


def folded(text: str) -> str:
    """Return a text without what people do not tell apart when they search: case, Mtavruli, accents, widths."""
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return fold_mtavruli(unicodedata.normalize("NFKC", bare)).casefold()


def words(text: str) -> Iterator[re.Match[str]]:
    """Find the words of a text, each where it stands; endings that are joined by a hyphen are no words."""
    return _WORD.finditer(_JOINED_ENDING.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    """Leave a word that is kept, and as many spaces as the ending has characters: places in the text stay."""
    kept = match.group(1) or ""
    return kept + " " * (len(match.group()) - len(kept))


def plain(word: str) -> str:
    """Return a word as it is compared exactly."""
    return _APOSTROPHES.sub("", _POSSESSIVE.sub("", folded(word)))[:LONGEST_WORD]


def is_stop_word(word: str) -> bool:
    """Say whether a word, plain, tells nothing about a text."""
    return word in georgian.STOP_WORDS or word in ENGLISH_STOP_WORDS


@lru_cache(maxsize=50_000)
def stems(word: str) -> tuple[str, ...]:
    """Return the stem of a plain word in its language, or two if it can be read in two ways; else the word itself."""
    if _GEORGIAN.fullmatch(word):
        return georgian.stems(word)
    if _ENGLISH.fullmatch(word) and len(word) > 2:
        return (str(_english.stemWord(word)),)
    return (word,)


@lru_cache(maxsize=50_000)
def tokens_of(word: str) -> tuple[str, ...]:
    """Return all tokens of a word of a text, the exact one first."""
    exact = plain(word)
    if not exact or is_stop_word(exact):
        return (exact,) if exact else ()
    found = [exact, *(STEM_MARK + root for root in stems(exact) if root != exact)]
    if _GEORGIAN.fullmatch(exact) and len(exact) >= georgian.SHORTEST_WORD:
        found += sorted(latin.keys(exact))
    return tuple(found)


@lru_cache(maxsize=1_000)
def tokens_sought(word: str) -> tuple[str, ...]:
    """Return the tokens of texts that a typed word means, the exact one first."""
    exact = plain(word)
    if not exact:
        return ()
    means = [exact]
    if not is_stop_word(exact):
        means += [token for root in stems(exact) for token in (root, STEM_MARK + root)]
    return tuple(dict.fromkeys([*means, *sorted(latin.typed_keys(folded_typed(word)))]))


def folded_typed(word: str) -> str:
    """Return a typed word with its capitals: on the Georgian keyboard they are other letters."""
    return unicodedata.normalize("NFKC", word)[:LONGEST_WORD]


def indexed(text: str) -> str:
    """Return a text as the index keeps it: its tokens, words in their order and what is beside them once."""
    said: list[str] = []
    seen: set[str] = set()
    for match in words(text):
        exact, *others = tokens_of(match.group()) or ("",)
        said.append(exact)
        said += [token for token in others if token.startswith(STEM_MARK) or token not in seen]
        seen.update(others)
    return " ".join(filter(None, said))
