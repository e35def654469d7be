"""The secretariat's part of a letter: its hours, its goal, what signatories are offered, event mode."""

import datetime
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from network.letters.enums import LetterState
from network.letters.letters import Letter

EVENT_LASTS = datetime.timedelta(hours=8)
# Longer than any letter: whoever types more has mistyped the year.
LONGEST = datetime.timedelta(days=366)
# Between the last signature and the day on which addresses are erased, the letter is still to be handed over.
TIME_TO_DELIVER = datetime.timedelta(days=30)
_CHANGEABLE = (LetterState.DRAFT, LetterState.OPEN, LetterState.PAUSED)
_OVER = _("Signing has ended. A letter that was closed is not opened again.")


@dataclass(frozen=True)
class Terms:
    """What the secretariat decides about a letter beside its text; moments with their time zone."""

    opens_at: datetime.datetime | None
    closes_at: datetime.datetime | None
    goal: int | None
    goal_kind: str
    offers_letter_news: bool
    offers_network_news: bool


def has_begun(letter: Letter, now: datetime.datetime | None = None) -> bool:
    """Say whether signing has begun: its first hour is history then."""
    moment = now or timezone.now()
    return letter.state != LetterState.DRAFT and letter.opens_at is not None and letter.opens_at <= moment


def is_changeable(letter: Letter, now: datetime.datetime | None = None) -> bool:
    """Say whether the terms can be changed: as long as signing has not ended."""
    moment = now or timezone.now()
    if letter.state == LetterState.DRAFT:
        return True
    return letter.state in _CHANGEABLE and (letter.closes_at is None or letter.closes_at > moment)


def set_terms(*, letter: Letter, terms: Terms, now: datetime.datetime | None = None) -> None:
    """Change hours, goal and offers of a letter that has not ended.

    Raises ``ValidationError`` by field: an end in the past or before the beginning, a beginning that is history, an end
    so late that addresses would have to be kept longer than signatories were told.
    """
    moment = now or timezone.now()
    if not is_changeable(letter, moment):
        raise ValidationError(_OVER)
    _check_hours(letter, terms, moment)
    unended = Q(state=LetterState.DRAFT) | Q(state__in=_CHANGEABLE, closes_at__gt=moment)
    if not Letter.objects.filter(unended, pk=letter.pk).update(**asdict(terms)):
        raise ValidationError(_OVER)


def start_event(*, letter_id: int, now: datetime.datetime | None = None) -> bool:
    """Let a room full of people sign through one network for eight hours, from now."""
    until = (now or timezone.now()) + EVENT_LASTS
    return bool(Letter.objects.filter(pk=letter_id, state=LetterState.OPEN).update(event_until=until))


def end_event(*, letter_id: int) -> bool:
    """Go back to the ordinary limits."""
    return bool(Letter.objects.filter(pk=letter_id, event_until__isnull=False).update(event_until=None))


def _check_hours(letter: Letter, terms: Terms, now: datetime.datetime) -> None:
    opens, closes = terms.opens_at, terms.closes_at
    if has_begun(letter, now) and opens != letter.opens_at:
        raise ValidationError({"opens_at": _("Signing has begun; its beginning cannot be changed any more.")})
    if opens is not None and opens != letter.opens_at and opens < now:
        raise ValidationError({"opens_at": _("This moment has passed. Leave the field empty to begin at once.")})
    if letter.state != LetterState.DRAFT and opens is None:
        raise ValidationError({"opens_at": _("Say when signing begins.")})
    if closes is None:
        if letter.state != LetterState.DRAFT:
            raise ValidationError({"closes_at": _("Say when signing ends.")})
        return
    if closes <= now:
        raise ValidationError({"closes_at": _("This moment has passed. To end the signing now, close the letter.")})
    if opens is not None and closes <= opens:
        raise ValidationError({"closes_at": _("Signing must end after it begins.")})
    if closes > (opens or now) + LONGEST:
        raise ValidationError({"closes_at": _("A letter can be signed for a year at most. Is the year right?")})
    _check_promise(letter, closes)


def _check_promise(letter: Letter, closes: datetime.datetime) -> None:
    told = letter.kept_at_most_until
    if told is None or closes <= told - TIME_TO_DELIVER:
        return
    words = _(
        "Signatories were told that addresses are erased on %(erased)s. Signing can end on %(last)s at the latest."
    )
    days = {"erased": _day(told), "last": _day(told - TIME_TO_DELIVER)}
    raise ValidationError({"closes_at": words % days})


def _day(moment: datetime.datetime) -> str:
    return date_format(timezone.localdate(moment), "DATE_FORMAT")
