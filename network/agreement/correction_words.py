"""Which words a minor correction must leave alone: numbers, dates, names, negations, in Georgian and in English. Pure.

Where a word can be read in two ways it stays: asking the members anew costs days, a changed sense costs their trust.
"""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

_TAG = re.compile(r"<[^<>]*>")
_EDGES = " \t\n.,;:!?…()[]«»„“”\"'‘’–—-"
_SENTENCE_END = (".", "!", "?", "…", ":")
_CLOSING = ")]»“”\"'’"
_VOWELS = "აეიოუ"


def _listed(*lines: str) -> tuple[str, ...]:
    return tuple(" ".join(lines).split())


# A Georgian noun in any case, with a postposition or a particle: თებერვალს, მარტამდე, გორიდანაც.
_CASE = (
    r"(?:ებ)?(?:ი|მა|მ|ს|ის|ით|თი|ად|დ|თა|ა)?ა?"
    r"(?:ვით|თან|ში|ზე|გან|იდან|დან|თვის|კენ|მდე|ამდე|ურთ|ებრ)?(?:ა?ც|ვე)?"
)
_SHORTEST_STEM = 5

_SIGNS_OF_NUMBERS = frozenset("%‰€$£₾№")
_NUMBERS_EN = _listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen",
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen",
    "half quarter third twice thrice percent per-cent hundreds thousands millions first second",
)
_TWENTIES_KA = ("ოცდა", "ორმოცდა", "სამოცდა", "ოთხმოცდა")
_NUMBERS_KA = _listed(
    "ნულ ერთ ორ სამ ოთხ ხუთ ექვს შვიდ რვა ცხრა ათ თერთმეტ თორმეტ ცამეტ თოთხმეტ თხუთმეტ თექვსმეტ ჩვიდმეტ თვრამეტ",
    "ცხრამეტ ოც ორმოც სამოც ოთხმოც ას ორას სამას ოთხას ხუთას ექვსას შვიდას რვაას ცხრაას ათას მილიონ მილიარდ",
    "ნახევარ ნახევრ მეოთხედ მესამედ პროცენტ",
)
_TOGETHER = "ერთად"  # in the form of "one" in a case, but no number

