"""Georgian that is typed with Latin letters, as on many phones: keys under which a word is found however it is spelt.

Three ways are in use side by side: the keys of the Georgian keyboard (xelmowera, mxardaWera: one key a letter, ჭ is
Shift+W), the national romanisation of 2002 (khelmots’era), and what people make up (xelmotsera, saqartvelo,
sakartvelo). No rule tells which one was meant, and most tell aspirates from ejectives (ქ and კ, თ and ტ, ც and წ) not
at all. So letters that Latin typing mixes up become one letter here, in the text and in what is typed; the keys stand
beside the exact words in the index, and are compared with nothing but each other.
"""

import re

from cms.core.languages import fold_mtavruli
from cms.search.analysis import georgian

# Keeps these keys apart from words.
MARK = "kax"
_APOSTROPHES = re.compile("['’ʼ`]")
_TYPED = re.compile(r"[A-Za-z'’ʼ`]{3,}")
_LETTERS = re.compile(r"[ა-ჰ]+")

# The Georgian keyboard (QWERTY): Shift gives the second letter of a key.
_KEYBOARD = dict(zip("abgdevzTiklmnopJrstufqRySCcZwWxjh", "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", strict=True))
# Romanisations, the longest first; apostrophes are left out before.
_DIGRAPHS = (
    ("tch", "ჭ"), ("gh", "ღ"), ("zh", "ჟ"), ("sh", "შ"), ("ch", "ჩ"), ("ts", "ც"), ("tz", "ც"), ("dz", "ძ"),
    ("kh", "ხ"), ("ph", "ფ"), ("th", "თ"), ("dj", "ჯ"),
)  # fmt: skip
_SINGLE = dict(zip("abgdevziklmnoprstufqycwxjh", "აბგდევზიკლმნოპრსტუფქყცწხჯჰ", strict=True))
# What Latin typing mixes up: ტ თ; შ ს; ჩ წ ჭ ძ ც; ჟ ზ; პ ჯ(j) ფ; ქ ყ კ; ღ გ.
_MIXED_UP = str.maketrans("ტშჩწჭძჟპქყღ", "თსცცცზჯფკკგ")
_KEY = str.maketrans("აბგდევზთიკლმნოფრსუცხჯჰ", "abgdevztiklmnofrsucxjh")
_SHORTEST_STEM = 3


def keys(word: str) -> set[str]:
    """Return the keys of a Georgian word of a text."""
    folded = fold_mtavruli(word)
    # On a Latin keyboard R is the key of ღ, and without Shift it is the key of რ.
    spelt = {folded, folded.replace("ღ", "რ")}
    return {key for form in spelt for key in _keys_of(form)}


def typed_keys(word: str) -> set[str]:
    """Return the keys of a typed Latin word under each way to spell; none if it cannot be Georgian."""
    if not _TYPED.fullmatch(word):
        return set()
    ways = {_from_keyboard(word), _from_keyboard(word.lower()), _from_romanisation(word)}
    return {key for way in ways if _LETTERS.fullmatch(way) for key in _keys_of(way)}


def _keys_of(word: str) -> set[str]:
    read = {*georgian.stems(word), *georgian.stems(_with_sh(word.translate(_MIXED_UP)))}
    return {MARK + stem.translate(_MIXED_UP).translate(_KEY) for stem in read if len(stem) > 1}


def _with_sh(word: str) -> str:
    """Return a word of mixed-up letters with its -ში: typed as -si it would be taken for a stem in ს."""
    for ending in ("ებსი", "სი"):
        root = word.removesuffix(ending)
        if root != word and len(root) > _SHORTEST_STEM and root[-1] in "აეიოუ":
            return f"{word[:-2]}ში"
    return word


def _from_keyboard(word: str) -> str:
    return "".join(_KEYBOARD.get(char, _KEYBOARD.get(char.lower(), char)) for char in word)


def _from_romanisation(word: str) -> str:
    spelt = _APOSTROPHES.sub("", word.lower())
    for latin, letter in _DIGRAPHS:
        spelt = spelt.replace(latin, letter)
    return "".join(_SINGLE.get(char, char) for char in spelt)
