"""The page behind the link to manage a signature: show or hide the name, news, newest version, withdraw, erase."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from network.letters.asked_text import letter_context
from network.letters.by_mail import managing
from network.letters.by_mail.link_views import by_link, see
from network.letters.by_mail.links import find_token
from network.letters.consents import ConsentText
from network.letters.enums import ConsentPurpose, Display, SignatureKind, SignatureState, TokenPurpose
from network.letters.signatures import Signature


@by_link
def manage_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show a signature to whoever gave it, with what can be done; do it when one of the forms is sent."""
    signature = find_token(token, TokenPurpose.MANAGE).signature
    if request.method != "POST":
        return _page(request, signature)
    deed = request.POST.get("deed", "")
    if deed in DEEDS:
        DEEDS[deed](signature, request)
    if deed == "erase":
        return see("letter_done", "erased")
    return HttpResponseRedirect(f"{request.path}?done={deed if deed in DEEDS else ''}", status=303)


def _show(signature: Signature, request: HttpRequest) -> None:
    """The button stands under the wording of the consent."""
    managing.set_consent(signature_id=signature.pk, purpose=ConsentPurpose.SHOW_NAME, given=True)
    managing.set_display(signature_id=signature.pk, display=Display.PUBLIC)


def _hide(signature: Signature, request: HttpRequest) -> None:
    managing.set_display(signature_id=signature.pk, display=Display.HIDDEN)
    managing.set_consent(signature_id=signature.pk, purpose=ConsentPurpose.SHOW_NAME, given=False)


def _news(signature: Signature, request: HttpRequest) -> None:
    for purpose in _offered(signature):
        managing.set_consent(signature_id=signature.pk, purpose=purpose, given=purpose in request.POST)


def _version(signature: Signature, request: HttpRequest) -> None:
    managing.sign_newest_version(signature_id=signature.pk)


def _withdraw(signature: Signature, request: HttpRequest) -> None:
    managing.withdraw(signature_id=signature.pk)


def _erase(signature: Signature, request: HttpRequest) -> None:
    managing.erase(signature_id=signature.pk)


DEEDS: dict[str, Callable[[Signature, HttpRequest], None]] = {
    "show": _show,
    "hide": _hide,
    "news": _news,
    "version": _version,
    "withdraw": _withdraw,
    "erase": _erase,
}


def _offered(signature: Signature) -> list[str]:
    """Return what kinds of news the letter offers."""
    offers = {
        ConsentPurpose.LETTER_NEWS: signature.letter.offers_letter_news,
        ConsentPurpose.NETWORK_NEWS: signature.letter.offers_network_news,
    }
    return [str(purpose) for purpose, is_offered in offers.items() if is_offered]


def _page(request: HttpRequest, signature: Signature) -> HttpResponse:
    letter = signature.letter
    given = set(signature.consents.filter(withdrawn_at=None).values_list("purpose", flat=True))
    wordings = ConsentText.objects.newest()
    context = letter_context(request, letter) | {
        "signature": signature,
        "is_standing": signature.state in SignatureState.standing(),
        "is_withdrawn": signature.state == SignatureState.WITHDRAWN,
        "is_organisation": signature.kind == SignatureKind.ORGANISATION,
        "is_older": signature.version_id != letter.version_id and letter.is_renewable(),
        "news": [(purpose, wordings[purpose].body, purpose in given) for purpose in _offered(signature)],
        "naming": wordings[ConsentPurpose.SHOW_NAME].body,
        "can_sign": letter.is_signable() and letter.accepts(signature.kind),
        "done": request.GET.get("done", ""),
    }
    return render(request, "letters/manage.html", context)
