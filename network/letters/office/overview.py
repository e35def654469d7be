"""What the page of a letter shows in the admin: numbers for everybody, the secretariat's work beside them."""

import json
import re
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from network.agreement.rounds import AgreementRound
from network.agreement.texts import newest_texts
from network.letters import wording
from network.letters.enums import LetterState, SignatureKind
from network.letters.letters import Letter
from network.letters.office.delivering import waiting
from network.letters.office.journal import journal
from network.letters.readers.reading import tally_of
from network.letters.readers.share import badge_code

# A link of an editor's text has its address in quotation marks, and lists of blocks hold no letter after a bracket.
_OPEN_PLACE = re.compile(r"\[[^\W\d_][^\[\]{}\"]{1,300}\]")


@dataclass(frozen=True)
class Row:
    """Signatures of one kind: all, and those among them that are not named."""

    label: str
    count: int
    hidden: int
    accepted: bool


def numbers(letter: Letter) -> list[Row]:
    """Return the counts of the three kinds, never added up."""
    tally = tally_of(letter)
    counts = {
        SignatureKind.MEMBER: (tally.all_members, tally.hidden_members),
        SignatureKind.ORGANISATION: (tally.all_organisations, tally.hidden_organisations),
        SignatureKind.PERSON: (tally.all_people, tally.hidden_people),
    }
    return [Row(str(kind.label), *found, letter.accepts(kind)) for kind, found in counts.items()]


def details(letter: Letter) -> dict[str, Any]:
    """Return what everybody sees who may see letters. The same number of questions at every size."""
    pages = list(Page.objects.filter(translation_key=letter.translation_key, alias_of=None).select_related("locale"))
    pages.sort(key=lambda page: page.locale.language_code != "ka")
    now = timezone.now()
    return {
        "letter": letter,
        "title": letter.title if letter.version else next((page.draft_title for page in pages), "–"),
        "pages": pages,
        "round": AgreementRound.objects.of_text(letter.translation_key).first(),
        "rows": numbers(letter),
        "tally": tally_of(letter),
        "waiting": waiting(letter.pk, now),
        "left": wording.days_left(letter, now) if letter.is_signable(now) else "",
        "is_public": letter.state != LetterState.DRAFT,
        "is_over": letter.state in (LetterState.CLOSED, *LetterState.delivered(), LetterState.ARCHIVED),
        "open_places": open_places(letter),
        "badges": badges(letter, pages),
        "entries": journal.entries(letter),
    }


def badges(letter: Letter, pages: list[Page]) -> list[tuple[str, str]]:
    """Return for each language the lines by which other sites show the counts; none as long as nobody can read it."""
    if not Letter.objects.readable().filter(pk=letter.pk).exists():
        return []
    return [(page.locale.language_code, badge_code(letter, page)) for page in pages if page.live]


def open_places(letter: Letter) -> list[str]:
    """Return what a pattern has left for the writers in the newest drafts: words in square brackets."""
    if letter.state != LetterState.DRAFT:
        return []
    drafts = newest_texts(letter.translation_key).values()
    written = (json.dumps(draft.body.get_prep_value(), ensure_ascii=False) for draft in drafts)
    return [place for text in written for place in _OPEN_PLACE.findall(text)]
