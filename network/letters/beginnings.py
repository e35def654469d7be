"""How open letters begin that a member brings."""

from network.agreement.beginnings import Beginning, DraftText, begins
from network.letters.pages import OpenLetterPage


@begins(Beginning.LETTER, below="letters.LetterIndexPage")
def letter(text: DraftText, language: str) -> OpenLetterPage:
    """Make a letter; addressees, greeting and hours are for the editor to add."""
    return OpenLetterPage(title=text.title(language), body=text.body(language))
