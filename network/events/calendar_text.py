"""What a calendar shows of an event in words: plain text in the language of the page."""

import html
import re
from collections.abc import Iterable, Iterator

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.core.addresses import page_address
from network.events.enums import EventFormat, SlotKind
from network.events.pages import EventPage
from network.events.sessions import Appearance, Session
from network.registry.models import Organisation, Person

# RFC 5545, 3.1: a calendar holds no control characters; the tab would be one too, and readers see it as a space.
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f]")


def one_line(value: object) -> str:
    """Return a value as one line."""
    return " ".join(_CONTROLS.sub(" ", str(value)).split())


def several_lines(value: object) -> str:
    """Return a text without what a calendar cannot hold."""
    return _CONTROLS.sub(" ", str(value).replace("\r\n", "\n")).strip()


def place_of(page: EventPage) -> str:
    """Return where one takes part. Never the joining link, which only those registered get."""
    online = page.platform or EventFormat.ONLINE.label
    match page.format:
        case EventFormat.ONLINE:
            return str(online)
        case EventFormat.HYBRID:
            return "; ".join(str(part) for part in (page.venue, online) if part)
        case _:
            return str(page.venue)


def text_of(page: EventPage, *, short: bool = False) -> str:
    """Return the description of an event; the ``short`` one asks the database nothing."""
    parts = [one_line(page.lead)]
    if not short:
        parts += [_objectives(page), _agenda(page), _workplan(page)]
    return "\n\n".join(filter(None, [*parts, page_address(page)]))


def session_text(page: EventPage, session: Session) -> str:
    """Return the description of a session: who speaks, and the event to which it belongs."""
    names = Names([session])
    parts = [
        one_line(SlotKind(session.kind).label) if session.kind in SlotKind.values else "",
        several_lines(session.details),
        "\n".join(_appearances(session, names)),
        one_line(page.title),
        page_address(page),
    ]
    return "\n\n".join(filter(None, parts))


class Names:
    """The names of those who speak in some sessions, in the active language; two questions at most."""

    def __init__(self, sessions: Iterable[Session]) -> None:
        found = [appearance for session in sessions for appearance in session.appearances]
        people = {appearance.person for appearance in found if appearance.person}
        organisations = {appearance.organisation for appearance in found if appearance.organisation}
        self._people = Person.objects.in_bulk(people) if people else {}
        self._organisations = Organisation.objects.in_bulk(organisations) if organisations else {}

    def line(self, appearance: Appearance) -> str:
        """Return who speaks, in which position and for whom, and how long."""
        person = self._people.get(appearance.person)
        name = " ".join(filter(None, (person.honorific, person.name))) if person else appearance.name
        position = one_line(appearance.position)
        organisation = self._organisations.get(appearance.organisation)
        # A position often says the organisation itself.
        named = organisation is not None and organisation.name not in position
        words = ", ".join(filter(None, (one_line(name), position, organisation.name if named and organisation else "")))
        return _with_minutes(words, appearance.minutes)


def _objectives(page: EventPage) -> str:
    texts = [one_line(html.unescape(strip_tags(child.value.source))) for child in page.objectives]
    lines = [f"{number}. {text}" for number, text in enumerate(texts, start=1)]
    return "\n".join([_("Objectives"), *lines]) if lines else ""


def _agenda(page: EventPage) -> str:
    names, lines, day = Names(page.sessions), [], page.start_date
    for session in page.sessions:
        if session.day != day:
            day = session.day
            lines.append(f"{day:%d.%m.%Y}")
        hours = "–".join(f"{moment:%H:%M}" for moment in (session.starts_at, session.ends_at) if moment)
        words = " ".join(filter(None, (hours, one_line(session.title))))
        lines += [_with_minutes(words, session.minutes), *_appearances(session, names)]
    heading = _("Draft agenda") if page.agenda_is_draft else _("Agenda")
    return "\n".join([heading, *lines]) if lines else ""


def _appearances(session: Session, names: Names) -> Iterator[str]:
    for appearance in session.appearances:
        yield f"• {names.line(appearance)}"


def _workplan(page: EventPage) -> str:
    lines = []
    for child in page.workplan:
        date = child.value["date"]
        lines.append(
            ": ".join(filter(None, (date.format(page.language) if date else "", one_line(child.value["title"]))))
        )
    return "\n".join([_("Workplan"), *lines]) if lines else ""


def _with_minutes(words: str, minutes: int | None) -> str:
    if minutes is None:
        return words
    said = pgettext("minutes after a name", "%(minutes)s min.") % {"minutes": minutes}
    return f"{words} ({said})"
