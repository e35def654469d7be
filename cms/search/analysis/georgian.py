"""A light stemmer for modern Georgian: all forms of a noun or an adjective get one key, without a dictionary.

Georgian glues endings to a stem in a fixed order: stem, plural -ებ-, case, postposition, particle. They are taken off
from the right as one chain, the longest that fits; then what differs between the forms of one stem is levelled: its
final vowel (ა and ე fall out before most endings) and the vowel that syncope drops. The key is for comparing only, it
is no lemma.

Not covered: finite verbs beyond the present of -ებ-/-ობ- themes, since their preverbs and stem changes would need a
dictionary; the old plural in -ნი, which cannot be told from a stem that ends in ნ (კანონი). Source of the grammar:
any school grammar of Georgian; each table says which of its rules it is.
"""

import re
from functools import lru_cache

from cms.core.languages import fold_mtavruli

_VOWELS = "აეიოუ"
# Stems that end in ი are hardly to be found: it is the ending of the nominative, which others replace.
_STEM_VOWELS = "აეოუ"
_GEORGIAN = re.compile(r"[ა-ჰ]+")
SHORTEST_WORD = 3
SHORTEST_VERB = 5
# Where an ending may be taken off: after any stem; after one that does not end in ი; after one that keeps its vowel;
# after ო and უ alone; only off a verb.
_ANYWHERE, _NOT_AFTER_I, _AFTER_VOWEL, _AFTER_O, _VERB = range(5)
_LONGEST_IRREGULAR = 8

# Words that say nothing about a text: conjunctions, pronouns, postpositions that are written apart.
STOP_WORDS = frozenset([
    "და", "არის", "იყო", "რომ", "ეს", "ის", "თუ", "ან", "არ", "არა", "რა", "ვინ", "ამ", "იმ", "მას", "მის", "მათ",
    "მისი", "მათი", "რომელიც", "რომლის", "რომელთა", "როგორც", "ასევე", "შორის", "შესახებ", "მიერ", "შემდეგ",
    "მხოლოდ", "ყველა", "უნდა", "ხოლო", "მაგრამ", "რათა", "აგრეთვე", "გარდა", "დღეს", "ახლა", "სად", "როცა",
    "როდესაც",
])  # fmt: skip

# --- Tables of endings ---------------------------------------------------------------------------

# The cases of a stem that ends in a consonant, or whose ა or ე the ending drops. -ც is „too“, -ა is „is“; the long
# forms in -ა (ისა, ითა) stand before a particle.
_CASES = {
    "nominative": ("ი", "იც", "ია"),
    "ergative": ("მა", "მაც"),
    "dative": ("ს", "სა", "საც"),
    "genitive": ("ის", "ისა", "ისაც", "ისას", "ისაა"),
    "instrumental": ("ით", "ითა", "ითაც"),
    "adverbial": ("ად", "ადაც"),
}
# Postpositions melt into the dative (its ს falls out), the instrumental and the adverbial. ანგარიში is a nominative:
# „in“ would need a stem in ი.
_IN_ON_AT = ("ში", "შიც", "შია", "ზე", "ზეც", "ზეა", "თან", "თანაც")
_FROM_UNTIL = ("იდან", "იდანაც", "ამდე", "ამდეც")
# Others follow the genitive: „for“, „from, by“, „towards“, „towards“ (of time), „by“ in the long form.
_AFTER_GENITIVE = ("თვის", "გან", "კენ", "ადმი", "გნით")
_GENITIVES = ("ის", "ისა", "ების", "ებისა", "თა")
_GENITIVES_AFTER_VOWEL = ("ს", "სა")
# Stems in ო and უ, and names in ა and ე, keep the vowel before shorter endings.
_KEPT_VOWEL = (
    "დან", "დანაც", "მდე", "მდეც", "სთან", "სთანაც", "სავით", "მ", "დ", "დაა", "სას", "ც", "სც",
)  # fmt: skip
# The instrumental of stems in ო and უ. After other vowels it is the end of a stem: საათი, and all countries in -ეთი.
_KEPT_O = ("თი", "თიც")
# The old plural of genitive and dative, and the vocative plural.
_OLD_PLURAL = ("თა", "თაც", "ებო")
# The present of verbs whose theme is -ებ- or -ობ-: the theme stays, so that the verb meets its verbal noun in -ება.
_THEMES = ("ებ", "ობ")
_OF_THEME = ("ენ", "და", "დნენ", "დეს", "თ", "დით", "დი", "ოდა", "ოდნენ", "ოდეს", "ანი")


def _endings() -> list[tuple[str, int, str]]:
    """Return all chains, the longest first: the ending, where it may be taken off, and what stays of it."""
    found: dict[str, tuple[int, str]] = {}
    for postposition in _AFTER_GENITIVE:
        for particle in ("", "აა", "ც" if postposition.endswith("ი") else "აც"):
            for genitive in _GENITIVES:
                found[genitive + postposition + particle] = (_ANYWHERE, "")
            for genitive in _GENITIVES_AFTER_VOWEL:
                found[genitive + postposition + particle] = (_AFTER_VOWEL, "")
    for ending in (*(form for forms in _CASES.values() for form in forms), *_FROM_UNTIL):
        found[ending] = found[f"ებ{ending}"] = (_ANYWHERE, "")
    for ending in _IN_ON_AT:
        found[ending] = found[f"ებ{ending}"] = (_NOT_AFTER_I, "")
    found |= dict.fromkeys(_OLD_PLURAL, (_ANYWHERE, ""))
    for ending in _KEPT_VOWEL:
        found.setdefault(ending, (_AFTER_VOWEL, ""))
    for ending in _KEPT_O:
        found.setdefault(ending, (_AFTER_O, ""))
    for theme in _THEMES:
        found |= {theme + ending: (_VERB, theme) for ending in _OF_THEME}
    found["ობს"] = (_VERB, "ობ")
    return sorted(((ending, *rule) for ending, rule in found.items()), key=lambda row: (-len(row[0]), row[0]))


