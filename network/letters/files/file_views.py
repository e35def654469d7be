"""Files of a letter for anybody: PDF, bundle, CSV and JSON. Nobody who has taken a name back stands in any of them."""

from collections.abc import Callable, Iterable

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from cms.core.routing import read_only
from network.agreement.texts import LANGUAGES
from network.letters.files import exports, sealed, tables
from network.letters.files.exports import Export, ExportFailed, NotReady
from network.letters.letters import Letter
from network.letters.public import languages_of, page_in, public_letter

# No cache hands a file out without asking here, and no search engine keeps a copy: names may be taken back.
HEADERS = {"Cache-Control": "no-cache", "X-Robots-Tag": "noindex, noarchive"}
TYPES = {
    "pdf": "application/pdf",
    "zip": "application/zip",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
}


@read_only
def letter_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out the letter with its signatories in the language of the address."""
    language = get_language() or "ka"
    letter = _letter_in(pk, language)
    return _made(request, letter, lambda: exports.pdf_file(letter.pk, language), f"{language}.pdf")


@read_only
def letter_bundle(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out everything that is public about the letter in one archive: what was delivered, or what is true now."""
    letter = _letter_in(pk, *LANGUAGES)
    file = sealed.sealed_file(letter)
    if file is not None:
        return _file(Export(file, sealed.ARCHIVE), _name(letter, "delivered.zip"))
    return _made(request, letter, lambda: exports.bundle_file(letter.pk), "zip")


@read_only
def letter_csv(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Write the public signatures as a table for spreadsheets."""
    letter, language = public_letter(pk=pk), get_language() or "ka"
    lines = tables.csv_lines(tables.streamed(letter, language))
    return _streamed(lines, _name(letter, f"{language}.csv"))


@read_only
def letter_json(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Write the public signatures as data for programs."""
    letter, language = public_letter(pk=pk), get_language() or "ka"
    pieces = tables.json_pieces(tables.streamed(letter, language))
    return _streamed(pieces, _name(letter, f"{language}.json"))


def _letter_in(pk: int, *languages: str) -> Letter:
    """Return a letter that can be read in each of these languages: no file holds a text that went offline."""
    letter = public_letter(pk=pk)
    if not languages_of(letter).issuperset(languages):
        raise Http404
    return letter


def _made(request: HttpRequest, letter: Letter, get: Callable[[], Export], ending: str) -> HttpResponseBase:
    try:
        return _file(get(), _name(letter, ending))
    except NotReady as error:
        return _later(request, letter, again_in=error.again_in, is_failure=False)
    except ExportFailed:
        return _later(request, letter, again_in=10 * exports.AGAIN_IN, is_failure=True)


def _later(request: HttpRequest, letter: Letter, *, again_in: int, is_failure: bool) -> HttpResponse:
    """Say in words when to come again, and where the list can be read meanwhile."""
    page = page_in(letter, get_language() or "ka")
    context = {"letter": letter, "page_of_text": page, "is_failure": is_failure, "minutes": max(again_in // 60, 1)}
    response = render(request, "letters/file_later.html", context, status=503)
    response["Retry-After"], response["Cache-Control"] = str(again_in), "no-store"
    return response


def _file(export: Export, name: str) -> FileResponse:
    return FileResponse(export.file, filename=name, content_type=TYPES[name.rpartition(".")[2]], headers=HEADERS)


def _streamed(pieces: Iterable[str], name: str) -> StreamingHttpResponse:
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(pieces, content_type=TYPES[name.rpartition(".")[2]], headers=headers)


def _name(letter: Letter, ending: str) -> str:
    """Return what the reader's computer calls the file: the letter's number and the day."""
    stem = f"letter-{letter.pk}-{timezone.localdate():%Y-%m-%d}"
    return f"{stem}.{ending}" if "." not in ending else f"{stem}-{ending}"
