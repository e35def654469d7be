"""How news items begin that something else brings about: an initiative, or an application to join."""

from network.agreement.beginnings import Beginning, DraftText, begins
from news.enums import NewsKind
from news.models import NewsPage

LIST = "news.NewsIndexPage"


@begins(Beginning.STATEMENT, below=LIST)
def statement(text: DraftText, language: str) -> NewsPage:
    """Make a joint statement; the editor may choose another kind."""
    return NewsPage(title=text.title(language), kind=NewsKind.JOINT_STATEMENT, body=text.body(language))


@begins(Beginning.ANNOUNCEMENT, below=LIST)
def announcement(text: DraftText, language: str) -> NewsPage:
    """Make an announcement."""
    return NewsPage(title=text.title(language), kind=NewsKind.ANNOUNCEMENT, body=text.body(language))
