"""What the secretariat can do with an event."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.office import Action, Actions
from network.events import changing
from network.events.enums import EventState
from network.events.office.forms import SureForm, TermsForm
from network.events.office.journal import journal
from network.events.records import Event

_NOT_SO = _("This is no longer possible: the state of the event is another one.")


def is_to_come(event: Event) -> bool:
    """Say whether the event is not over."""
    return event.ends_at is None or event.ends_at > timezone.now()


def _set_terms(event: Event, form: Any, by: Any) -> None:
    changing.set_terms(event_id=event.pk, terms=form.terms())


def _becomes(state: EventState) -> Callable[[Event, Any, Any], None]:
    def run(event: Event, form: Any, by: Any) -> None:
        if not changing.set_state(event_id=event.pk, state=state):
            raise ValidationError(_NOT_SO)

    return run


def _unless(*states: EventState) -> Callable[[Event], bool]:
    return lambda event: is_to_come(event) and event.state not in states


ACTIONS = Actions[Event](
    "events:event",
    "events:act",
    _NOT_SO,
    (
        Action(
            "terms", _("Change places, hours and joining link"), _("Saved."), is_to_come, _set_terms, TermsForm,
            form_options=lambda event: {"event": event},
        ),
        Action(
            "postponed", _("Postpone the event"), _("The event is postponed."),
            _unless(EventState.POSTPONED, EventState.CANCELLED), _becomes(EventState.POSTPONED), SureForm,
            _("Registrations stay. For the new time, change the text: it needs a new round. Then plan it again here."),
            True,
        ),
        Action(
            "cancelled", _("Cancel the event"), _("The event is cancelled."), _unless(EventState.CANCELLED),
            _becomes(EventState.CANCELLED), SureForm,
            _("The page stays and says so; nobody can register any more."), True,
        ),
        Action(
            "planned", _("Plan the event again"), _("The event is planned again."), _unless(EventState.PLANNED),
            _becomes(EventState.PLANNED), SureForm, _("At the time of the published text."),
        ),
    ),
    journal,
)  # fmt: skip
