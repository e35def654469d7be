"""How a date is put into words in each language of the site.

This is locale data, like Django's format modules, and not interface text: order of parts, dashes, no-break spaces
and the few words around a date. Georgian needs its own word order and never a suffix glued to a month, so each
language holds whole patterns. The names of the months come from Django's own catalogues.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class DatePatterns:
    """Patterns of one language; `\\u00a0` keeps a number with its noun and a dash with the word before it."""

    day_month: str
    with_year: str
    year: str
    year_span: str
    by_end_of_year: str
    quarter: str
    quarters: tuple[str, str, str, str]
    either: str
    without_year: str
    unknown: str
    compact_span: str = "{start}–{end}"
    wide_span: str = "{start}\u00a0– {end}"


PATTERNS = {
    "en": DatePatterns(
        day_month="{day}\u00a0{month}",
        with_year="{text} {year}",
        year="{year}",
        year_span="{start}–{end}",
        by_end_of_year="by the end of\u00a0{year}",
        quarter="{quarter} quarter of\u00a0{year}",
        quarters=("first", "second", "third", "fourth"),
        either="{first} or {second}",
        without_year="{text} (year not known)",
        unknown="date not known",
    ),
    "ka": DatePatterns(
        day_month="{day}\u00a0{month}",
        with_year="{text}, {year}",
        year="{year}\u00a0წელი",
        year_span="{start}–{end}\u00a0წლები",
        by_end_of_year="{year}\u00a0წლის ბოლომდე",
        quarter="{year}\u00a0წლის {quarter} კვარტალი",
        quarters=("პირველი", "მეორე", "მესამე", "მეოთხე"),
        either="{first} ან {second}",
        without_year="{text} (წელი უცნობია)",
        unknown="თარიღი უცნობია",
    ),
}


def patterns_for(language: str) -> DatePatterns:
    """Return the patterns of a language code such as `ka` or `en-gb`; a language without patterns reads English."""
    return PATTERNS.get(language.partition("-")[0].lower(), PATTERNS["en"])
