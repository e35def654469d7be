"""Which letters readers may be shown: those whose text they can read."""

from uuid import UUID

from django.http import Http404

from cms.core.visibility import readable
from network.letters.letters import Letter
from network.letters.pages import OpenLetterPage


def public_letter(*, pk: int | None = None, key: UUID | None = None) -> Letter:
    """Return a letter that readers may be shown; 404 for all others, whatever the reason.

    What was signed under a text that went offline goes offline with it; links of mails still reach the signature.
    """
    wanted = {"pk": pk} if key is None else {"translation_key": key}
    letter: Letter | None = Letter.objects.readable().select_related("version", "tally").filter(**wanted).first()
    if letter is None:
        raise Http404
    return letter


def languages_of(letter: Letter) -> set[str]:
    """Return the languages in which readers can read the letter's text: what is made of it says no other one."""
    return set(readable(letter.pages).values_list("locale__language_code", flat=True))


def page_in(letter: Letter, language: str) -> OpenLetterPage | None:
    """Return the letter's public page in a language; the other one's if that is missing. One question."""
    rows = OpenLetterPage.objects.filter(translation_key=letter.translation_key, alias_of=None)
    pages = {page.language: page for page in readable(rows)}
    return pages.get(language) or next(iter(pages.values()), None)
