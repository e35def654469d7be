"""What the editor of an event is told about its newest draft: hours, agenda, and what its texts say."""

import html
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from wagtail.rich_text import RichText

from cms.editing.passages import passages
from network.events.agenda_rules import Frame, Note, agenda_notes
from network.events.sessions import sessions_of
from network.events.text_rules import text_notes

_BREAK = re.compile(r"</(?:p|li|h[1-6]|tr|td)>|<br\s*/?>", re.IGNORECASE)


def notes_of(page: Any) -> list[Note]:
    """Return the notes to a page as it stands in memory; none before it has a day and hours."""
    if None in (page.start_date, page.start_time, page.end_time):
        return []
    frame = Frame(page.start_date, page.start_time, page.last_day, page.end_time, page.time_zone, page.second_time_zone)
    stored = list(page.agenda.raw_data)
    try:
        sessions = sessions_of(stored, page.start_date, page.last_day, page.time_zone)
    except ValidationError:  # a zone that does not exist, of which the rules speak too
        sessions = []
    unread = sum(child["type"] == "unread" for child in stored)
    return [*agenda_notes(sessions, unread, frame), *_of_texts(page)]


def _of_texts(page: Any) -> list[Note]:
    paragraphs = [paragraph for passage in passages(page) for paragraph in passage.paragraphs]
    sources = [paragraph.source for paragraph in paragraphs if isinstance(paragraph, RichText)]
    texts = [paragraph for paragraph in paragraphs if isinstance(paragraph, str)]
    plain = [html.unescape(strip_tags(_BREAK.sub("\n", source))) for source in sources]
    return text_notes([page.title, *texts, *plain], sources, year=page.start_date.year)
