"""Objects for tests, one module a room.

Pages: ``NewsPageFactory()`` is a live Georgian page below the news list of the Georgian front page; what stands
above it is made when it is missing. ``locale=`` takes a ``Locale`` or "ka"/"en", ``parent=`` any page.
``translate(page, title="...")`` makes the counterpart in the other language. ``stream(("paragraph", "<p>…</p>"))``
writes a StreamField with block ids.
"""

from tests.factories.directory import MemberDirectoryPageFactory, RegionFactory
from tests.factories.events import EventIndexPageFactory, EventPageFactory
from tests.factories.home import AboutPageFactory, HomePageFactory, SectionPageFactory, StandardPageFactory
from tests.factories.initiatives import CoSponsorFactory, InitiativeFactory
from tests.factories.letters import LetterIndexPageFactory, OpenLetterPageFactory, SignatureFactory
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.members import MandateFactory, MembershipFactory
from tests.factories.news import NewsIndexPageFactory, NewsPageFactory, PublicationPageFactory
from tests.factories.pages import home_page, stream, translate
from tests.factories.projects import (
    FundingLineFactory,
    ParticipationFactory,
    ProgrammeFactory,
    ProjectIndexPageFactory,
    ProjectPageFactory,
)
from tests.factories.registry import OrganisationFactory, PersonFactory, PlaceFactory, TopicFactory
from tests.factories.search import GlossaryEntryFactory
from tests.factories.users import UserFactory

__all__ = [
    "AboutPageFactory",
    "CoSponsorFactory",
    "DocumentFactory",
    "EventIndexPageFactory",
    "EventPageFactory",
    "FundingLineFactory",
    "GlossaryEntryFactory",
    "HomePageFactory",
    "ImageFactory",
    "InitiativeFactory",
    "LetterIndexPageFactory",
    "MandateFactory",
    "MemberDirectoryPageFactory",
    "MembershipFactory",
    "NewsIndexPageFactory",
    "NewsPageFactory",
    "OpenLetterPageFactory",
    "OrganisationFactory",
    "ParticipationFactory",
    "PersonFactory",
    "PlaceFactory",
    "ProgrammeFactory",
    "ProjectIndexPageFactory",
    "ProjectPageFactory",
    "PublicationPageFactory",
    "RegionFactory",
    "SectionPageFactory",
    "SignatureFactory",
    "StandardPageFactory",
    "TopicFactory",
    "UserFactory",
    "home_page",
    "stream",
    "translate",
]
