"""How events begin that a member brings."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext

from network.agreement.beginnings import Beginning, DraftText, begins
from network.events.pages import EventPage

# A page of an event has hours. Nobody has agreed on any yet, so the note for editors says that these are none.
AHEAD = datetime.timedelta(days=60)
FROM, UNTIL = datetime.time(11), datetime.time(13)


@begins(Beginning.EVENT, below="events.EventIndexPage")
def event(text: DraftText, language: str) -> EventPage:
    """Make an event; its true hours, its place and its agenda are for the editor to add."""
    return EventPage(
        title=text.title(language),
        body=text.body(language),
        start_date=timezone.localdate() + AHEAD,
        start_time=FROM,
        end_time=UNTIL,
        internal_note=gettext("The hours are a placeholder: enter the true ones before the members are asked."),
    )
