"""The page of a letter in the admin, and its actions."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from network.letters.letters import Letter
from network.letters.office.actions import ACTIONS
from network.letters.office.doors import keeping, seeing
from network.letters.office.journal import journal
from network.letters.office.overview import details, offers
from network.letters.permissions import user_can_keep_letters
from network.members.forms import add_refusal


def letter_or_404(pk: int) -> Letter:
    """Return a letter with what its page needs."""
    return get_object_or_404(Letter.objects.select_related("version", "tally"), pk=pk)


@require_safe
@seeing
def letter_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the numbers of a letter; to the secretariat also what can be done."""
    return _show(request, letter_or_404(pk))


@require_POST
@keeping
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Do one thing with a letter."""
    letter, action = letter_or_404(pk), ACTIONS.get(name)
    if action is None:
        raise Http404
    if not action.is_offered(letter):
        messages.error(request, _("This is no longer possible: the state of the letter is another one."))
        return redirect("letters:letter", pk)
    form = action.make_form(letter, request.POST)
    if form.is_valid():
        try:
            action.carry_out(letter, form)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            journal.write(letter, name, request.user)
            messages.success(request, action.done)
            return redirect("letters:letter", pk)
    messages.error(request, _("Nothing was done. Look at the form below."))
    return _show(request, letter, {name: form}, status=400)


def _show(
    request: HttpRequest, letter: Letter, typed: dict[str, forms.Form] | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = details(letter)
    if user_can_keep_letters(request.user):
        context |= {"is_keeper": True, "actions": offers(letter, typed or {})}
    return render(request, "letters/admin/letter.html", context, status=status)
