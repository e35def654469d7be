"""Days as they are written within a text, in Georgian and in English. Pure."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = (
    ("იანვა?რ", "Jan(?:uary)?"), ("თებერვა?ლ", "Feb(?:ruary)?"), ("მარტ", "Mar(?:ch)?"), ("აპრილ", "Apr(?:il)?"),
    ("მაის", "May"), ("ივნის", "June?"), ("ივლის", "July?"), ("აგვისტო", "Aug(?:ust)?"),
    ("სექტემბე?რ", "Sept?(?:ember)?"), ("ოქტომბე?რ", "Oct(?:ober)?"), ("ნოემბე?რ", "Nov(?:ember)?"),
    ("დეკემბე?რ", "Dec(?:ember)?"),
)  # fmt: skip
_WEEKDAYS = (
    ("ორშაბათ", "Mon(?:day)?"), ("სამშაბათ", "Tue(?:s(?:day)?)?"), ("ოთხშაბათ", "Wed(?:nesday)?"),
    ("ხუთშაბათ", "Thu(?:rs(?:day)?)?"), ("პარასკევ", "Fri(?:day)?"), ("შაბათ", "Sat(?:urday)?"),
    ("კვირა", "Sun(?:day)?"),
)  # fmt: skip
_CASE = "(?:ისა|ის|იდან|ამდე|ით|ი|სა|ს|ში)?"
_KA_MONTH = "(?P<ka>" + "|".join(ka for ka, _en in _MONTHS) + rf"){_CASE}(?![ა-ჰ])"
_EN_MONTH = "(?P<{}>" + "|".join(en for _ka, en in _MONTHS) + r")\b\.?"
_KA_WEEKDAY = "(?:" + "|".join(ka for ka, _en in _WEEKDAYS) + ")(?:ი|ს)?(?![ა-ჰ])"
_EN_WEEKDAY = "(?:" + "|".join(en for _ka, en in _WEEKDAYS) + r")\b\.?"
_WEEKDAY = f"(?:{_KA_WEEKDAY}|{_EN_WEEKDAY})"
_ORDINAL = r"(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?<![\d.:/])(?:(?P<before>{_WEEKDAY}),?\s+(?:the\s+)?)?"
    r"(?:(?P<iso>\d{4}-\d{2}-\d{2})(?!\d)"
    r"|(?P<numbers>\d{1,2}[./]\d{1,2}[./]\d{4})(?!\d)"
    rf"|(?:(?P<year_first>\d{{4}})\s*წლის\s+)?(?P<ka_day>\d{{1,2}})\s+{_KA_MONTH}(?:,?\s+(?P<ka_year>\d{{4}})(?!\d))?"
    rf"|(?P<en_day>\d{{1,2}}){_ORDINAL}\s+(?:of\s+)?{_EN_MONTH.format('en')}(?:,?\s+(?P<en_year>\d{{4}})(?!\d))?"
    rf"|{_EN_MONTH.format('us')}\s+(?P<us_day>\d{{1,2}}){_ORDINAL}(?![\d:.]\d)(?:,?\s+(?P<us_year>\d{{4}})(?!\d))?)"
    # A day of the week that a number follows is that of the next date.
    rf"(?:\s*\(\s*(?P<within>{_WEEKDAY})\s*\)|,\s+(?P<after>{_WEEKDAY})(?!,?\s+(?:the\s+)?\d))?"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_END_OF_SENTENCE = re.compile(r"[.!?;]\s")
_NEAR = 40
_NUMBER_OF_DAY = re.compile(
    r"^(?:day\s+\d{1,2}|\d{1,2}\s*[-‐]?\s*დღე|დღე\s+\d{1,2}|(?:I{1,3}|IV|V)\s+დღე)\s*[:.,–—-]*\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A day as it is written: ``year`` and ``weekday`` (Monday is 0) where the text says them."""

    text: str
    day: int
    month: int
    year: int | None
    weekday: int | None

    def date(self, default_year: int | None = None) -> datetime.date | None:
        """Return the day itself; nothing if its year is not known, or if there is no such day."""
        year = self.year or default_year
        try:
            return datetime.date(year, self.month, self.day) if year else None
        except ValueError:
            return None

    @property
    def exists(self) -> bool:
        """Whether there is such a day, in a leap year if the year is not known."""
        return self.date(2000) is not None


def dates_in(text: str) -> Iterator[WrittenDate]:
    """Yield the days that a text names, in their order."""
    for found in _DATE.finditer(text):
        day, month, year = _numbers(found)
        if year is None:
            year = _year_near(text, found.start(), found.end())
        weekday = found["before"] or found["within"] or found["after"]
        yield WrittenDate(found[0], day, month, year, _weekday(weekday) if weekday else None)


def day_of(line: str) -> datetime.date | None:
    """Return the day that a line names and nothing else; its year must be said."""
    words = _NUMBER_OF_DAY.sub("", line).strip(" .,:–—-")
    found = _DATE.fullmatch(words)
    written = next(dates_in(words), None) if found else None
    return written.date() if written else None


def _numbers(found: re.Match[str]) -> tuple[int, int, int | None]:
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
        return day, month, year
    if found["numbers"]:
        day, month, year = map(int, re.split(r"[./]", found["numbers"]))
        return day, month, year
    name = found["ka"] or found["en"] or found["us"]
    day = int(found["ka_day"] or found["en_day"] or found["us_day"])
    written = found["year_first"] or found["ka_year"] or found["en_year"] or found["us_year"]
    return day, _place(_MONTHS, name), int(written) if written else None


def _weekday(name: str) -> int:
    # "შაბათი" ends the names of four other days, so the longest one is asked first.
    order = sorted(range(7), key=lambda number: number in (5, 6))
    return next(number for number in order if any(re.match(pattern, name) for pattern in _WEEKDAYS[number]))


def _place(names: tuple[tuple[str, str], ...], name: str) -> int:
    return next(number for number, pair in enumerate(names, start=1) if any(re.match(part, name) for part in pair))


def _year_near(text: str, start: int, end: int) -> int | None:
    """Return the year that stands beside a day in the same sentence: "22 April – 25 May 2021"."""
    after = _END_OF_SENTENCE.split(text[end : end + _NEAR])[0]
    before = _END_OF_SENTENCE.split(text[max(start - _NEAR, 0) : start])[-1]
    years = [*_YEAR.findall(after), *reversed(_YEAR.findall(before))]
    return int(years[0]) if years else None
