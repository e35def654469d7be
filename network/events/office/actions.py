"""What the secretariat can do with an event. Each action is a POST; after a failure what was typed comes back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.events import changing
from network.events.enums import EventState
from network.events.office.forms import NothingForm, SureForm, TermsForm
from network.events.records import Event

_NOT_SO = _("This is no longer possible: the state of the event is another one.")


@dataclass(frozen=True)
class Action:
    """One thing to do: its form, when it is offered, the words of the button and of success."""

    name: str
    heading: Any
    done: Any
    is_offered: Callable[[Event], bool]
    run: Callable[[Event, Any], bool]
    form: type[forms.Form] = NothingForm
    explanation: Any = ""
    serious: bool = False

    def make_form(self, event: Event, data: Any = None) -> forms.Form:
        """Return the form, empty or with what was typed."""
        more: dict[str, Any] = {"event": event} if self.form is TermsForm else {}
        return self.form(data, prefix=self.name, **more)

    def carry_out(self, event: Event, form: forms.Form) -> None:
        """Do it. Raises ``ValidationError`` if it cannot be done (any more)."""
        if not self.run(event, form):
            raise ValidationError(_NOT_SO)


def is_to_come(event: Event) -> bool:
    """Say whether the event is not over."""
    return event.ends_at is None or event.ends_at > timezone.now()


def _set_terms(event: Event, form: Any) -> bool:
    changing.set_terms(event_id=event.pk, terms=form.terms())
    return True


def _becomes(state: EventState) -> Callable[[Event, Any], bool]:
    return lambda event, form: changing.set_state(event_id=event.pk, state=state)


def _unless(*states: EventState) -> Callable[[Event], bool]:
    return lambda event: is_to_come(event) and event.state not in states


ACTIONS = {
    action.name: action
    for action in (
        Action(
            "terms", _("Change places, hours and joining link"), _("Saved."), is_to_come, _set_terms, TermsForm,
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
    )
}  # fmt: skip
