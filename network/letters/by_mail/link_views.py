"""What the links of mails lead to. Opening a link does nothing, however often and by whomever; forms do.

The secret in the address is the authority, so no cookie is needed and none could be misused: a form on another site
does not know the address. That is why these forms carry no token against forged requests, which would need a cookie.
"""

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from cms.core.addresses import absolute
from cms.core.routing import READING, View, by_methods, private, read_only
from network.letters.asked_text import asked_text, letter_context
from network.letters.by_mail.confirming import confirm, not_me, review
from network.letters.by_mail.forms import CodeForm, ConfirmForm
from network.letters.by_mail.links import LinkRefused, find_by_code, find_token, find_token_to_refuse, read_ticket
from network.letters.enums import SignatureKind, SignatureState, TokenPurpose
from network.letters.letters import Letter
from network.letters.readers.share import share_links
from network.letters.signatures import Signature
from network.letters.tokens import Token

NOT_FOUND, GONE = 404, 410


def see(name: str, *args: object) -> HttpResponse:
    """Lead on to a page after a form, so that loading it again sends nothing."""
    return HttpResponseRedirect(reverse(name, args=args), status=303)


def by_link(view: View) -> View:
    """Say why a link does not work, where it does not; let no other site hear of its address."""

    @csrf_exempt
    @by_methods(*READING, "POST")
    @private
    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponseBase:
        try:
            response = view(request, token)
        except LinkRefused as refused:
            response = refused_page(request, refused.code, token)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return answer


def refused_page(request: HttpRequest, reason: str, token: str = "") -> HttpResponse:
    """Say why a link does not work and how to go on."""
    context: dict[str, Any] = {"reason": reason}
    letter = _letter_of(token)
    if letter is not None:
        context |= letter_context(request, letter)
    return render(request, "letters/link_refused.html", context, status=NOT_FOUND if reason == "unknown" else GONE)


def _letter_of(token: str) -> Letter | None:
    try:
        return find_token_to_refuse(token).signature.letter
    except LinkRefused:
        return None


@by_link
def code_page(request: HttpRequest, token: str) -> HttpResponse:
    """Say that a mail is on its way; take the code in it, and then the confirmation. ``token``: the ticket."""
    letter = Letter.objects.published().select_related("version").filter(pk=read_ticket(token)[0]).first()
    if letter is None:
        raise LinkRefused("unknown")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            found = find_by_code(token, form.cleaned_data["code"])
        except LinkRefused as refused:
            if refused.code != "code":
                raise
            form.add_error("code", _("This code does not work. Look at the newest mail and type its six characters."))
        else:
            return _confirmed(request, found, code=form.cleaned_data["code"])
    return render(request, "letters/sent.html", letter_context(request, letter) | {"form": form})


@by_link
def confirm_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is about to be confirmed; confirm it when the form is sent. Pressing twice is fine."""
    return _confirmed(request, find_token(token, TokenPurpose.CONFIRM))


def _confirmed(request: HttpRequest, token: Token, code: str = "") -> HttpResponse:
    """Review, or confirm; by a link or, with ``code``, by the characters of the mail."""
    reviewed = review(token)
    if reviewed is None:
        return _thanks(request, token.signature)
    letter = token.signature.letter
    form = ConfirmForm(
        request.POST if "display" in request.POST else None,
        letter=letter,
        wordings=reviewed.wordings,
        initial={"display": reviewed.given.display, **{f"consent_{name}": True for name in reviewed.given.consents}},
    )
    if form.is_valid():
        signature = confirm(token=token, display=form.cleaned_data["display"], consents=form.consents)
        return _thanks(request, signature) if code else HttpResponseRedirect(request.path, status=303)
    context = letter_context(request, letter)
    context |= {
        "form": form,
        "code": code,
        "given": reviewed.given,
        "text": asked_text(reviewed.version, context["letter_page"]),
        "is_organisation": reviewed.given.kind == SignatureKind.ORGANISATION,
    }
    return render(request, "letters/confirm.html", context)


def _thanks(request: HttpRequest, signature: Signature) -> HttpResponse:
    context = letter_context(request, signature.letter)
    page = context["letter_page"]
    context |= {
        "is_held": signature.state == SignatureState.HELD,
        "signature": signature,
        "share_links": share_links(absolute(page.url), context["letter_title"]) if page else [],
    }
    return render(request, "letters/thanks.html", context)


@by_link
def not_me_page(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether somebody else typed the address; when the form is sent, delete the request and write no more."""
    found = find_token_to_refuse(token)
    if request.method == "POST":
        not_me(token=found)
        return see("letter_done", "not-me")
    context = letter_context(request, found.signature.letter) | {"is_confirmed": bool(found.used_at)}
    return render(request, "letters/not_me.html", context)


@read_only
@private
def done(request: HttpRequest, what: str) -> HttpResponse:
    """Say that something was done of which nothing is left."""
    if what not in ("not-me", "erased"):
        raise Http404
    return render(request, "letters/done.html", {"what": what})
