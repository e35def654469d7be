"""Open letters, and signatures of every kind."""

from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Locale, Page

from cms.core.languages import sort_key
from network.agreement.enums import Voice
from network.agreement.rounds import AgreementRound
from network.letters.enums import Display, SignatureKind, SignatureState
from network.letters.letters import Letter
from network.letters.models import LetterIndexPage, OpenLetterPage, Signature
from tests.factories.agreement import Member, asked_round, fresh, members
from tests.factories.home import SectionPageFactory
from tests.factories.members import MandateFactory
from tests.factories.pages import SitePageFactory, home_page, only_child, stream, translate


class LetterIndexPageFactory(SitePageFactory):
    _names = {"ka": "ღია წერილები", "en": "Open letters"}

    class Meta:
        model = LetterIndexPage

    @classmethod
    def default_parent(cls, locale: Locale) -> Page:
        """Return the first section of the language."""
        return only_child(home_page(locale), SectionPageFactory)


class OpenLetterPageFactory(SitePageFactory):
    """The Georgian text of a letter that organisations and people may sign too."""

    voice = Voice.NETWORK
    lead = "წერილის მოკლე აზრი."
    addressees = stream(("addressee", {"text": "გაეროს წევრი სახელმწიფოები", "organisation": None}))
    body = stream(
        ("salutation", "პატივცემულო წარმომადგენლებო,"),
        ("paragraph", "<p>გთხოვთ, დაიცვათ ყველა მიგრანტი.</p>"),
        ("closing", "პატივისცემით,"),
    )
    accepts_organisations = True
    accepts_people = True

    _names = {"ka": "ღია წერილი", "en": "Open letter"}

    class Meta:
        model = OpenLetterPage

    @classmethod
    def default_parent(cls, locale: Locale) -> Page:
        """Return the list of letters of the language."""
        return only_child(LetterIndexPageFactory.default_parent(locale), LetterIndexPageFactory)


ENGLISH = {
    "title": "Protect every migrant",
    "lead": "What the letter says, in short.",
    "addressees": stream(("addressee", {"text": "The member states of the United Nations", "organisation": None})),
    "body": stream(
        ("salutation", "Ladies and Gentlemen,"),
        ("paragraph", "<p>We ask you to protect every migrant.</p>"),
        ("closing", "Respectfully,"),
    ),
}


def letter_draft(**details: Any) -> Any:
    """Return the Georgian page of a letter with its English counterpart, both complete and not live."""
    page = OpenLetterPageFactory(live=False, **{"title": "დაიცავით ყველა მიგრანტი", **details})
    translate(page, **ENGLISH)
    return fresh(page)


def letter_of(page: Any) -> Letter:
    """Return the letter of a page, or of a round, as the database has it."""
    return Letter.objects.select_related("version").get(translation_key=page.translation_key)


def open_letter(held: list[Member] | None = None, *, name_us: bool = False, **details: Any) -> Letter:
    """Return a letter that the members (two new ones if not said) have agreed to, open for everybody's signature."""
    held = held if held is not None else members(2)
    asked = asked_round(letter_draft(**details))
    for member in held:
        member.answer(asked, name_us=name_us)
    return letter_of(asked)


def page_of(letter: Letter, language: str = "ka") -> Any:
    """Return a letter's page in a language, as the database has it."""
    return OpenLetterPage.objects.get(translation_key=letter.translation_key, locale__language_code=language)


def round_of(letter: Letter) -> AgreementRound:
    """Return the newest round about a letter's text."""
    return AgreementRound.objects.of_text(letter.translation_key).first()


class SignatureFactory(DjangoModelFactory):
    """A person's signature that counts, with its name shown; not yet known to the sequencer."""

    letter = factory.LazyFunction(open_letter)
    version = factory.LazyAttribute(lambda signature: signature.letter.version)
    kind = SignatureKind.PERSON
    state = SignatureState.ACTIVE
    subject_key = factory.Sequence(lambda number: f"subject-{number + 1}")
    name = factory.Sequence(lambda number: f"Signatory {number + 1}")
    email = factory.Sequence(lambda number: f"signatory{number + 1}@example.org")
    display = Display.PUBLIC
    salt = factory.Sequence(lambda number: f"{number + 1:032x}")
    is_counted = False
    confirmed_at = factory.LazyFunction(timezone.now)
    sort_key = factory.LazyAttribute(lambda signature: sort_key(_shown(signature))[:250])
    search_text = factory.LazyAttribute(lambda signature: _shown(signature).casefold()[:600])

    class Meta:
        model = Signature

    class Params:
        hidden = factory.Trait(display=Display.HIDDEN)
        of_organisation = factory.Trait(
            kind=SignatureKind.ORGANISATION,
            organisation_name=factory.Sequence(lambda number: f"Organisation {number + 1}"),
        )
        of_member = factory.Trait(
            kind=SignatureKind.MEMBER,
            mandate=factory.SubFactory(MandateFactory),
            membership=factory.LazyAttribute(lambda signature: signature.mandate.membership),
            user=factory.LazyAttribute(lambda signature: signature.mandate.user),
            subject_key=factory.LazyAttribute(lambda signature: f"member:{signature.membership.pk}"),
            name="",
            email="",
        )


def _shown(signature: Any) -> str:
    if signature.kind == SignatureKind.ORGANISATION:
        return signature.organisation_name
    return signature.name or str(getattr(signature, "membership", None) or "")
