"""Signs that keep together what belongs together, and numbers as each language writes them."""

import re
from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext, ngettext, override

NO_BREAK_SPACE = "\u00a0"

_SPACE = "[ \u00a0]"
_LETTER = r"[^\W\d_]"
_DASH = re.compile(rf" ([–—])(?={_SPACE})")
_DIGIT_GROUP = re.compile(r"(?<![\d.,])(\d{1,3}) (?=\d{3}(?!\d))")
# A year is followed by any word in English ("in 2018 the ..."), by its own noun in Georgian ("2018 წელს").
_NUMBER_NOUN = re.compile(rf"(\d) (?={_LETTER})")
_YEAR_LATIN = re.compile(r"(?<!\d)(?:1\d|20)\d\d (?=[A-Za-z])")


def bind(text: str) -> str:
    """Put no-break spaces between a number and its noun, a day and its month, digit groups, and before a dash."""
    years = {match.end() - 1 for match in _YEAR_LATIN.finditer(text)}
    text = _NUMBER_NOUN.sub(
        lambda match: match.group() if match.end() - 1 in years else match.group(1) + NO_BREAK_SPACE, text
    )
    text = _DIGIT_GROUP.sub(rf"\1{NO_BREAK_SPACE}", text)
    return _DASH.sub(rf"{NO_BREAK_SPACE}\1", text)


def format_number(value: int | float | Decimal, language: str) -> str:
    """Write a number with the digit groups and the decimal sign of a language: 1,204.5 or 1 204,5."""
    with override(language):
        return formats.number_format(value, use_l10n=True, force_grouping=True)


_KILOBYTE, _MEGABYTE, _GIGABYTE = 1024, 1024**2, 1024**3


def format_file_size(size: int, language: str) -> str:
    """Write the size of a file as a reader understands it: 96 KB, 1.5 MB; 96 კბ, 1,5 მბ."""
    with override(language):
        if size < _KILOBYTE:
            text = ngettext("%(size)d byte", "%(size)d bytes", size) % {"size": size}
        elif round(size / _KILOBYTE) < 1024:
            text = gettext("%s KB") % round(size / _KILOBYTE)
        elif round(size / _MEGABYTE, 1) < 1024:
            text = gettext("%s MB") % _short(size / _MEGABYTE)
        else:
            text = gettext("%s GB") % _short(size / _GIGABYTE)
    return text.replace(" ", NO_BREAK_SPACE)


def _short(value: float) -> str:
    """Write one decimal, or none where it is zero or would not matter."""
    rounded = round(value, 1)
    return formats.number_format(rounded, 0 if rounded == int(rounded) or rounded >= 100 else 1)
