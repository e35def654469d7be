"""The words by which a pasted agenda is understood, in Georgian and in English. Pure."""

import datetime
import re
from dataclasses import dataclass

from network.events.enums import SlotKind

_DASH = "-‐‑‒–—−"
BULLETS = "•·▪◦●○■□*§\uf0b7"
# A number or a mark before a line: "1.", "2)", "•", "–".
MARK = re.compile(rf"^\s*(?:[{BULLETS}]|[{_DASH}o](?=\s)|\d{{1,2}}[.)](?=\s))\s*")
_CLOCK = r"(\d{1,2})[:.](\d{2})(?![:.]?\d)\s*(am|pm|a\.m\.|p\.m\.)?"
_ONE = re.compile(_CLOCK, re.IGNORECASE)
_UNTIL = re.compile(rf"(?:\s*-?დან)?\s*(?:[{_DASH}]+|to\b|until\b|(?<=დან))\s*", re.IGNORECASE)
# What follows an hour and says nothing more: "-მდე", "hrs", "სთ", the name of the zone.
_AFTER = re.compile(
    rf"\s*(?:[{_DASH}]?მდე|hrs?\b\.?|სთ\.?|საათი)?\s*"
    r"(?:\(?\s*(?:(?:GMT|UTC)\s*(?:[+\-−–]\s*\d{1,2}(?::?\d{2})?)?|CES?T|EES?T|GET)\b\s*\)?)?",
    re.IGNORECASE,
)
_ZONE_WORDS = re.compile(
    r"[\s(]*(?:(?:GMT|UTC)\s*(?:[+\-−–]\s*\d{1,2}(?::?\d{2})?)?|CES?T|EES?T|GET|"
    r"(?:Tbilisi|Brussels|local|central european(?: summer)?) time|თბილისის? დრო(?:ით)?|ადგილობრივი დრო(?:ით)?)[\s)]*",
    re.IGNORECASE,
)
_LOOKS_TIMED = re.compile(r"\d{1,2}[:.]\d{2}(?![:.]?\d)")
MINUTES = re.compile(
    r"[(\[]?\s*(?<![\d:.])(\d{1,3})\s*[-‐‑]?\s*(?:minutes?\b|mins?\b\.?|['′’](?!\w)|წუთიანი|წუთი|წთ\.?)"
    r"\s*(?P<each>each\b|per speaker\b|თითოეული(?:ს)?|თითოს?)?\s*[)\]]?",
    re.IGNORECASE,
)
_BARE_MINUTES = re.compile(r"\(?\s*(\d{1,3})\s*\)?")
_QA = r"(?:Q\s*(?:&|and|/)\s*A|questions?\s+(?:and|&)\s+answers?|კითხვა[-–\s]*პასუხი|კითხვები(?:სა)?\s+და\s+პასუხები)"
QUESTIONS = re.compile(_QA, re.IGNORECASE)
_WITH = r"\s*(?:with|followed by|და)?\s*"
QUESTIONS_AT_END = re.compile(
    rf"\s*(?:[(\[]{_WITH}{_QA}\s*(?:session)?\s*[)\]]|[{_DASH},;+]{_WITH}{_QA})\s*$", re.IGNORECASE
)
HONORIFICS = (
    r"(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Amb|Ambassador|H\.\s?E|Hon)\b\.?"
    r"|(?:დოქტორი|დრ\.|ქალბატონი|ქ-ნი|ბატონი|ბ-ნი|პროფესორი|პროფ\.|ელჩი)"
)
HONORIFIC = re.compile(rf"(?:(?:{HONORIFICS})\s*)+(?=[^\W\d_])")
# "Opening remarks: Dr A, B" and "The Hub. Speaker: A, B": where who speaks begins within a line.
LABEL = re.compile(
    r"(?:(?:key\s?note )?speakers?|presenters?|presented by|moderators?|moderated by|facilitators?|panell?ists?|chair|"
    r"მომხსენებლები|მომხსენებელი|სპიკერები|სპიკერი|მოდერატორი|წარმოადგენს|ფასილიტატორი|თავმჯდომარე)\s*:\s*",
    re.IGNORECASE,
)
BEFORE_HONORIFIC = re.compile(rf"\s*(?::|\s[{_DASH}])\s+(?=(?:{HONORIFICS})\s*[^\W\d_])")
_ORGANISATION = re.compile(
    r"\b(?:ministry|government|office|cent(?:re|er)|university|association|network|commission|foundation|fund|institute|"
    r"agency|union|organi[sz]ation|council|embassy|bureau|department|delegation|mission|secretariat|parliament)\b"
    r"|სამინისტრო|მთავრობა|ოფის|ცენტრ|უნივერსიტეტ|ასოციაცია|ქსელი|კომისია|ფონდი|ინსტიტუტ|სააგენტო|კავშირი|ორგანიზაცია"
    r"|საბჭო|საელჩო|ბიურო|დეპარტამენტი|დელეგაცია|სამდივნო|პარლამენტი",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r"\b(?:coordinator|director|head|chief|officer|minister|secretary|manager|advis[eo]r|specialist|expert|president|"
    r"representative|commissioner|chair\w*|lead|assistant|analyst|economist|ambassador)\b"
    r"|კოორდინატორი|დირექტორი|ხელმძღვანელი|უფროსი|სპეციალისტი|მინისტრი|მდივანი|მენეჯერი|მრჩეველი|ექსპერტი|პრეზიდენტი"
    r"|წარმომადგენელი|კომისარი|თავმჯდომარე|ასისტენტი|ანალიტიკოსი|ეკონომისტი",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\b[A-Z]{3,}\b")
_GEORGIAN_SURNAME = re.compile(r"(?:შვილი|ძე|ია|ავა|უა|იანი|ური|ული|ელი|უვა|ანი|ჩი|ვაცი|ჯი|ოვი|ევი|სკი)$")
_CAPITAL = re.compile(r"[^\W\d_a-zა-ჰ][\w'’.\-]*$")
_PARTICLES = frozenset({"de", "da", "del", "der", "di", "van", "von", "la", "le", "al", "el", "bin"})
_HEADERS = re.compile(
    r"(?:time|hours?|when|№|no\.?|#|n|minutes|min\.?|duration|session|topic|title|item|activity|description|speakers?|"
    r"presenters?|speaker\(s\)|presenter\(s\)|moderators?|(?:draft )?(?:agenda|programme|program)|"
    r"დრო|საათი|წუთი|ხანგრძლივობა|სესია|თემა|საკითხი|აქტივობა|აღწერა|მომხსენებელი|მომხსენებლები|სპიკერი|სპიკერები|"
    r"მოდერატორი|(?:დღის წესრიგი|პროგრამა)|დღის წესრიგის პროექტი)\s*:?",
    re.IGNORECASE,
)
_SPEAKERS_HEADER = re.compile(r"(?:speaker|presenter|moderator|მომხსენებ|სპიკერ)", re.IGNORECASE)
_KINDS = (
    (
        SlotKind.BREAK,
        r"^(?:coffee|tea|lunch|networking|short|health)?[\s-]*(?:break|lunch|coffee|dinner)\b|შესვენება|^ლანჩი|^სადილი",
    ),
    (
        SlotKind.OPENING,
        r"^(?:official )?(?:opening|welcom)|opening remarks|მისასალმებელი|^მისალმება|^(?:შეხვედრის )?გახსნა",
    ),
    (
        SlotKind.CLOSING,
        r"^(?:closing|conclu|wrap)|(?:closing|concluding) remarks|დასკვნითი|^(?:შეხვედრის )?დახურვა|^შეჯამება",
    ),
    (SlotKind.QUESTIONS, rf"^{_QA}\W*$"),
    (SlotKind.WORK, r"group work|working groups?|breakout|ჯგუფური (?:სა)?მუშაო|ჯგუფებში მუშაობა"),
    (SlotKind.DISCUSSION, r"^(?:\w+ )?(?:discussion|debate)\b|^(?:\w+ )?(?:მსჯელობა|დისკუსია|განხილვა)"),
    (SlotKind.OTHER, r"^registration|^რეგისტრაცია"),
)


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours at the beginning of a text, and what stands after them."""

    start: datetime.time
    end: datetime.time | None
    rest: str


def hours_at_start(text: str) -> Hours | None:
    """Read one hour, or a span of hours, with which a text begins."""
    first = _ONE.match(text := MARK.sub("", text).lstrip(" (["))
    start = _time(first)
    if first is None or start is None:
        return None
    place, end = first.end(), None
    until = _UNTIL.match(text, place)
    second = _ONE.match(text, until.end()) if until else None
    if second is not None:
        end = _time(second)
        if end is None:
            return None
        place = second.end()
    after = _AFTER.match(text, place)
    return Hours(start, end, text[after.end() if after else place :].lstrip(" )]:.,;|" + _DASH))


def looks_timed(text: str) -> bool:
    """Say whether a line begins with something like an hour, be it one that no clock shows."""
    return _LOOKS_TIMED.match(MARK.sub("", text).lstrip(" ([")) is not None


def is_zone(text: str) -> bool:
    """Say whether a text is the name of a time zone and nothing else."""
    return _ZONE_WORDS.fullmatch(text) is not None


def _time(found: re.Match[str] | None) -> datetime.time | None:
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return datetime.time(hour, minute) if hour < 24 and minute < 60 else None


def bare_minutes(cell: str) -> str:
    """Return the number of a cell that holds minutes alone: "15", "(15)", "15 min."; "" for any other."""
    found = _BARE_MINUTES.fullmatch(cell.strip()) or MINUTES.fullmatch(cell.strip())
    return str(int(found[1])) if found else ""


def kind_of(title: str) -> SlotKind:
    """Return what happens in a slot, by its title."""
    for kind, pattern in _KINDS:
        if re.search(pattern, title.strip(), re.IGNORECASE):
            return kind
    return SlotKind.PRESENTATION


def is_header(cell: str) -> bool:
    """Say whether a cell, or a line, is a heading of a column or of the agenda and nothing else."""
    words = MINUTES.sub("", cell).strip()
    head = re.sub(r"\s*\([^()]*\)\s*$", "", words) if _HEADERS.match(words) else words
    return bool(_HEADERS.fullmatch(head)) or (bool(words) and is_zone(words))


def is_header_of_speakers(cell: str) -> bool:
    """Say whether a heading announces who speaks."""
    return _SPEAKERS_HEADER.match(cell.strip()) is not None


def is_georgian(words: str) -> bool:
    """Say whether words are written in Georgian letters alone."""
    return all("ა" <= letter <= "ჿ" or letter in " -–" for letter in words)


def is_name(words: str) -> bool:
    """Say whether words look like somebody's name: capital letters, or a Georgian surname."""
    parts = words.split()
    if not 2 <= len(parts) <= 4 or _POSITION.search(words) or _ORGANISATION.search(words):
        return False
    if is_georgian(words):
        return len(parts) <= 3 and _GEORGIAN_SURNAME.search(parts[-1]) is not None
    return all(part in _PARTICLES or _CAPITAL.match(part) for part in parts)


def is_organisation(words: str) -> bool:
    """Say whether words name an organisation."""
    return (_ORGANISATION.search(words) or _ACRONYM.search(words)) is not None
