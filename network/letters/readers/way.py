"""The way of a letter: what has happened to it and what is still to come."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from network.letters import wording
from network.letters.enums import LetterState
from network.letters.letters import Letter, LetterVersion
from network.letters.readers.correspondence import Answer, Correspondence, Handover


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the letter's way: a day, if it is known, and what happened or will happen."""

    day: datetime.date | None
    words: str
    note: str = ""
    version: int = 0


def way_of(
    letter: Letter, versions: list[LetterVersion], correspondence: Correspondence, *, is_coming: bool
) -> list[Step]:
    """Return the steps: the agreement, the opening, then everything by its day, then what has no day yet."""
    day = wording.local_day
    steps = []
    first = versions[0] if versions else None
    if first is not None and first.round is not None:
        steps.append(Step(day(first.round.closed_at or first.round.published_at), _("The members agreed to the text.")))
    coming, opened = _("The letter will be opened for signatures."), _("The letter was opened for signatures.")
    steps.append(Step(day(letter.opens_at), coming if is_coming else opened))
    ended = wording.ended_on(letter)
    changes = [_change(version) for version in versions[1:]]
    ending = [Step(ended, _("Last day to sign."))]
    if letter.closed_at or letter.state in LetterState.over():
        ending = [Step(ended, _("Signing ended."))]
    known = [*changes, *ending, *map(_handover, correspondence.handovers), *map(_answer, correspondence.answers)]
    if letter.retracted_at:
        known.append(Step(day(letter.retracted_at), _("The letter was retracted: its text is no longer agreed.")))
    if letter.archived_at:
        known.append(Step(day(letter.archived_at), _("The letter was put away: nothing more is expected.")))
    return [*steps, *sorted(known, key=lambda step: step.day or datetime.date.max), *_to_come(letter)]


def _change(version: LetterVersion) -> Step:
    words = _("A slip of the pen was mended.") if version.is_correction else _("The members agreed to a new text.")
    return Step(wording.local_day(version.made_at), words, version=version.number)


def _handover(handover: Handover) -> Step:
    words = _("The letter was handed over. To: %(recipient)s") % {"recipient": handover.recipient}
    return Step(handover.day, words, note=handover.way)


def _answer(answer: Answer) -> Step:
    return Step(answer.day, _("An answer was received. From: %(sender)s") % {"sender": answer.sender})


def _to_come(letter: Letter) -> list[Step]:
    if letter.state in (LetterState.OPEN, LetterState.PAUSED, LetterState.CLOSED):
        return [Step(None, _("The letter will be handed over to its addressees. The answer will be published here."))]
    if letter.state == LetterState.DELIVERED:
        return [Step(None, _("The answer will be published here."))]
    return []
