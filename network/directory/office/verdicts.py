"""Forms of which one is sent: what can be decided about a request, and what happens then."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cms.core.refusals import add_refusal


@dataclass(frozen=True)
class Verdict:
    """One thing that can be done: its button, the form that it needs, and what is said when it is done."""

    heading: Any
    make_form: Callable[..., Any]  # data and prefix
    act: Callable[..., Any]
    done: Any
    is_serious: bool = False


def offered(verdicts: Mapping[str, Verdict], sent: Mapping[str, forms.Form]) -> list[dict[str, Any]]:
    """Return what the page shows of each; the one whose form was refused is open."""
    return [
        {
            "name": name,
            "verdict": verdict,
            "form": sent.get(name) or verdict.make_form(prefix=name),
            "is_open": name in sent,
        }
        for name, verdict in verdicts.items()
    ]


def decide(
    request: HttpRequest, verdicts: Mapping[str, Verdict], name: str, back: tuple[str, int]
) -> tuple[HttpResponse | None, dict[str, forms.Form]]:
    """Do what was sent; return where to go on, or the form with what is wrong in it."""
    if name not in verdicts:
        raise Http404
    verdict = verdicts[name]
    form = verdict.make_form(request.POST, prefix=name)
    if form.is_valid():
        try:
            verdict.act(form)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, verdict.done)
            return redirect(back[0], back[1]), {}
    messages.error(request, _("Nothing was done. Look at the form below."))
    return None, {name: form}
