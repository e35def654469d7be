"""The page of a letter in the admin, and its actions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from cms.core.office import Typed
from network.letters.letters import Letter
from network.letters.office.actions import ACTIONS
from network.letters.office.doors import keeping, seeing
from network.letters.office.overview import details
from network.letters.permissions import user_can_keep_letters


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
    return ACTIONS.carry_out(request, letter_or_404(pk), name, _show)


def _show(request: HttpRequest, letter: Letter, typed: Typed | None = None, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = details(letter)
    if user_can_keep_letters(request.user):
        context |= {"is_keeper": True, "offers": ACTIONS.offers(letter, typed)}
    return render(request, "letters/admin/letter.html", context, status=status)
