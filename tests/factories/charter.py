"""The charter."""

from typing import Any

from wagtail.models import Locale, Page

from network.agreement.enums import Voice
from network.agreement.rounds import AgreementRound
from network.charter.models import CharterPage
from tests.factories.agreement import Member, asked_round, fresh, members
from tests.factories.home import SectionPageFactory
from tests.factories.pages import SitePageFactory, home_page, only_child, stream, translate


class CharterPageFactory(SitePageFactory):
    """A charter in the Network's name with one value and one rule."""

    voice = Voice.NETWORK
    lead = "მოკლე აზრი."
    preamble = "ვწერთ, რას ვაფასებთ."
    values = stream(("value", {"name": "გამჭვირვალობა", "meaning": "ვწერთ, რა გადაწყდა."}))
    rules = stream(("rule", {"name": "თანაბრად", "text": "ყველა თანაბრად.", "kept_by": "ერთი ვადა.", "page": None}))

    _names = {"ka": "ქარტია", "en": "Charter"}

    class Meta:
        model = CharterPage

    @classmethod
    def default_parent(cls, locale: Locale) -> Page:
        """Return the first section of the language."""
        return only_child(home_page(locale), SectionPageFactory)


ENGLISH = {
    "title": "Values charter",
    "lead": "A short thought.",
    "preamble": "We set down what we value.",
    "values": stream(("value", {"name": "Transparency", "meaning": "We write down what was decided."})),
    "rules": stream(("rule", {"name": "Equally", "text": "All equally.", "kept_by": "One deadline.", "page": None})),
}


def charter_draft(**details: Any) -> Any:
    """Return a Georgian charter with its English counterpart, both complete and not live."""
    page = CharterPageFactory(live=False, title="ღირებულებათა ქარტია", **details)
    translate(page, **ENGLISH)
    return fresh(page)


def agreed(page: Any = None, held: list[Member] | None = None, **answers: Any) -> AgreementRound:
    """Ask the members that there are (two new ones if not said) about a charter; all agree, and it is public."""
    held = held if held is not None else members(2)
    asked = asked_round(page or charter_draft())
    for member in held:
        member.answer(asked, **answers)
    return fresh(asked)


def in_english(asked: AgreementRound) -> Any:
    """Return the English page of a round's charter, as the database has it."""
    return CharterPage.objects.get(translation_key=asked.translation_key, locale__language_code="en")


def in_georgian(asked: AgreementRound) -> Any:
    """Return the Georgian page of a round's charter, as the database has it."""
    return CharterPage.objects.get(translation_key=asked.translation_key, locale__language_code="ka")


def next_version(asked: AgreementRound, held: list[Member], *, version: int = 2) -> AgreementRound:
    """Change the preamble in both languages, and let the members agree to it."""
    for page, preamble in (
        (in_georgian(asked), "ვწერთ, რას ვაფასებთ ერთად."),
        (in_english(asked), "We set down what we value together."),
    ):
        draft = page.get_latest_revision_as_object()
        draft.version, draft.preamble = version, preamble
        draft.save_revision()
    return agreed(in_georgian(asked), held)
