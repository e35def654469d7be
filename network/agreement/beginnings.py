"""Beginning a text for the members: drafts in both languages, made where such texts stand.

What brings a text about (an initiative, an application) is in one room and the page types are in others. A room says
with ``begins`` how its texts begin, and whoever wants one calls ``begin``. Nothing here publishes anything.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page

from network.agreement.enums import Voice
from network.agreement.texts import LANGUAGES


class Beginning(models.TextChoices):
    """What can be begun."""

    STATEMENT = "statement", _("Statement")
    LETTER = "letter", _("Open letter")
    EVENT = "event", _("Event")
    PROJECT = "project", _("Project")
    ANNOUNCEMENT = "announcement", _("Announcement")


@dataclass(frozen=True)
class DraftText:
    """What is known of a text: title, and paragraphs of plain text, by language; a language may be missing.

    ``topics`` and ``places`` are records of the registry that the page names; ``note`` is for the editors alone.
    """

    titles: Mapping[str, str]
    paragraphs: Mapping[str, list[str]]
    topics: tuple[Any, ...] = ()
    places: tuple[Any, ...] = ()
    note: str = ""

    def title(self, language: str) -> str:
        """Return the title in a language; in the other one if there is none, for the editor to translate."""
        return self.titles.get(language) or next(iter(self.titles.values()))

    def body(self, language: str) -> str:
        """Return the paragraphs as a stream of the text's blocks; those of the other language if there are none."""
        words = self.paragraphs.get(language) or next(iter(self.paragraphs.values()), [])
        blocks = (("paragraph", f"<p>{escape(paragraph)}</p>") for paragraph in words)
        return json.dumps([{"type": kind, "value": value, "id": str(uuid4())} for kind, value in blocks])


# Makes the unsaved page of one language.
Maker = Callable[[DraftText, str], Page]
_makers: dict[str, tuple[str, Maker]] = {}
# Gets the key of a text; returns what the members read above it when they are asked, "" if it knows nothing of it.
Preparer = Callable[[UUID], str]
_preparers: list[Preparer] = []


def begins(kind: Beginning, below: str) -> Callable[[Maker], Maker]:
    """Register how a text of a kind begins; ``below`` is the page type ("news.NewsIndexPage") under which it stands."""

    def register(maker: Maker) -> Maker:
        if kind in _makers:
            raise ValueError(f"Texts of the kind “{kind}” begin elsewhere already.")
        _makers[kind] = (below, maker)
        return maker

    return register


def prepares_words(preparer: Preparer) -> Preparer:
    """Register a function that knows what the members are to read above a text that was begun for it."""
    _preparers.append(preparer)
    return preparer


def prepared_words(translation_key: UUID) -> str:
    """Return what was prepared for the members to read above a text."""
    return "\n\n".join(filter(None, (preparer(translation_key) for preparer in _preparers)))


def can_begin(kind: str) -> bool:
    """Say whether a room makes texts of a kind."""
    return kind in _makers


@transaction.atomic
def begin(kind: Beginning, text: DraftText, *, by: Any) -> dict[str, Page]:
    """Make the drafts of a text in both languages, in the Network's name; return them by language.

    Raises ``ValidationError`` if the site has no list in both languages under which such texts stand.
    """
    below, maker = _makers[kind]
    parents = _parents(below)
    key = uuid4()
    return {language: _made(maker(text, language), parents[language], key, text, by) for language in LANGUAGES}


def _made(page: Any, parent: Page, key: UUID, text: DraftText, by: Any) -> Page:
    page.locale, page.translation_key, page.owner = parent.locale, key, by
    page.live, page.has_unpublished_changes = False, True
    page.voice = Voice.NETWORK
    page.internal_note = "\n".join(filter(None, (page.internal_note, text.note)))
    parent.add_child(instance=page)
    for name, records in (("topics", text.topics), ("places", text.places)):
        if records:
            setattr(page, name, list(records))
    page.save_revision(user=by)
    log(instance=page, action="wagtail.create", user=by)
    made: Page = page
    return made


def _parents(below: str) -> dict[str, Page]:
    found: dict[Any, dict[str, Page]] = {}
    pages = Page.objects.filter(alias_of=None).select_related("locale").order_by("pk")
    app, model = below.lower().split(".")
    for page in pages.filter(content_type__app_label=app, content_type__model=model).specific():
        found.setdefault(page.translation_key, {})[page.locale.language_code] = page
    for pages_by_language in found.values():
        if set(pages_by_language) == set(LANGUAGES):
            return pages_by_language
    raise ValidationError(_("The site has no list in both languages for such texts."))
