"""The queue of held signatures: who it is, what resembles it, and accept, ask back or refuse; and the refused ones."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import F
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from cms.core.office import NothingForm
from cms.core.refusals import add_refusal
from network.letters.enums import SignatureState
from network.letters.office import checking
from network.letters.office.doors import keeping
from network.letters.office.forms import QuestionForm, ReasonForm
from network.letters.office.journal import journal
from network.letters.office.look_alikes import WHY, domains_of, look_alikes
from network.letters.signatures import Signature
from network.members.letters import private_storage

PER_PAGE = 25
VERDICTS: dict[str, tuple[Any, type[forms.Form], Any]] = {
    "accept": (gettext_lazy("Accept"), NothingForm, gettext_lazy("Accepted. The signature counts.")),
    "ask": (gettext_lazy("Ask a question"), QuestionForm, gettext_lazy("The question is on its way.")),
    "refuse": (
        gettext_lazy("Refuse"), ReasonForm, gettext_lazy("Refused. The signatory is told the reason."),
    ),
    "reopen": (
        gettext_lazy("Delete it, so that it can be signed anew"), NothingForm,
        gettext_lazy("Deleted. Who is really meant can sign now."),
    ),
}  # fmt: skip
# What can be done in which state.
_OFFERED = {SignatureState.HELD: ("accept", "ask", "refuse"), SignatureState.REFUSED: ("reopen",)}
_VERBS: dict[str, Callable[..., bool]] = {
    "accept": checking.accept, "ask": checking.ask, "refuse": checking.refuse,
    "reopen": checking.reopen,
}  # fmt: skip


def held_signatures(letter_id: int | None = None) -> Any:
    """Return held signatures, the oldest first: those that wait for an answer of theirs come last."""
    return _of_letter(SignatureState.HELD, letter_id).order_by(
        F("asked_at").asc(nulls_first=True), "confirmed_at", "pk"
    )


def refused_signatures(letter_id: int | None = None) -> Any:
    """Return refused signatures, the newest first."""
    return _of_letter(SignatureState.REFUSED, letter_id).order_by("-checked_at", "-pk")


def _of_letter(state: str, letter_id: int | None) -> Any:
    found = Signature.objects.filter(state=state).select_related("letter__version")
    return found.filter(letter=letter_id) if letter_id else found


@require_safe
@keeping
def checks(request: HttpRequest) -> HttpResponse:
    """List what waits for a check, or what was refused (``?refused``), of all letters or of one (``?letter=``)."""
    chosen, is_refused = request.GET.get("letter", ""), "refused" in request.GET
    number = int(chosen) if chosen.isdecimal() and len(chosen) < 10 else None
    rows = refused_signatures(number) if is_refused else held_signatures(number)
    context = {
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("p")),
        "chosen": number,
        "is_refused": is_refused,
    }
    return render(request, "letters/admin/checks.html", context)


@require_safe
@keeping
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one signature and what resembles it."""
    return _show(request, _signature(pk))


@require_POST
@keeping
def decide(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Accept, ask back or refuse; then on to the next one that waits for the same letter."""
    if name not in VERDICTS:
        raise Http404
    signature = get_object_or_404(_confirmed(), pk=pk)
    if signature.state in SignatureState.gone():
        return _decided_already(request, signature)
    _heading, form_class, done = VERDICTS[name]
    form = form_class(request.POST, prefix=name)
    if form.is_valid():
        try:
            changed = _VERBS[name](signature_id=pk, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            if not changed:
                return _decided_already(request, signature)
            journal.write(signature.letter, name, request.user, signature=pk)
            messages.success(request, done)
            return _next(signature)
    messages.error(request, _("Nothing was done. Look at the form below."))
    return _show(request, signature, {name: form}, status=400)


@require_safe
@keeping
def logo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show the logo of a held signature, which readers do not see yet."""
    name = get_object_or_404(Signature.objects.exclude(logo=""), pk=pk).logo
    try:
        content = private_storage().open(name)
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(content, content_type="image/png", headers={"Cache-Control": "private, no-store"})


def _signature(pk: int) -> Signature:
    return get_object_or_404(_confirmed().exclude(state__in=SignatureState.gone()), pk=pk)


def _confirmed() -> Any:
    rows = Signature.objects.exclude(state=SignatureState.PENDING)
    return rows.select_related("letter__version", "version", "membership")


def _decided_already(request: HttpRequest, signature: Signature) -> HttpResponse:
    """Say so, also where nothing is left to be shown: the button was pressed twice, or the signatory was faster."""
    messages.info(request, _("Somebody has decided about this signature already."))
    return _next(signature)


def _next(signature: Signature) -> HttpResponse:
    waiting = held_signatures(signature.letter_id).filter(asked_at__isnull=True).exclude(pk=signature.pk).first()
    if waiting is not None:
        return redirect("letters:check", waiting.pk)
    return redirect("letters:checks")


def _show(
    request: HttpRequest, signature: Signature, typed: dict[str, forms.Form] | None = None, status: int = 200
) -> HttpResponse:
    verdicts = [
        {"name": name, "heading": heading, "form": (typed or {}).get(name) or form(prefix=name),
         "is_open": name in (typed or {})}
        for name, (heading, form, _done) in VERDICTS.items()
        if name in _OFFERED.get(SignatureState(signature.state), ())
    ]  # fmt: skip
    context = {
        "signature": signature,
        "is_held": signature.state == SignatureState.HELD,
        "verdicts": verdicts,
        "mail_domain": signature.email.rpartition("@")[2],
        "is_own_domain": bool(domains_of(signature.email)),
        "look_alikes": [(entry, WHY[entry.why]) for entry in look_alikes(signature)],
    }
    return render(request, "letters/admin/check.html", context, status=status)