_DATE_EN = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|yesterday|tonight)(?:s|['’]s)?"
)
# In small letters these two are verbs: months have a capital in English.
_VERBS_EN = frozenset({"may", "march"})
# "კვირა" is Sunday and a week: either moves a time limit, so it stays. "მარტო", "მარტივი", "მაისური" end otherwise.
_DATES_KA = _listed(
    "იანვარ იანვრ თებერვალ თებერვლ მარტ აპრილ მაის ივნის ივლის აგვისტო სექტემბერ სექტემბრ ოქტომბერ ოქტომბრ",
    "ნოემბერ ნოემბრ დეკემბერ დეკემბრ ორშაბათ სამშაბათ ოთხშაბათ ხუთშაბათ პარასკევ შაბათ კვირა კვირ",
    "დღეს ხვალ ზეგ გუშინ გუშინწინ",
)

_NEGATIONS = _listed(
    "no non not never none nobody nothing neither nor without cannot nowhere hardly barely scarcely unless except",
    "ნუ გარეშე",
)
_NEGATION_EN = re.compile(r".*n['’]t")
# Pronouns and adverbs are one word with the particle: არავინ, ვერაფერი, არასოდეს, აღარავინ; so are adjectives:
# არასამთავრობო. "არაბული" is Arabic.
_NEGATION_KA = re.compile(
    r"(?:არ|ვერ|ნურ|აღარ|ვეღარ|ნუღარ)(?:ა|ც|ცა|თუ)?|(?:ვერ|ნურ|აღარ|ვეღარ|ნუღარ)(?:ავი|აფ|ას|სად|ანაირ|ცერთ).*"
    r"|არ(?:სად|ც-?ერთ|ცთუ).*|არა(?!ბ).*|ნუღარ.*"
)
# "უკანონო", "უვადოდ": without a law, without a term. Shorter words of this form are others: უფრო, უცხო.
_PRIVATIVE_KA = re.compile(r"უ.{3,}ო(?:ს|მ|დ|თ|თი|ში|ზე|დან|თან|ები|ებს|ების|ებმა|ებით)?")
_NEGATIVE_BEGINNINGS = _listed("un in im ir il non dis mis anti არ არა ვერ ნუ უ")

# What may begin an English sentence without being a name.
_FUNCTION_WORDS = frozenset(
    _listed(
        "a an the this that these those there here it its he she they them their we our us you your i my me his her",
        "who what which when where why how if as at by for from in into of on onto to with within under over after",
        "before during since until while and but or so yet also both each every all any some many much more most other",
        "such only even still then thus however therefore because although though is are was were be been has have had",
        "do does did can could will would shall should must might",
    )
)


def tags(text: str) -> list[str]:
    """Return the tags of a rich text: what makes its paragraphs, its bold words and its links."""
    return _TAG.findall(text)


def ends_sentence(word: str) -> bool:
    """Say whether a sentence is over after a word."""
    return word.rstrip(_CLOSING).endswith(_SENTENCE_END)


def small_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that stand somewhere in small letters: in English they are no names."""
    words = {bare(word) for text in texts for word in text.split()}
    return frozenset(word for word in words if word[:1].islower())


def bare(word: str) -> str:
    """Return a word without the marks around it."""
    return word.strip(_EDGES)


def is_number(word: str) -> bool:
    """Say whether a word holds a digit or a sign of money or share, or is a number written out."""
    small = bare(word).lower()
    if any(sign.isnumeric() or sign in _SIGNS_OF_NUMBERS for sign in word):
        return True
    for twenties in _TWENTIES_KA:
        small = small.removeprefix(twenties)
    return small in _NUMBERS_EN or (small != _TOGETHER and _is_declined(small, _NUMBERS_KA))


def is_date(word: str) -> bool:
    """Say whether a word is a month, a day of the week, or a day as seen from today."""
    plain = bare(word)
    if plain in _VERBS_EN:
        return False
    return bool(_DATE_EN.fullmatch(plain.lower())) or _is_declined(plain, _DATES_KA)


def is_negation(word: str) -> bool:
    """Say whether a word negates, alone or as a part of a compound."""
    small = bare(word).lower()
    parts = {small, *small.split("-")}
    return bool(
        parts.intersection(_NEGATIONS) or _NEGATION_EN.fullmatch(small) or any(map(_NEGATION_KA.fullmatch, parts))
    )


def adds_negation(removed: Iterable[str], added: Iterable[str]) -> bool:
    """Say whether words of one side are the negated ones of the other: regular and irregular, კანონიერი and უკანონო."""
    old, new = ([bare(word).lower() for word in words] for words in (removed, added))
    counts = [sum(bool(_PRIVATIVE_KA.fullmatch(word)) for word in words) for words in (old, new)]
    return counts[0] != counts[1] or any(_is_prefixed(one, other) for one in old for other in new)


def _is_prefixed(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and longer.endswith(shorter) and longer[: -len(shorter)].rstrip("-") in _NEGATIVE_BEGINNINGS


def is_name(
    word: str, names: Collection[str], ordinary: Collection[str], *, begins: bool, instead_of: Iterable[str] = ()
) -> bool:
    """Say whether a word may be a name.

    In English a capital makes a name, but for a word that ``begins`` a sentence and is an ordinary one, or a slip of
    the pen for such a one in its place. Georgian has no capitals: there ``names`` decides, in any case.
    """
    plain = bare(word)
    small = plain.lower()
    if any("ა" <= sign <= "ჿ" for sign in small):
        return _is_georgian_name(small, names)
    if not any(sign.isupper() for sign in plain) or plain == "I":
        return False
    if not begins or plain[1:] != plain[1:].lower() or small in names:
        return True
    known = _FUNCTION_WORDS | frozenset(ordinary)
    return small not in known and not any(
        bare(other).lower() in known and _slips(small) & _slips(bare(other).lower()) for other in instead_of
    )


def _slips(word: str) -> set[str]:
    """Return a word, and the word without one of its letters: two words that differ by one slip have one in common."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _is_georgian_name(small: str, names: Collection[str]) -> bool:
    for name in names:
        if name[0] != small[0] or not "ა" <= name[0] <= "ჿ":
            continue
        stems = _stems(name)
        if _is_declined(small, stems) or any(len(stem) >= _SHORTEST_STEM and small.startswith(stem) for stem in stems):
            return True
    return False


def _stems(name: str) -> tuple[str, ...]:
    """Return what stays of a Georgian name in all its cases: გორი in გორში, წერეთელი in წერეთლის."""
    stem = name[:-1] if name[-1] in "აეი" and len(name) > 2 else name
    if len(stem) > 3 and stem[-1] in "ლრნმვ" and stem[-2] in "აეო" and stem[-3] not in _VOWELS:
        return stem, stem[:-2] + stem[-1]
    return (stem,)


def _is_declined(word: str, stems: tuple[str, ...]) -> bool:
    """Say whether a Georgian word is one of the nouns, in any case. A noun may be given by its stem."""
    return bool(_declension(stems).fullmatch(word))


@lru_cache(maxsize=512)
def _declension(stems: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, stems))}){_CASE}")
