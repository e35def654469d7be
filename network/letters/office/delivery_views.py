"""From the end of signing to the answer: what still waits, sealed files, handing over, what was answered."""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from cms.core.office import Action, Actions, Typed, in_state
from network.letters.deliveries import Delivery
from network.letters.enums import LetterState
from network.letters.files.sealed import open_sealed, seal_delivery
from network.letters.letters import Letter
from network.letters.office import delivering
from network.letters.office.actions import NOT_SO
from network.letters.office.doors import keeping
from network.letters.office.forms import AnswerForm, HandOverForm, PrepareForm
from network.letters.office.journal import journal
from network.letters.office.views import letter_or_404


def _is_prepared(letter: Letter) -> bool:
    return letter.state == LetterState.CLOSED and letter.deliveries.exists()


def _is_with_addressee(letter: Letter) -> bool:
    return letter.state in delivering.HANDED_OVER and letter.deliveries.exists()


def _prepared_before(letter: Letter) -> dict[str, Any]:
    delivery = letter.deliveries.last()
    if delivery is None:
        return {}
    return {"initial": {name: getattr(delivery, name) for name in PrepareForm.base_fields}}


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


STEPS = Actions[Letter](
    "letters:delivery",
    "letters:take_step",
    NOT_SO,
    (
        Action(
            "prepare", _("Prepare the delivery"), _("The sealed files are ready."), in_state(LetterState.CLOSED),
            _prepare, PrepareForm,
            _("Readers see nothing of it yet. The files of the letter are made and sealed; hand over exactly these."),
            form_options=_prepared_before,
        ),
        Action("seal", _("Make the sealed files anew"), _("The sealed files are ready."), _is_prepared, _seal),
        Action(
            "hand_over", _("The letter has been handed over"), _("The delivery is recorded."), _is_prepared,
            _hand_over, HandOverForm,
            _("Readers see it at once, signatories who asked for news are told, and nobody is added any more."),
        ),
        Action(
            "answer", _("Record an answer"), _("The answer is recorded."), _is_with_addressee, _answer, AnswerForm,
        ),
    ),
    journal,
)  # fmt: skip


@require_safe
@keeping
def delivery_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far the letter has come, and the next step."""
    return _show(request, letter_or_404(pk))


@require_POST
@keeping
def take_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Take one step."""
    return STEPS.carry_out(request, letter_or_404(pk), name, _show)


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


def _show(request: HttpRequest, letter: Letter, typed: Typed | None = None, status: int = 200) -> HttpResponse:
    steps = STEPS.offers(letter, typed)
    if len(steps) == 1:
        steps = [replace(steps[0], is_open=True)]
    context = {
        "letter": letter,
        "waiting": delivering.waiting(letter.pk),
        "deliveries": letter.deliveries.select_related("to_organisation", "recorded_by"),
        "answers": letter.answers.select_related("document"),
        "offers": steps,
        "media": sum((step.form.media for step in steps), forms.Media()),
        "is_signed": letter.state in (LetterState.OPEN, LetterState.PAUSED),
        "is_closed": letter.state == LetterState.CLOSED,
    }
    return render(request, "letters/admin/delivery.html", context, status=status)
