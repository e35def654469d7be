"""What the rooms' offices in the admin have in common: who comes in, what can be done there, and what was done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic, TypeVar

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from cms.core.refusals import add_refusal

View = Callable[..., HttpResponseBase]
Record = TypeVar("Record", bound=Model)
Typed = Mapping[str, forms.BaseForm]  # by the names of their actions
ENTRIES_SHOWN = 15


def only_if(may: Callable[[Any], bool]) -> Callable[[View], View]:
    """Let in whom ``may`` lets in; everybody else gets a 403. Wagtail's ``user_passes_test`` sends them elsewhere."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


@dataclass(frozen=True)
class Journal:
    """What was done to a room's records, in Wagtail's log. Numbers of rows stand in it, never a name or an address.

    ``labels``: what each action says, by its name without the room's.
    """

    room: str
    labels: Mapping[str, Any]

    def write(self, record: Model, name: str, by: Any, **data: Any) -> None:
        """Write down that somebody did something to a record. ``data``: numbers only."""
        log(instance=record, action=f"{self.room}.{name}", user=by, data=data)

    def entries(self, record: Model) -> QuerySet[ModelLogEntry]:
        """Return the newest entries about a record, with who did it."""
        found = ModelLogEntry.objects.for_instance(record).select_related("user", "user__wagtail_userprofile")
        return found.order_by("-timestamp", "-pk")[:ENTRIES_SHOWN]

    def register_actions(self, actions: Any) -> None:
        """Tell Wagtail what the entries mean."""
        for name, label in self.labels.items():
            actions.register_action(f"{self.room}.{name}", label, label)


class NothingForm(forms.Form):
    """Nothing is asked: the button is enough."""


def in_state(*states: str) -> Callable[[Any], bool]:
    """Offer an action while the record is in one of these states."""
    return lambda record: record.state in states


@dataclass(frozen=True)
class Action(Generic[Record]):
    """One thing to do with a record: when it is offered, its form, the words of the button and of success.

    ``run`` gets the record, the valid form, and who does it. It raises ``ValidationError`` for what cannot be done (any
    more). ``form_options``: what the form is made with beside what was typed.
    """

    name: str
    heading: Any
    done: Any
    is_offered: Callable[[Record], bool]
    run: Callable[[Record, Any, Any], None]
    form: Callable[..., forms.BaseForm] = NothingForm
    explanation: Any = ""
    serious: bool = False
    form_options: Callable[[Record], dict[str, Any]] = lambda record: {}

    def make_form(self, record: Record, data: Any = None) -> forms.BaseForm:
        """Return the form, as it begins or with what was typed."""
        return self.form(data, prefix=self.name, **self.form_options(record))


@dataclass(frozen=True)
class Offer:
    """An action as the record's page shows it; the one that could not be done is open."""

    action: Action[Any]
    form: forms.BaseForm
    address: str
    is_open: bool


@dataclass(frozen=True)
class Actions(Generic[Record]):
    """All that can be done with a record from its page. Each is a POST; after a failure what was typed comes back.

    ``page`` and ``post``: URL names, of that page and of what is sent. ``gone``: what is said when the record's state
    does not allow an action any more. Without a journal the room itself writes down what was done.
    """

    page: str
    post: str
    gone: Any
    every: tuple[Action[Record], ...]
    journal: Journal | None = None

    def offers(self, record: Record, typed: Typed | None = None) -> list[Offer]:
        """Return what the state of the record allows, each with its form: empty, or with what was typed."""
        sent = typed or {}
        return [
            Offer(
                action,
                sent.get(action.name) or action.make_form(record),
                reverse(self.post, args=[record.pk, action.name]),
                action.name in sent,
            )
            for action in self.every
            if action.is_offered(record)
        ]

    def carry_out(
        self, request: HttpRequest, record: Record, name: str, show: Callable[..., HttpResponse]
    ) -> HttpResponse:
        """Do what was sent, and go back to the page; ``show`` is the page with what was typed, if it was not done."""
        action = next((action for action in self.every if action.name == name), None)
        if action is None:
            raise Http404
        if not action.is_offered(record):
            messages.error(request, self.gone)
            return redirect(self.page, record.pk)
        form = action.make_form(record, request.POST)
        if form.is_valid():
            try:
                action.run(record, form, request.user)
            except ValidationError as error:
                add_refusal(form, error)
            else:
                if self.journal is not None:
                    self.journal.write(record, name, request.user)
                messages.success(request, action.done)
                return redirect(self.page, record.pk)
        messages.error(request, _("Nothing was done. Look at the form below."))
        return show(request, record, typed={name: form}, status=400)
