"""What other sites and services read of a letter: its counts as data, a badge, a picture for sharing.

None of it depends on who asks, so everybody may keep it for a few seconds, and any site may show it.
"""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import override

from cms.core.routing import read_only
from network.agreement.texts import LANGUAGES
from network.letters.public import page_in, public_letter
from network.letters.readers import share_image
from network.letters.readers.reading import LetterReading, tally_of

KEPT = "public, max-age=10"
PICTURE_KEPT = "public, max-age=600"


def _for_everybody(response: HttpResponse, kept: str = KEPT) -> HttpResponse:
    response.headers["Cache-Control"] = kept
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@read_only
def count(request: HttpRequest, key: UUID) -> HttpResponse:
    """Answer with the three numbers, and as of when they hold."""
    tally = tally_of(public_letter(key=key))
    counts = {
        "members": tally.all_members,
        "organisations": tally.all_organisations,
        "people": tally.all_people,
        "as_of": tally.counted_at.isoformat(timespec="seconds"),
    }
    return _for_everybody(JsonResponse(counts))


@read_only
def badge(request: HttpRequest, key: UUID) -> HttpResponse:
    """Draw the counts for other sites, in the language that ``lang`` says; Georgian if it says none."""
    language = asked if (asked := request.GET.get("lang", "")) in LANGUAGES else "ka"
    letter = public_letter(key=key)
    page = page_in(letter, language)
    title = page.title if page is not None else ""
    with override(language):
        context = {"title": title, "counts": LetterReading(letter).counts, "language": language}
        return _for_everybody(render(request, "letters/badge.svg", context, content_type="image/svg+xml"))


@read_only
def picture(request: HttpRequest, key: UUID, language: str) -> HttpResponse:
    """Draw the picture that services show beside a shared link."""
    if language not in LANGUAGES:
        raise Http404
    letter = public_letter(key=key)
    page = page_in(letter, language)
    if page is None:
        raise Http404
    with override(language):
        drawn = share_image.picture(page.title, LetterReading(letter, page))
    return _for_everybody(HttpResponse(drawn, content_type="image/png"), PICTURE_KEPT)
