"""Suspicious patterns of a letter; a selection, shown exactly; taking it out of the count, and back."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from cms.core.refusals import add_refusal
from network.letters.enums import Display
from network.letters.letters import Letter
from network.letters.office import patterns
from network.letters.office.doors import keeping
from network.letters.office.forms import BatchForm, SelectionForm
from network.letters.office.invalidating import Selection, invalidate, seal, undo
from network.letters.office.journal import journal
from network.letters.signatures import InvalidationBatch

ROWS_SHOWN = 50


@require_safe
@keeping
def show_patterns(request: HttpRequest, pk: int) -> HttpResponse:
    """Show bursts, mail domains and names that are alike, and the batches of before."""
    letter = _letter(pk)
    context = {
        "letter": letter,
        "bursts": _with_links(patterns.bursts(pk)),
        "domains": _with_links(patterns.domains(pk)),
        "alike": _with_links(patterns.alike(pk)),
        "batches": letter.batches.select_related("made_by", "undone_by"),
        "form": SelectionForm(),
    }
    return render(request, "letters/admin/patterns.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
def selection(request: HttpRequest, pk: int) -> HttpResponse:
    """Show exactly what a selection would touch; a POST with a reason takes that out of the count."""
    letter = _letter(pk)
    if request.method == "POST":
        return _invalidate(request, letter)
    if "selection" in request.GET:
        return _preview(request, letter, _read(pk, request.GET["selection"]))
    form = SelectionForm(request.GET)
    if not form.is_valid():
        return render(request, "letters/admin/selection.html", {"letter": letter, "form": form}, status=400)
    return _preview(request, letter, Selection(pk, **form.cleaned_data))


@require_POST
@keeping
def undo_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a batch back."""
    batch = get_object_or_404(InvalidationBatch.objects.select_related("letter"), pk=pk)
    count = undo(batch_id=pk, by=request.user)
    if count is None:
        messages.info(request, _("This had been undone already."))
    else:
        journal.write(batch.letter, "undo", request.user, batch=pk, count=count)
        words = ngettext("%(count)s signature counts again.", "%(count)s signatures count again.", count)
        messages.success(request, words % {"count": count})
    return redirect("letters:patterns", batch.letter_id)


def _invalidate(request: HttpRequest, letter: Letter) -> HttpResponse:
    form = BatchForm(request.POST)
    chosen = _read(letter.pk, request.POST.get("selection", ""))
    if form.is_valid():
        try:
            batch = invalidate(
                selection=chosen, reason=form.cleaned_data["reason"], previewed=form.cleaned_data["previewed"],
                by=request.user,
            )  # fmt: skip
        except ValidationError as error:
            add_refusal(form, error)
        else:
            journal.write(letter, "invalidate", request.user, batch=batch.pk, count=batch.size)
            words = ngettext("%(count)s signature is invalid.", "%(count)s signatures are invalid.", batch.size)
            messages.success(request, words % {"count": batch.size})
            return redirect("letters:patterns", letter.pk)
    messages.error(request, _("Nothing was done. Look at the form below."))
    return _preview(request, letter, chosen, form, status=400)


def _preview(
    request: HttpRequest, letter: Letter, chosen: Selection, typed: BatchForm | None = None, status: int = 200
) -> HttpResponse:
    numbers = list(chosen.signatures().order_by("pk").values_list("pk", flat=True))
    hidden = {"previewed": seal(numbers), "selection": json.dumps(chosen.as_data())}
    form: Any = typed or BatchForm()
    # Always the seal of what is shown now, not of what was shown before.
    form.initial, form.data = hidden, {**form.data.dict(), **hidden} if typed else {}
    context = {
        "letter": letter,
        "chosen": chosen,
        "count": len(numbers),
        "named": chosen.signatures().filter(display=Display.PUBLIC).count(),
        "rows": chosen.signatures().order_by("pk")[:ROWS_SHOWN],
        "batch_form": form,
    }
    return render(request, "letters/admin/selection.html", context, status=status)


def _read(letter_id: int, written: str) -> Selection:
    try:
        data = json.loads(written)
        return Selection.from_data(letter_id, data if isinstance(data, dict) else {})
    except (ValueError, TypeError, OverflowError) as error:
        raise Http404 from error


def _with_links(found: list[patterns.Pattern]) -> list[tuple[patterns.Pattern, str]]:
    return [(pattern, _address(pattern.selection)) for pattern in found]


def _address(chosen: Selection) -> str:
    query = urlencode({"selection": json.dumps(chosen.as_data())})
    return f"{reverse('letters:selection', args=[chosen.letter_id])}?{query}"


def _letter(pk: int) -> Letter:
    return get_object_or_404(Letter.objects.select_related("version"), pk=pk)
