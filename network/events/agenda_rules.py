"""What an editor should look at again in the agenda and the hours of an event. None of it keeps from saving. Pure."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from network.events.enums import SlotKind
from network.events.sessions import Session
from network.events.times import exists, zone


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence for the editor; ``code`` says of what kind."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The hours of the whole event, and the zones in which readers see them."""

    first_day: datetime.date
    start: datetime.time
    last_day: datetime.date
    end: datetime.time
    time_zone: str
    second_time_zone: str = ""

    def moments(self) -> tuple[datetime.datetime, datetime.datetime]:
        """Return when the event begins and ends. Raises ``ValidationError`` for a zone that does not exist."""
        place = zone(self.time_zone)
        return (
            datetime.datetime.combine(self.first_day, self.start, place),
            datetime.datetime.combine(self.last_day, self.end, place),
        )


def agenda_notes(sessions: Sequence[Session], unread: int, frame: Frame) -> list[Note]:
    """Return everything that is worth a second look, in the order of the agenda."""
    notes = [*_of_zones(frame), *(note for session in sessions for note in _of_session(session, frame))]
    notes += _of_neighbours(sessions)
    notes += _of_whole(sessions, frame)
    if unread:
        notes.append(
            Note("unread", _("Lines of the agenda that were not understood: %(count)s. Readers do not see them.")
            % {"count": unread})
        )  # fmt: skip
    return notes


def _of_zones(frame: Frame) -> Iterator[Note]:
    try:
        begin, end = frame.moments()
        second = zone(frame.second_time_zone) if frame.second_time_zone else None
    except ValidationError as error:
        yield Note("zone", " ".join(error.messages))
        return
    if second is None:
        return
    if frame.second_time_zone == frame.time_zone:
        yield Note("same_zone", _("The second time zone is the first one."))
    elif all(moment.astimezone(second).utcoffset() == moment.utcoffset() for moment in (begin, end)):
        yield Note("same_zone", _("Clocks show the same in both time zones at the time of the event."))


def _of_session(session: Session, frame: Frame) -> Iterator[Note]:
    about = {"slot": label(session)}
    start, end = session.starts_at, session.ends_at
    if start is None or end is None:
        words = _("%(slot)s: the hour of its end is missing.") if start else _("%(slot)s: its hours are missing.")
        yield Note("no_hours", words % about)
    elif not end > start:
        yield Note("backwards", _("%(slot)s: it ends before it begins.") % about)
    else:
        yield from _of_minutes(session, length(session), about)
    for moment in (start, end):
        if moment and not _is_shown(moment, frame.time_zone):
            words = _("%(slot)s: clocks are put forward on that day and skip %(time)s.")
            yield Note("skipped", words % (about | {"time": f"{moment:%H:%M}"}))
    if any(not (who.person or who.name) for who in session.appearances):
        yield Note("nameless", _("%(slot)s: a speaker has no name.") % about)


def _of_minutes(session: Session, minutes: int, about: dict[str, str]) -> Iterator[Note]:
    hours = about | {"minutes": minutes}
    if session.minutes is None:
        yield Note("no_minutes", _("%(slot)s: minutes are not given; the hours make %(minutes)s.") % hours)
    elif session.minutes != minutes:
        words = _("%(slot)s: %(given)s minutes are given; the hours make %(minutes)s.")
        yield Note("minutes", words % (hours | {"given": session.minutes}))
    given = [who.minutes for who in session.appearances if who.minutes is not None]
    spoken, everybody = sum(given), len(given) == len(session.appearances)
    if spoken > minutes:
        words = _("%(slot)s: its speakers have %(spoken)s minutes; the hours make %(minutes)s.")
        yield Note("speakers_more", words % (hours | {"spoken": spoken}))
    elif given and everybody and spoken < minutes and not session.has_questions and _is_filled_by_speakers(session):
        words = _("%(slot)s: its speakers have %(spoken)s of %(minutes)s minutes.")
        yield Note("speakers_less", words % (hours | {"spoken": spoken}))


def _is_filled_by_speakers(session: Session) -> bool:
    return session.kind in (SlotKind.OPENING, SlotKind.PRESENTATION, SlotKind.CLOSING)


def _of_neighbours(sessions: Sequence[Session]) -> Iterator[Note]:
    """Compare each slot with the one of its day that ends last before it, which need not be the one above it."""
    latest: Session | None = None
    for session in sessions:
        start, end = session.starts_at, session.ends_at
        if start is None or end is None:
            continue
        if latest is not None and latest.ends_at is not None and latest.day == session.day:
            about = {"slot": label(session), "before": label(latest)}
            if start < latest.ends_at:
                yield Note("overlap", _("%(slot)s begins before the end of: %(before)s.") % about)
            elif start > latest.ends_at:
                span = {"start": f"{latest.ends_at:%H:%M}", "end": f"{start:%H:%M}"}
                yield Note("gap", _("Nothing stands in the agenda between %(start)s and %(end)s.") % span)
        if latest is None or latest.ends_at is None or latest.day != session.day or end > latest.ends_at:
            latest = session


def _of_whole(sessions: Sequence[Session], frame: Frame) -> Iterator[Note]:
    """Compare the agenda with the hours of the event."""
    starts = [session.starts_at for session in sessions if session.starts_at]
    ends = [session.ends_at for session in sessions if session.ends_at]
    try:
        begin, end = frame.moments()
    except ValidationError:
        return
    if not (starts and ends) or not end > begin:
        return
    first, last = min(starts), max(ends)
    if first != begin:
        words = _("The agenda begins at %(agenda)s, the event at %(event)s.")
        yield Note("begin", words % {"agenda": _hour(first, begin), "event": _hour(begin, first)})
    if last != end:
        words = _("The agenda ends at %(agenda)s, the event at %(event)s.")
        yield Note("end", words % {"agenda": _hour(last, end), "event": _hour(end, last)})
    filled, whole = sum(length(session) for session in sessions), _minutes_between(begin, end)
    if frame.first_day == frame.last_day and filled != whole:
        words = _("The agenda fills %(filled)s of %(whole)s minutes.")
        yield Note("sum", words % {"filled": filled, "whole": whole})


def length(session: Session) -> int:
    """Return the minutes of a slot: by its hours, or as they are given where it has none."""
    if session.starts_at and session.ends_at and session.ends_at > session.starts_at:
        return _minutes_between(session.starts_at, session.ends_at)
    return session.minutes or 0


def label(session: Session) -> str:
    """Return how an editor finds a slot: its hour and its title."""
    title = _("“%(title)s”") % {"title": session.title} if session.title else str(session.number)
    return f"{session.starts_at:%H:%M} {title}" if session.starts_at else title


def _minutes_between(start: datetime.datetime, end: datetime.datetime) -> int:
    # Two moments of one zone are subtracted by what its clocks show; the day on which they are set is told by UTC.
    return round((end.astimezone(datetime.UTC) - start.astimezone(datetime.UTC)).total_seconds() / 60)


def _is_shown(moment: datetime.datetime, name: str) -> bool:
    return exists(moment.date(), moment.time(), name)


def _hour(moment: datetime.datetime, other: datetime.datetime) -> str:
    """Write an hour; with its day where the two are not of one day."""
    return f"{moment:%H:%M}" if moment.date() == other.date() else f"{moment:%d.%m.%Y %H:%M}"
