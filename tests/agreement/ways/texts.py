"""Texts that nobody agreed to, and how to see whether they leaked."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.test import Client
from wagtail.models import Page, Revision

from network.agreement.enums import Voice
from network.agreement.sealing import certify_legacy
from network.letters.models import LetterVersion, OpenLetterPage
from news.models import NewsPage
from tests.factories import NewsPageFactory, OpenLetterPageFactory, stream, translate
from tests.factories.pages import OTHER, as_locale

# Words that stand in no template and no other text; each in the script of its language.
AGREED = {"ka": "შეთანხმებულისიტყვა", "en": "Agreedword"}
SECRET = {"ka": "შეუთანხმებელისიტყვა", "en": "Unagreedword"}
DECISION = "Decided by the members on 3 March 2020."


@dataclass(frozen=True)
class Kind:
    """A type of page that is tried on every way."""

    model: type[Page]
    factory: Any


KINDS = {"news": Kind(NewsPage, NewsPageFactory), "letter": Kind(OpenLetterPage, OpenLetterPageFactory)}
# The type that is tried now; the fixture ``kind`` changes it.
kind = KINDS["news"]


def body(text: str) -> str:
    """Return a text of one paragraph."""
    return stream(("paragraph", f"<p>{text}</p>"))


def draft(language: str = "en", **fields: Any) -> Any:
    """Return a draft in the Network's name that nobody has been asked about, with a revision."""
    fields = {"title": SECRET[language], "lead": SECRET[language], "body": body(SECRET[language]), **fields}
    page = kind.factory(locale=language, voice=Voice.NETWORK, live=False, **fields)
    page.save_revision()
    return fresh(page)


def agreed(language: str = "en", **fields: Any) -> Any:
    """Return a live page whose text is certified, with a revision and a counterpart in the other language."""
    fields = {"title": AGREED[language], "lead": AGREED[language], "body": body(AGREED[language]), **fields}
    page = kind.factory(locale=language, voice=Voice.NETWORK, **fields)
    other = OTHER[language]
    translate(page.get_parent(), title={"ka": "სიახლეები", "en": "News"}[other])
    twin = page.copy_for_translation(as_locale(other))
    twin.title, twin.lead, twin.body, twin.slug = AGREED[other], AGREED[other], body(AGREED[other]), "twin"
    certify_legacy(twin, decision=DECISION)
    twin.save_revision().publish()
    page.save_revision().publish()
    return fresh(page)


def changed(page: Any) -> Revision:
    """Write a draft of a live page with a text that nobody agreed to."""
    newest = page.get_latest_revision_as_object()
    newest.title = newest.lead = SECRET[page.language]
    newest.body = body(SECRET[page.language])
    return newest.save_revision()


def fresh(page: Page) -> Any:
    """Return the page as it stands in the database."""
    return type(page).objects.get(pk=page.pk)


def assert_unread() -> None:
    """Fail if anybody who is not signed in finds an unagreed text: at its address, in the lists, or in the feed."""
    reader = Client(raise_request_exception=False)
    hidden = {code for code, word in SECRET.items() if not kind.model.objects.filter(live=True, title=word).exists()}
    assert hidden == set(SECRET)
    pages = kind.model.objects.filter(Q(title__in=SECRET.values()) | Q(live=True))
    lists = {page.get_parent().specific.url for page in pages}
    versions = [str(version.contents) for version in LetterVersion.objects.all()]
    assert not [word for word in SECRET.values() for text in versions if word in text], "nobody signs such a text"
    for address in [*{page.url for page in pages}, *lists, "/en/feed.xml"]:
        response = reader.get(address)
        assert response.status_code < 500, address
        assert not [word for word in SECRET.values() if word in response.text], address


def assert_kept(word: str, response: Any = None) -> None:
    """Fail if what was typed is neither in a revision nor in the form that is shown again."""
    in_revision = any(word in str(revision.content) for revision in Revision.objects.all())
    assert in_revision or (response is not None and word in response.text), "nothing typed is lost"