_ENDINGS = _endings()

# --- Stems that the rules would damage -----------------------------------------------------------

# Short or irregular stems with the key of all their forms: those in which -ებ- or the last vowel belongs to the stem
# (უფლება, სახელი), those that syncope makes unlike (წელი, წლის), and loans in -მ whose ergative would look like a case.
# docs/search.md says how to add one.
_IRREGULAR = {
    "უფლებ": "უფლებ", "ცნებ": "ცნებ", "ქვეყან": "ქვეყნ", "ქვეყნ": "ქვეყნ", "სახელ": "სახელ", "ხელ": "ხელ",
    "ქართველ": "ქართველ", "თბილის": "თბილის", "საბჭოთა": "საბჭოთა", "წელ": "წლ", "წლ": "წლ", "დღე": "დღ", "დღ": "დღ",
    "კანონ": "კანონ", "ბანაკ": "ბანაკ", "გეგმ": "გეგმ", "ფორმ": "ფორმ", "ნორმ": "ნორმ", "ფირმ": "ფირმ",
    "რეფორმ": "რეფორმ", "პლატფორმ": "პლატფორმ", "წყალ": "წყლ", "მიზან": "მიზნ",
}  # fmt: skip
# What may follow them: every ending, the bare vowel, and the forms of nouns in -ა.
_AFTER_IRREGULAR = frozenset(ending for ending, _where, _stays in _ENDINGS) | frozenset([
    "", "ა", "ე", "ია", "აა", "ას", "ასა", "ამ", "აც", "აში", "აზე", "ასთან", "ასაც", "ათა", "აზეა", "აშია", "ეს", "ემ",
])  # fmt: skip


# The first person plural has ვ- before the root (ვაცხადებთ), but ვ may be the root's own (ვარჯიშობთ).
_FIRST_PERSON = re.compile("ვ[ა-ჰ]{3,}[ეო]ბ(?:დი)?თ")
# Endings that may belong to the stem as well, and what of them would: თამაში is „game“ and not „in …“, პროცესთან is
# „at the process“ and not „at …“ of a stem in ე. No rule tells, so that such a word has both keys.
_AMBIGUOUS = (("სთანაც", "ს"), ("სთან", "ს"), ("შიც", "შ"), ("შია", "შ"), ("ში", "შ"))


def stems(word: str) -> tuple[str, ...]:
    """Return the keys of a word: one, or two where its ending can be read in two ways, the likelier first."""
    word, first = fold_mtavruli(word), stem(word)
    if _FIRST_PERSON.fullmatch(word):
        return tuple(dict.fromkeys((stem(word[1:]), first)))
    for ending, stays in _AMBIGUOUS:
        root = word.removesuffix(ending)
        if root != word and len(root) > 1 and root[-1] in _STEM_VOWELS:
            return tuple(dict.fromkeys((first, _level(root + stays))))
    return (first,)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the key that all forms of a word share; the word itself if it is too short, no Georgian or a stop word."""
    word = fold_mtavruli(word)
    if len(word) < SHORTEST_WORD or not _GEORGIAN.fullmatch(word) or word in STOP_WORDS:
        return word
    for length in range(min(_LONGEST_IRREGULAR, len(word)), 1, -1):
        if word[:length] in _IRREGULAR and word[length:] in _AFTER_IRREGULAR:
            return _IRREGULAR[word[:length]]
    for ending, where, stays in _ENDINGS:
        root = _root(word, ending, where, stays)
        if root:
            return _level(root)
    return _level(word)


def _root(word: str, ending: str, where: int, stays: str) -> str:
    """Return the word without the ending, or "" if it cannot be one here."""
    if not word.endswith(ending) or len(word) == len(ending):
        return ""
    root = word[: -len(ending)]
    if where == _VERB:
        root += stays
        return root if len(root) >= SHORTEST_VERB else ""
    if where in _STEM_ENDS:
        return root if len(root) >= SHORTEST_WORD and root[-1] in _STEM_ENDS[where] else ""
    if where == _NOT_AFTER_I and root[-1] == "ი":
        return ""
    if ending in _CASES["ergative"] and root[-1] in _VOWELS:
        return ""  # -მა stands after consonants alone: თემა is no ergative
    return root if len(root) >= 2 else ""


_STEM_ENDS = {_AFTER_VOWEL: _STEM_VOWELS, _AFTER_O: "ოუ"}
_SYNCOPE = re.compile(r"([^აეიოუ])[აეო]([ლრნმ])$")


def _level(root: str) -> str:
    """Take off what differs between the forms of one stem: final vowel, -ებ- of the verbal noun, the fleeting vowel."""
    before = ""
    while before != root:
        before = root
        if len(root) > 2 and root[-1] in "აეი":
            root = root[:-1]
        if len(root) >= 5 and root.endswith("ებ"):
            root = root[:-2]
    # Syncope: ა, ე or ო before a last ლ, რ, ნ, მ falls out in some cases (ახალი – ახლის, სოფელი – სოფლის).
    return _SYNCOPE.sub(r"\1\2", root) if len(root) >= 4 else root
