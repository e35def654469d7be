"""Is the text that somebody was sent the agreed one? What is pasted is compared and forgotten."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.agreement.diff import Run, shown
from network.agreement.plain import LARGEST_PASTE, Match, same_text
from network.agreement.record import Record

# Differences that are shown; the first ones say enough.
MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the reader is told; ``pasted`` comes back into the field, so that nothing typed is lost."""

    pasted: str
    words: str
    runs: list[Run]
    language: str = ""
    is_well: bool = False
    is_error: bool = False


def compared(pasted: str, record: Record) -> Comparison:
    """Compare a pasted text with the agreed text of each language that is public."""
    pasted = pasted.replace("\x00", "")
    if not pasted.strip():
        return Comparison(pasted, _("Paste a text first."), [], is_error=True)
    if len(pasted.encode("utf-8", "replace")) > LARGEST_PASTE:
        words = _("This is too long to compare: at most %(size)s KB. Paste the statement alone.")
        return Comparison(pasted, words % {"size": LARGEST_PASTE // 1024}, [], is_error=True)
    matches = [
        (same_text(pasted, content), language, corrected) for language, content, corrected in record.compared_contents()
    ]
    if not matches:
        return Comparison(pasted, _("The text is not public now, so nothing can be compared."), [], is_error=True)
    match, language, corrected = min(matches, key=lambda found: (found[0].differences, -found[0].kept))
    return Comparison(
        pasted, " ".join(_sentences(match, language, corrected=corrected)), _runs(match), language, match.is_same
    )


def _sentences(match: Match, language: str, *, corrected: bool) -> list[str]:
    if match.is_same:
        return [_same(language, corrected=corrected), *_left_out(match)]
    if match.is_whole:
        return [
            _("The agreed text is there, word by word. Something stands before or after it that is not part of it."),
            *_left_out(match),
        ]
    if match.is_part:
        return [_("These words are part of the agreed text, in one piece. The rest of it is missing.")]
    if match.is_other:
        return [_("No. This is another text, or too much of it differs to compare.")]
    counted = [
        ngettext("Missing: %(count)s word.", "Missing: %(count)s words.", match.missing) % {"count": match.missing},
        ngettext("Additional: %(count)s word.", "Additional: %(count)s words.", match.additional)
        % {"count": match.additional},
    ]
    return [_("No. This differs from the agreed text."), *counted]


def _same(language: str, *, corrected: bool) -> str:
    if corrected:
        return {
            "ka": _("Yes. This is exactly the agreed Georgian text with its published corrections."),
            "en": _("Yes. This is exactly the agreed English text with its published corrections."),
        }[language]
    return {
        "ka": _("Yes. This is exactly the agreed Georgian text."),
        "en": _("Yes. This is exactly the agreed English text."),
    }[language]


def _left_out(match: Match) -> list[str]:
    names = {
        ("lead",): _("The summary below the title was not pasted."),
        ("title",): _("The title was not pasted."),
        ("title", "lead"): _("The title and the summary below it were not pasted."),
    }
    return [names[match.left_out]] if match.left_out else []


def _runs(match: Match) -> list[Run]:
    """Return the differences to be shown; none where they say nothing."""
    if match.is_same or match.is_part or (match.is_other and not match.is_whole):
        return []
    runs = shown(match.row or [])
    return [*runs[:MOST_SHOWN], ("kept", "…")] if len(runs) > MOST_SHOWN else runs
