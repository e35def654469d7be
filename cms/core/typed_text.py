"""What people type: addresses, and lines and texts as they are kept. Pure."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.encoding import punycode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# Source: LETTERS, "Rows and rules". Only this provider is known to take a.b@ and ab@ for one mailbox.
_DOTS_DO_NOT_COUNT = frozenset({"gmail.com", "googlemail.com"})
# Marks that may follow one letter; more are there to cover the lines above and below.
_MOST_MARKS = 4
_MARKS = re.compile(
    f"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{{{_MOST_MARKS + 1},}}"
)
# They join letters of Arabic and of the scripts of India, and are part of names there; elsewhere nobody sees them.
_JOINERS = "\u200c\u200d"
_JOINED = range(0x0600, 0x0E00)


def deliverable(email: str) -> str:
    """Return an address as mail is sent to it: as it was typed, but for spaces and letters of other widths."""
    return unicodedata.normalize("NFKC", email).strip()


def normal_address(email: str) -> str:
    """Return what all spellings of one mailbox have in common.

    NFKC, no spaces around, lower case, the domain in ASCII, without ``+tag``; dots do not count at Gmail alone.
    Raises ``ValueError`` for what is no address.
    """
    local, at, domain = deliverable(email).casefold().rpartition("@")
    try:
        domain = punycode(domain.rstrip("."))
    except UnicodeError as error:
        raise ValueError("no usable domain") from error
    local = local.partition("+")[0] or local
    if domain in _DOTS_DO_NOT_COUNT:
        local, domain = local.replace(".", ""), "gmail.com"
    if not (at and local and domain):
        raise ValueError("no address")
    return f"{local}@{domain}"


def clean_line(text: str, *, longest: int) -> str:
    """Return a typed line as it is kept: NFC, single spaces, nothing invisible.

    Raises ``ValidationError`` with words for the person who typed it: too long (``longest``, in characters), signs
    that cannot be shown, marks heaped on one letter. HTML and formulas are just text.
    """
    if len(text) > 2 * longest:
        raise _too_long(longest)
    return _checked(" ".join(_visible(text).split()), longest)


def clean_text(text: str, *, longest: int) -> str:
    """Do the same for a text of several lines; at most one of them in a row stays empty."""
    if len(text) > 2 * longest:
        raise _too_long(longest)
    lines = "\n".join(" ".join(_visible(line).split()) for line in text.splitlines())
    return _checked(re.sub(r"\n{3,}", "\n\n", lines).strip(), longest)


def clean_name(text: str, *, longest: int) -> str:
    """Do what ``clean_line`` does, for a name: it must hold a letter."""
    name = clean_line(text, longest=longest)
    if name and not any(char.isalpha() for char in name):
        raise ValidationError(_("A name must have letters."), code="letters")
    return name


def _visible(text: str) -> str:
    """Leave out what nobody sees: control signs, zero-width and bidirectional ones, which can turn a text round."""
    kept: list[str] = []
    for char in unicodedata.normalize("NFC", text):
        joins = char in _JOINERS and bool(kept) and ord(kept[-1][-1]) in _JOINED
        if char.isspace():
            kept.append(" ")
        elif joins or unicodedata.category(char) not in ("Cc", "Cf"):
            kept.append(char)
    return "".join(kept)


def _checked(text: str, longest: int) -> str:
    if len(text) > longest:
        raise _too_long(longest)
    if any(unicodedata.category(char) in ("Cn", "Co", "Cs") for char in text):
        raise ValidationError(_("There is a sign in it that cannot be shown. Please type it again."), code="signs")
    if _MARKS.search(text):
        raise ValidationError(_("Too many marks stand on one letter. Please type it again."), code="marks")
    return text


def _too_long(longest: int) -> ValidationError:
    words = ngettext("At most %(count)s character.", "At most %(count)s characters.", longest)
    return ValidationError(words % {"count": longest}, code="max_length")
