"""Answering by the link in a mail, without signing in. Opening a link does nothing, however often and by whomever.

The signed address is the authority, so no cookie is needed and none could be misused: a form on another site does not
know the address. That is why these forms carry no token against forged requests, which would need a cookie and, with
the referrer kept back, would be refused by Django's check of the origin.
"""

import datetime
from functools import partial, wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from cms.core.routing import View, by_methods, private
from network.agreement.answer_links import AnswerLink, LinkRefused, Refusal, open_link, token_for
from network.agreement.enums import Stance
from network.agreement.models import Answer
from network.portal import drafts
from network.portal.answering import Question, question_page
from network.portal.forms import AnswerForm
from network.portal.views import receipt_context

FORBIDDEN, GONE = 403, 410
ANOTHER_PERSON = "another_person"
# How long a receipt can be read by its link when the answer was the last of all and closed the round.
RECEIPT_SHOWN = datetime.timedelta(hours=1)
STATUS = {Refusal.CLOSED: GONE, Refusal.USED: GONE}


def by_link(view: View, *, closed_too: bool = False) -> View:
    """Give a view what its link stands for; say why a link does not work. No other site hears of the address."""

    @csrf_exempt
    @private
    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponseBase:
        try:
            link = open_link(token, closed_too=closed_too)
        except LinkRefused as refused:
            status = STATUS.get(refused.reason, FORBIDDEN)
            response: HttpResponseBase = refused_page(request, refused.reason, refused.round_id, status)
        else:
            if request.user.is_authenticated and request.user.pk != link.mandate.user_id:
                response = refused_page(request, ANOTHER_PERSON, link.round.pk, FORBIDDEN)
            else:
                response = view(request, link)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return answer


def refused_page(request: HttpRequest, reason: str, round_id: int, status: int) -> HttpResponse:
    """Say why the link does not work and how to go on; what was typed is shown, for copying."""
    context = {"reason": str(reason), "sign_in": sign_in_url(round_id)}
    return render(request, "portal/link_refused.html", context, status=status)


def sign_in_url(round_id: int, membership_id: int = 0) -> str:
    """Return the address of the sign-in that leads on to a round, or to the desk if there is none."""
    following = reverse("desk_answer", args=[round_id]) if round_id else reverse("desk")
    if membership_id:
        following += f"?member={membership_id}"
    return f"{reverse('account_request_login_code')}?{urlencode({'next': following})}"


@by_methods("GET", "HEAD", "POST")
@by_link
def answer_link(request: HttpRequest, link: AnswerLink) -> HttpResponse:
    """Show the text and the answers to whoever has the link; take the answer when the form is sent."""
    question = Question(link.round, link.mandate, link.entry, request.path, by_link=True)
    if request.method != "POST":
        return question_page(request, question)
    form = AnswerForm(request.POST)
    if form.data.get("stance") == Stance.OBJECT:
        return _to_session(request, link, form)
    given = question.send(form) if form.is_valid() else None
    if given is None:
        return question_page(request, question, form)
    return HttpResponseRedirect(reverse("link_receipt", args=[token_for(link.round, link.mandate)]))


def _to_session(request: HttpRequest, link: AnswerLink, form: AnswerForm) -> HttpResponse:
    """Keep an objection until the person has signed in, and show it for copying in case the browser keeps nothing."""
    membership_id = link.mandate.membership_id
    drafts.keep(request, link.round.pk, membership_id, form.typed)
    if request.user.is_authenticated:
        return HttpResponseRedirect(f"{reverse('desk_answer', args=[link.round.pk])}?member={membership_id}")
    context: dict[str, Any] = {"link": link, "form": form, "sign_in": sign_in_url(link.round.pk, membership_id)}
    return render(request, "portal/objection.html", context)


@by_methods("GET", "HEAD")
@partial(by_link, closed_too=True)
def link_receipt(request: HttpRequest, link: AnswerLink) -> HttpResponse:
    """Show the receipt after an answer by link, with a fresh link for changing it; not for long after the deadline."""
    answer = get_object_or_404(Answer.objects.select_related("round_member__round"), pk=link.last_answer)
    context = receipt_context(answer, link.mandate) | {"change_url": reverse("answer_link", args=[link.token])}
    if not context["can_change"] and timezone.now() - answer.given_at > RECEIPT_SHOWN:
        return refused_page(request, Refusal.CLOSED, link.round.pk, GONE)
    return render(request, "portal/receipt.html", context)
