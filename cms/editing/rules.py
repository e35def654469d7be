"""When a translation is missing, unfinished or out of date. Pure.

The two rows of a page are not equal: the one that was made first is the original, the other its translation. A
change of the original makes the translation out of date; a change of the translation is what an editor does about
that, and never makes the original out of date.

What counts is when a text was written, not when it was published: a draft that waited for its publication is no
newer text on the day it comes out.
"""

import datetime
from dataclasses import dataclass

from cms.core.languages import is_untranslated
from cms.editing.enums import TranslationState


@dataclass(frozen=True, slots=True)
class Side:
    """What the rule has to know about a page in one language."""

    pk: int
    language: str
    title: str  # of the newest draft
    live: bool
    newest: datetime.datetime | None = None  # when the newest text, draft or not, was written
    shown: datetime.datetime | None = None  # when the text that readers see was written


@dataclass(frozen=True, slots=True)
class Standing:
    """How the other language of a page stands; `since` is the day of the change that the state is about."""

    state: TranslationState
    since: datetime.datetime | None = None
    other: Side | None = None

    @property
    def is_incomplete(self) -> bool:
        """Whether readers of the other language lack something."""
        return self.state in TranslationState.incomplete()

    @property
    def is_pressing(self) -> bool:
        """Whether there is something to do, in the other language or in this one."""
        return self.state in TranslationState.pressing()


def standing(this: Side, other: Side | None) -> Standing:
    """Return how the other language stands, seen from `this` page."""
    if other is None:
        return Standing(TranslationState.MISSING)
    if is_untranslated(other.title, other.language):
        return Standing(TranslationState.COPY, other.newest, other)
    if not other.live:
        return Standing(TranslationState.DRAFT, other.newest, other)
    if is_original(this, other) and _later(this.newest, other.shown):
        answered = _later(other.newest, this.newest)
        return Standing(
            TranslationState.WAITING if answered else TranslationState.STALE,
            other.newest if answered else this.newest,
            other,
        )
    if is_original(other, this) and _later(other.newest, this.newest):
        return Standing(TranslationState.BEHIND, other.newest, other)
    return Standing(TranslationState.CURRENT, other.shown, other)


def is_original(this: Side, other: Side) -> bool:
    """Say which of the two was made first."""
    return this.pk < other.pk


def _later(change: datetime.datetime | None, text: datetime.datetime | None) -> bool:
    """Say whether a change came after a text was written. What was never saved in the editor counts as oldest."""
    return change is not None and (text is None or change > text)
