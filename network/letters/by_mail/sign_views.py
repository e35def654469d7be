"""Signing by mail: the form, and the page that says to look into the mailbox, where the code works too.

Whatever the address, whether new, waiting, signed or refusing our mails, the answer is the same: nobody finds out here
who has signed.
"""

import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.core.routing import by_methods, private
from network.letters.asked_text import asked_text, letter_context
from network.letters.by_mail.forms import SignForm
from network.letters.by_mail.logos import keep_logo, remove_logo
from network.letters.by_mail.signing import Given, LetterClosed, TooMany, request_signature
from network.letters.enums import LetterState, SignatureKind
from network.letters.letters import Letter, LetterVersion

CONFLICT, TOO_MANY = 409, 429


@by_methods("GET", "HEAD", "POST")
@private
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the text and the form; take what was filled in, and send a mail. Only that mail's link makes a signature.

    A text that readers cannot read is shown here neither; what was typed under it before comes back.
    """
    # Both texts of a version are long, and read only where the form is shown.
    letters = Letter.objects.published().with_readability().select_related("version").defer("version__contents")
    letter = get_object_or_404(letters, pk=pk)
    if request.method == "POST" and request.POST.get("who") == SignatureKind.MEMBER:
        return HttpResponseRedirect(reverse("desk_letter", args=[letter.pk]))
    form = _form(request, letter)
    version = letter.version
    if not (letter.can_be_read or form.is_bound):
        raise Http404
    if version is None or not (letter.can_be_read and takes_mail(letter)):
        return _not_open(request, letter, form)
    version.letter = letter  # it is at hand
    if not form.is_bound:
        return _page(request, version, form)
    if form.data.get("fingerprint") != version.fingerprint:
        return _page(request, version, form, text_changed=True)
    return _requested(request, version, form) if form.is_valid() else _page(request, version, form)


def takes_mail(letter: Letter) -> bool:
    """Say whether anybody can sign the letter by mail now."""
    return letter.is_signable() and (letter.accepts_people or letter.accepts_organisations)


def _form(request: HttpRequest, letter: Letter) -> SignForm:
    if request.method == "POST":
        return SignForm(request.POST, request.FILES, letter=letter)
    who = request.GET.get("who", "")
    return SignForm(letter=letter, initial={"who": who} if who in SignatureKind.values else {})


def _requested(request: HttpRequest, version: LetterVersion, form: SignForm) -> HttpResponse:
    letter = version.letter
    data = form.cleaned_data
    logo = keep_logo(data["logo"]) if data["logo"] else ""
    given = Given(
        kind=data["who"],
        **{name: data[name] for name in ("email", "name", "role", "organisation_name", "identification_code")},
        **{name: data[name] for name in ("website", "place", "display")},
        logo=logo,
        language=get_language() or "ka",
        consents=form.consents,
    )
    network = get_adapter(request).get_client_ip(request)
    try:
        ticket = request_signature(
            letter=letter, given=given, network=network, held_for=form.held_for, texts=form.texts
        )
    except LetterClosed:
        remove_logo(logo)
        letter.refresh_from_db()
        return _not_open(request, letter, form)
    except ValidationError as error:  # nothing that the form lets pass, but nothing typed is to be lost
        remove_logo(logo)
        form.add_error(None, error)
        return _page(request, version, form)
    except TooMany as refused:
        remove_logo(logo)
        return _too_many(request, letter, form, refused.retry_after)
    return HttpResponseRedirect(reverse("letter_code", args=[ticket]), status=303)


def _page(request: HttpRequest, version: LetterVersion, form: SignForm, *, text_changed: bool = False) -> HttpResponse:
    context = letter_context(request, version.letter)
    context |= {
        "form": form,
        "text": asked_text(version, context["letter_page"]),
        "text_changed": text_changed,
        "is_organisation": form["who"].value() == SignatureKind.ORGANISATION,
    }
    return render(request, "letters/sign.html", context, status=CONFLICT if text_changed else 200)


def _not_open(request: HttpRequest, letter: Letter, form: SignForm) -> HttpResponse:
    context = letter_context(request, letter)
    context |= {"reason": why_not(letter), "form": form if form.is_bound else None}
    if context["letter_page"] is None:  # offline or private, whatever else is true of it
        context |= {"reason": "paused", "standing": _("Signing is paused")}
    return render(request, "letters/not_open.html", context, status=CONFLICT if form.is_bound else 200)


def _too_many(request: HttpRequest, letter: Letter, form: SignForm, seconds: int) -> HttpResponse:
    context: dict[str, Any] = letter_context(request, letter)
    context |= {"form": form, "again_at": timezone.now() + datetime.timedelta(seconds=seconds)}
    response = render(request, "letters/too_many.html", context, status=TOO_MANY)
    response.headers["Retry-After"] = str(seconds)
    return response


def why_not(letter: Letter) -> str:
    """Say why nobody can sign a letter by mail now: "future", "paused", "retracted", "members" or "over"."""
    if letter.is_signable():
        return "members"
    if letter.state == LetterState.OPEN and letter.opens_at and letter.opens_at > timezone.now():
        return "future"
    return {LetterState.PAUSED: "paused", LetterState.RETRACTED: "retracted"}.get(LetterState(letter.state), "over")
