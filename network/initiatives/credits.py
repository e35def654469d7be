"""What is said of an initiative's origin: in the text that comes of it, and to the members who are asked about it."""

import re
from uuid import UUID

from django.utils.translation import gettext, override

from network.agreement.beginnings import DraftText, prepares_words
from network.agreement.texts import LANGUAGES
from network.agreement.wording import day
from network.initiatives.models import Initiative
from network.members.enums import Visibility

_BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n")


def paragraphs_of(text: str) -> list[str]:
    """Return the paragraphs of a typed text: an empty line is between two."""
    return [" ".join(part.split()) for part in _BETWEEN_PARAGRAPHS.split(text) if part.strip()]


def is_named(initiative: Initiative) -> bool:
    """Say whether readers may learn from whom it came: the member is public and agreed to be named."""
    return initiative.may_be_shown and initiative.membership.visibility == Visibility.PUBLIC


def credit(initiative: Initiative, language: str) -> str:
    """Return the sentence with which the text ends."""
    with override(language):
        if is_named(initiative):
            words = gettext("This text began with an initiative of a member of the Network: %(member)s.")
            return words % {"member": initiative.membership.name_in(language)}
        return gettext("This text began with an initiative of a member of the Network.")


def draft_text(initiative: Initiative) -> DraftText:
    """Return what the drafts begin with: the initiative's own words, those of the other language where it has none."""
    own = initiative.languages
    texts = {code: initiative.text_in(code if code in own else own[0]) for code in LANGUAGES}
    return DraftText(
        titles={code: initiative.title_in(code if code in own else own[0]) for code in LANGUAGES},
        paragraphs={code: [*paragraphs_of(texts[code]), credit(initiative, code)] for code in LANGUAGES},
        topics=tuple(initiative.topics.all()),
        note=_note(initiative),
    )


def _note(initiative: Initiative) -> str:
    begun = gettext("Begun from initiative %(number)s.") % {"number": initiative.pk}
    missing = [code for code in LANGUAGES if code not in initiative.languages]
    to_translate = {
        "ka": gettext("It came in English alone: translate the Georgian draft."),
        "en": gettext("It came in Georgian alone: translate the English draft."),
    }
    return " ".join([begun, *(to_translate[code] for code in missing)])


def prepared_word(initiative: Initiative) -> str:
    """Return what the members read above the text when they are asked, in both languages; the office can change it."""
    return "\n\n".join(_word(initiative, language) for language in LANGUAGES)


def _word(initiative: Initiative, language: str) -> str:
    with override(language):
        facts = {
            "title": initiative.title,
            "member": initiative.membership.name_in(language),
            "date": day(initiative.brought_at),
        }
        words = gettext("The text began with the initiative “%(title)s”. It was brought by: %(member)s (%(date)s).")
        names = ", ".join(row.membership.name_in(language) for row in initiative.supporters)
        supported = [gettext("Co-sponsored by: %(members)s.") % {"members": names}] if names else []
        return " ".join([words % facts, *supported])


@prepares_words
def word_of_text(translation_key: UUID) -> str:
    """Return what was prepared for the members to read above a text that began with an initiative."""
    found = Initiative.objects.filter(translation_key=translation_key).values_list("word_to_members", flat=True)
    return found.first() or ""
