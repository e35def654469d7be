"""The text that somebody is asked to sign, as it is read, and where it stands."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from cms.core.navigation import MenuItem
from network.agreement.content import digest, digest_of
from network.agreement.plain import Passage, readable
from network.letters import wording
from network.letters.letters import UNCONFIRMED_KEPT, Letter, LetterVersion
from network.letters.public import page_in


@dataclass(frozen=True, slots=True)
class AskedText:
    """A letter's text in one language: the page's own blocks, else the words of the version that was kept."""

    language: str
    title: str
    version: LetterVersion
    blocks: Any = None
    passages: list[Passage] = field(default_factory=list)


def asked_text(version: LetterVersion, page: Any) -> AskedText:
    """Return the text of a version in the reader's language, exactly as its fingerprint says."""
    language = get_language() or "ka"
    language = language if language in version.contents else next(iter(version.contents))
    content = version.contents[language]
    title = version.titles.get(language, "")
    if page is not None and page.language == language and digest_of(page) == digest(content):
        return AskedText(language, title, version, blocks=page.body)
    passages = [passage for passage in readable(content) if passage.text != title]
    return AskedText(language, title, version, passages=passages)


def letter_context(request: HttpRequest, letter: Letter) -> dict[str, Any]:
    """Return what every page about signing one letter says: where the letter stands, how long is left."""
    page = page_in(letter, get_language() or "ka")
    now = timezone.now()
    return {
        "letter": letter,
        "letter_page": page,
        # What went offline with its text is not named.
        "letter_title": letter.title if page else "",
        "crumbs": _crumbs(request, page),
        "standing": wording.state(letter, now),
        "days_left": wording.days_left(letter, now) if letter.is_signable(now) else "",
        "unconfirmed_days": UNCONFIRMED_KEPT.days,
    }


def _crumbs(request: HttpRequest, page: Any) -> list[MenuItem]:
    if page is None:
        return []
    above = page.get_parent()
    return [MenuItem(found.title, found.get_url(request), found.path) for found in (above, page)]
