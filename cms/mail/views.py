"""The page /mails/ of a person's own machine: what would have been sent, so that nobody needs a mail server to try."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language

from cms.core.navigation import LANGUAGE_NAMES, LanguageLink, Navigation, other_language
from cms.core.routing import read_only
from cms.mail.written import WrittenMail, written_mails

MOST = 100
# A mail's own styles, no script, and its links open as they do in a mail program.
MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox"


def mails_are_shown() -> bool:
    """Say whether this is a person's own machine, where the page may stand."""
    return bool(settings.SHOW_MAILS and settings.DEMO_ALLOWED)


@read_only
def mails(request: HttpRequest) -> HttpResponse:
    """List the mails that were written, the newest first."""
    return _page(request, "mail/mails.html", {"mails": _written()})


@read_only
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """Show one mail as text, its links to be clicked."""
    return _page(request, "mail/mail.html", {"mail": _find(name)})


@read_only
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """Show the HTML of one mail as it is, under a policy that lets it do nothing."""
    response = HttpResponse(_find(name).html)
    response.headers["Content-Security-Policy"] = MAIL_POLICY
    return _unkept(response)


def _written() -> list[WrittenMail]:
    if not mails_are_shown():
        raise Http404
    return written_mails(Path(settings.EMAIL_FILE_PATH), most=MOST)


def _find(name: str) -> WrittenMail:
    found = next((mail for mail in _written() if mail.name == name), None)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """Answer in the language that ``?language=`` asks for, else in the browser's."""
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE
    other = other_language(language)
    navigation = Navigation(request)
    # The address has no language of its own, so the link to the other asks for it.
    navigation.language_link = LanguageLink(f"{request.path}?language={other}", other, LANGUAGE_NAMES[other], True)
    with translation.override(language):
        response = render(request, template, {**context, "language": language, "navigation": navigation})
    response.headers["Content-Language"] = language
    return _unkept(response)


def _unkept(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_store=True)
    return response
