"""Beginning a letter: drafts in both languages from a pattern or from an earlier letter, with its hours and goal."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import yaml
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page

from network.agreement.enums import Voice
from network.agreement.texts import LANGUAGES
from network.letters.letters import Letter
from network.letters.office.hours import Terms, set_terms
from network.letters.pages import LetterIndexPage, OpenLetterPage

# Texts that members and secretariat can read and mend: network/letters/office/starts/.
PATTERNS = {
    "public_body": _("To a public body"),
    "international_body": _("To an international body or to states"),
    "blank": _("Blank"),
}
_FOLDER = Path(__file__).parent / "starts"
# What a letter inherits from an earlier one; the addressee does if no other is named.
_INHERITED = ("lead", "context", "voice")


@dataclass(frozen=True)
class Beginning:
    """What is typed to begin a letter; titles and addressees by language."""

    titles: dict[str, str]
    addressees: dict[str, str]
    accepts_organisations: bool
    accepts_people: bool
    terms: Terms


def lists_of_letters() -> list[dict[str, LetterIndexPage]]:
    """Return the lists below which a letter can stand, each in both languages."""
    found: dict[Any, dict[str, LetterIndexPage]] = {}
    for page in LetterIndexPage.objects.filter(alias_of=None).select_related("locale").order_by("pk"):
        found.setdefault(page.translation_key, {})[page.locale.language_code] = page
    return [pages for pages in found.values() if set(pages) == set(LANGUAGES)]


def may_begin(user: Any, pages: dict[str, LetterIndexPage]) -> bool:
    """Say whether somebody may add pages below a list, in both languages."""
    return all(page.permissions_for_user(user).can_add_subpage() for page in pages.values())


@transaction.atomic
def begin(*, below: dict[str, LetterIndexPage], pattern: str, beginning: Beginning, by: Any) -> dict[str, Any]:
    """Make the drafts of a letter in both languages; return them by language.

    ``pattern``: a key of ``PATTERNS``, or the number of an earlier letter. Raises ``ValidationError`` by field.
    """
    key = uuid4()
    texts = _of_letter(int(pattern)) if pattern.isdecimal() else _of_pattern(pattern)
    pages = {}
    for language in LANGUAGES:
        parent, text = below[language], dict(texts[language])
        subjects = {name: text.pop(name, ()) for name in ("topics", "places")}
        page = OpenLetterPage(
            title=beginning.titles[language],
            locale=parent.locale,
            translation_key=key,
            live=False,
            has_unpublished_changes=True,
            owner=by,
            accepts_organisations=beginning.accepts_organisations,
            accepts_people=beginning.accepts_people,
            **{"voice": Voice.NETWORK, **text, **_addressee(beginning.addressees[language])},
        )
        parent.add_child(instance=page)
        for name, records in subjects.items():
            setattr(page, name, records)
        page.save_revision(user=by)
        log(instance=page, action="wagtail.create", user=by)
        pages[language] = page
    set_terms(letter=Letter.objects.get(translation_key=key), terms=beginning.terms)
    return pages


@cache
def _patterns(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


def _of_pattern(name: str) -> dict[str, dict[str, Any]]:
    return {language: {"body": _stream(_parts(text))} for language, text in _patterns(name).items()}


def _parts(text: dict[str, Any]) -> list[tuple[str, Any]]:
    parts: list[tuple[str, Any]] = [("salutation", text["salutation"])]
    for entry in text["body"]:
        ((kind, words),) = entry.items()
        parts.append(
            {
                "heading": ("heading", {"text": words, "level": "h2"}),
                "demands": ("numbered_list", {"style": "decimal", "items": words}),
            }.get(kind, (kind, words))
        )
    return [*parts, ("closing", text["closing"])]


def _of_letter(number: int) -> dict[str, dict[str, Any]]:
    letter = Letter.objects.filter(pk=number).first()
    pages: Any = letter.pages if letter else Page.objects.none()
    texts = {}
    for page in (page.get_latest_revision_as_object() for page in pages.specific()):
        texts[page.locale.language_code] = {
            **{name: getattr(page, name) for name in _INHERITED},
            "body": json.dumps(page.body.get_prep_value()),
            "addressees": json.dumps(page.addressees.get_prep_value()),
            "topics": list(page.topics.all()),
            "places": list(page.places.all()),
        }
    if set(texts) != set(LANGUAGES):
        raise ValidationError({"pattern": _("This letter does not exist in both languages.")})
    return texts


def _addressee(words: str) -> dict[str, str]:
    return {"addressees": _stream([("addressee", {"text": words, "organisation": None})])} if words else {}


def _stream(parts: list[tuple[str, Any]]) -> str:
    return json.dumps([{"type": kind, "value": value, "id": str(uuid4())} for kind, value in parts])
