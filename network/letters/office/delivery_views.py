"""From the end of signing to the answer: what still waits, sealed files, handing over, what was answered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from network.letters.deliveries import Delivery
from network.letters.enums import LetterState
from network.letters.files.sealed import open_sealed, seal_delivery
from network.letters.letters import Letter
from network.letters.office import delivering
from network.letters.office.doors import keeping
from network.letters.office.forms import AnswerForm, HandOverForm, NothingForm, PrepareForm
from network.letters.office.journal import journal
from network.letters.office.views import letter_or_404
from network.members.forms import add_refusal


@dataclass(frozen=True)
class Step:
    """One step on the way: its form, when it is offered, what it does."""

    name: str
    heading: Any
    done: Any
    form: Any
    is_offered: Callable[[Letter, Delivery | None], bool]
    run: Callable[[Letter, Any, Any], Any]

    def make_form(self, delivery: Delivery | None, data: Any = None) -> Any:
        """Return the form, with what is known or what was typed."""
        if self.form is PrepareForm and delivery is not None:
            known = {name: getattr(delivery, name) for name in PrepareForm.base_fields}
            return self.form(data, prefix=self.name, initial=known)
        return self.form(data, prefix=self.name)


def _prepare(letter: Letter, form: Any, by: Any) -> None:
    seal_delivery(delivering.prepare(letter_id=letter.pk, by=by, **form.cleaned_data))


def _seal(letter: Letter, form: Any, by: Any) -> None:
    delivery = letter.deliveries.last()
    if delivery is not None:
        seal_delivery(delivery)


def _hand_over(letter: Letter, form: Any, by: Any) -> None:
    delivering.hand_over(letter_id=letter.pk, delivered_on=form.cleaned_data["delivered_on"])


def _answer(letter: Letter, form: Any, by: Any) -> None:
    delivering.record_answer(letter_id=letter.pk, **form.cleaned_data)


STEPS = {
    step.name: step
    for step in (
        Step(
            "prepare", gettext_lazy("Prepare the delivery"), gettext_lazy("The sealed files are ready."), PrepareForm,
            lambda letter, delivery: letter.state == LetterState.CLOSED, _prepare,
        ),
        Step(
            "seal", gettext_lazy("Make the sealed files anew"), gettext_lazy("The sealed files are ready."),
            NothingForm, lambda letter, delivery: letter.state == LetterState.CLOSED and delivery is not None, _seal,
        ),
        Step(
            "hand_over", gettext_lazy("The letter has been handed over"), gettext_lazy("The delivery is recorded."),
            HandOverForm, lambda letter, delivery: letter.state == LetterState.CLOSED and delivery is not None,
            _hand_over,
        ),
        Step(
            "answer", gettext_lazy("Record an answer"), gettext_lazy("The answer is recorded."), AnswerForm,
            lambda letter, delivery: letter.state in delivering.HANDED_OVER and delivery is not None, _answer,
        ),
    )
}  # fmt: skip


@require_safe
@keeping
def delivery_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far the letter has come, and the next step."""
    return _show(request, letter_or_404(pk))


@require_POST
@keeping
def take_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Take one step."""
    letter, step = letter_or_404(pk), STEPS.get(name)
    if step is None:
        raise Http404
    delivery = letter.deliveries.last()
    if not step.is_offered(letter, delivery):
        messages.error(request, _("This is no longer possible: the state of the letter is another one."))
        return redirect("letters:delivery", pk)
    form = step.make_form(delivery, request.POST)
    if form.is_valid():
        try:
            step.run(letter, form, request.user)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            journal.write(letter, name, request.user)
            messages.success(request, step.done)
            return redirect("letters:delivery", pk)
    messages.error(request, _("Nothing was done. Look at the form below."))
    return _show(request, letter, {name: form}, status=400)


@require_safe
@keeping
def bundle(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out the sealed files of a delivery."""
    delivery: Delivery = get_object_or_404(Delivery.objects.exclude(bundle=""), pk=pk)
    content = open_sealed(delivery)
    if content is None:
        raise Http404
    headers = {"Cache-Control": "private, no-store"}
    name = f"letter-{delivery.letter_id}-{delivery.delivered_on:%Y-%m-%d}.zip"
    return FileResponse(content, as_attachment=True, filename=name, headers=headers)


def _show(
    request: HttpRequest, letter: Letter, typed: dict[str, forms.Form] | None = None, status: int = 200
) -> HttpResponse:
    deliveries = list(letter.deliveries.select_related("to_organisation", "recorded_by"))
    last = deliveries[-1] if deliveries else None
    steps: list[dict[str, Any]] = [
        {"step": step, "form": (typed or {}).get(name) or step.make_form(last), "is_open": name in (typed or {})}
        for name, step in STEPS.items()
        if step.is_offered(letter, last)
    ]
    context = {
        "letter": letter,
        "waiting": delivering.waiting(letter.pk),
        "deliveries": deliveries,
        "answers": letter.answers.select_related("document"),
        "steps": steps,
        "media": sum((entry["form"].media for entry in steps), forms.Media()),
        "is_signed": letter.state in (LetterState.OPEN, LetterState.PAUSED),
        "is_closed": letter.state == LetterState.CLOSED,
    }
    return render(request, "letters/admin/delivery.html", context, status=status)
