"""Who signed a letter, what its text was at each time, and the letter for the printer: what anybody may read."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.addresses import absolute, alternates
from cms.core.homes import homes
from cms.core.lists import Choice
from cms.core.navigation import MenuItem, Navigation
from cms.core.routing import read_only
from network.agreement.diff import Change, changes
from network.agreement.plain import Passage, readable
from network.agreement.texts import LANGUAGES
from network.letters.enums import SignatureKind
from network.letters.letters import Letter, LetterVersion
from network.letters.public import page_in, public_letter
from network.letters.readers import drawings, signatories
from network.letters.readers.reading import Count, LetterReading
from network.letters.readers.signatories import Asked, Part

# More than this nobody prints from a browser; the PDF has them all.
MOST_PRINTED = 5000
FOUND_OF_EACH = 20


@read_only
def signatory_list(request: HttpRequest, pk: int) -> HttpResponse:
    """List one kind of signatories by name, or find a name among all kinds.

    Search engines are led to the beginning of the lists of members and organisations only: people allowed their name
    to stand beside the letter, not to be collected from lists.
    """
    context = _surroundings(request, pk, "letter_signatories")
    listing = SignatoryListing(context["letter"], request)
    context["navigation"].canonical_query = f"?kind={listing.kind}" if listing.kind else ""
    return render(request, "letters/signatories.html", context | {"listing": listing})


@read_only
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """List every text of the letter that was public, the newest first."""
    context = _surroundings(request, pk, "letter_versions")
    return render(request, "letters/versions.html", context | {"versions": context["reading"].versions[::-1]})


@read_only
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show one text whole, and what changed from the one before."""
    context = _surroundings(request, pk, "letter_version", number)
    found = context["letter"].versions.filter(number=number).select_related("round").first()
    if found is None:
        raise Http404
    context["crumbs"].append(MenuItem(_("Versions of the letter"), reverse("letter_versions", args=[pk]), ""))
    shown = VersionText(found, context["letter"], context["page_of_text"].language)
    return render(request, "letters/version.html", context | {"version": shown})


@read_only
def print_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the letter with everybody who is named, as it is printed."""
    context = _surroundings(request, pk, "letter_print")
    letter, reading = context["letter"], context["reading"]
    lists = [(count, _all_of(letter, count)) for count in reading.counts]
    more = {"lists": lists, "is_whole": all(len(names) < MOST_PRINTED for _count, names in lists)}
    return render(request, "letters/print.html", context | more)


def _all_of(letter: Letter, count: Count) -> list[Any]:
    if count.kind == SignatureKind.MEMBER:
        return signatories.members(letter, size=MOST_PRINTED).rows
    return signatories.all_named(letter, count.kind, MOST_PRINTED)


def _surroundings(request: HttpRequest, pk: int, name: str, *args: int) -> dict[str, Any]:
    """Return what these pages have in common; 404 for a letter that readers cannot read."""
    letter = public_letter(pk=pk)
    page = page_in(letter, get_language() or "ka")
    if page is None:
        raise Http404
    homes(request)
    return {
        "letter": letter,
        "reading": LetterReading(letter, page),
        "page_of_text": page,
        "crumbs": [_crumb(found) for found in (page.get_parent(), page)],
        "alternates": _addresses(name, pk, *args),
        "navigation": Navigation(request),
        "text_url": absolute(page.get_url() or ""),
    }


def _crumb(page: Page) -> MenuItem:
    return MenuItem(page.title, page.get_url() or "", page.path)


def _addresses(name: str, *args: int) -> list[tuple[str, str]]:
    paths = {}
    for language in LANGUAGES:
        with override(language):
            paths[language] = reverse(name, args=args)
    return alternates(paths, is_home=False)


class SignatoryListing:
    """What the list shows for one address: one kind in parts, or what was found in every kind."""

    def __init__(self, letter: Letter, request: HttpRequest) -> None:
        self.letter = letter
        self.query = " ".join(request.GET.get("q", "")[: signatories.LONGEST_SEARCH].replace("\0", "").split())
        self.kind = kind if (kind := request.GET.get("kind", "")) in SignatureKind.values else ""
        after, before = (signatories.number_of(request.GET.get(name, "")) for name in ("after", "before"))
        words = signatories.words_of(self.query)
        self.asked = Asked(words, after, before) if self.kind else Asked(words)

    @property
    def is_for_search_engines(self) -> bool:
        """Whether search engines may keep this list."""
        return self.kind in (SignatureKind.MEMBER, SignatureKind.ORGANISATION) and self.asked.is_first

    @cached_property
    def counts(self) -> list[Count]:
        """The numbers by kind."""
        return LetterReading(self.letter).counts

    @property
    def kinds(self) -> list[Choice]:
        """The lists that there are."""
        return [Choice(count.kind, count.heading, count.kind == self.kind) for count in self.counts]

    @cached_property
    def parts(self) -> list[tuple[Count, Part]]:
        """The names of each kind that is shown; a fixed number of questions."""
        wanted = [count for count in self.counts if self.kind in ("", count.kind)]
        size = signatories.PER_PAGE if self.kind else FOUND_OF_EACH
        return [(count, self._part(count.kind, size)) for count in wanted]

    def _part(self, kind: str, size: int) -> Part:
        if kind == SignatureKind.MEMBER:
            return signatories.members(self.letter, self.asked, size)
        return signatories.names(self.letter, kind, self.asked, size)

    @property
    def mark(self) -> str:
        """What the marks of the members shown have in common; nothing where none is shown."""
        return drawings.mark_lines(
            sum(len(part.rows) for count, part in self.parts if count.kind == SignatureKind.MEMBER)
        )

    @property
    def is_empty(self) -> bool:
        """Whether no name is found."""
        return not any(part.rows for _count, part in self.parts)

    @property
    def query_string(self) -> str:
        """What is looked for as it stands in an address."""
        return urlencode({"q": self.query}) if self.query else ""


class VersionText:
    """The letter's text as it was public from a day on, in a language in which the letter can be read today."""

    def __init__(self, version: LetterVersion, letter: Letter, language: str) -> None:
        self.version = version
        self.letter = letter
        self.language = language

    @property
    def title(self) -> str:
        """The title of this text."""
        return str(self.version.titles[self.language])

    @property
    def is_today(self) -> bool:
        """Whether it is the text that is signed now."""
        return self.version.pk == self.letter.version_id

    @property
    def lead(self) -> str:
        """What the text says, in short."""
        return str(self.version.contents[self.language].get("fields", {}).get("lead") or "")

    @property
    def passages(self) -> list[Passage]:
        """The text without its title and lead."""
        found = readable(self.version.contents[self.language])
        return [passage for passage in found if passage.kind not in ("title", "lead")]

    @cached_property
    def before(self) -> LetterVersion | None:
        """The text before it."""
        return self.letter.versions.filter(number__lt=self.version.number).order_by("-number").first()

    @property
    def changes(self) -> list[Change]:
        """What changed from the text before."""
        if self.before is None:
            return []
        return changes(self.before.contents[self.language], self.version.contents[self.language])
