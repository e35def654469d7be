"""Members and who speaks for them."""

import factory
from factory.django import DjangoModelFactory

from network.members.enums import MandateKind
from network.members.models import Mandate, Membership
from tests.factories.registry import OrganisationFactory, PersonFactory
from tests.factories.users import UserFactory


class MembershipFactory(DjangoModelFactory):
    """A current, public member: an organisation; with ``of_person=True`` a person."""

    organisation = factory.SubFactory(OrganisationFactory)
    joined = "2023"
    contact_email = factory.Sequence(lambda number: f"office{number + 1}@example.org")

    class Meta:
        model = Membership

    class Params:
        of_person = factory.Trait(organisation=None, person=factory.SubFactory(PersonFactory))


class MandateFactory(DjangoModelFactory):
    """A valid primary mandate of a new user for a new member; ``deputy=True`` for a second person."""

    membership = factory.SubFactory(MembershipFactory)
    user = factory.SubFactory(
        UserFactory,
        username=factory.Sequence(lambda number: f"representative{number + 1}"),
        first_name=factory.Sequence(lambda number: f"Representative {number + 1}"),
        password=None,
    )
    granted_by = "The board"

    class Meta:
        model = Mandate

    class Params:
        deputy = factory.Trait(kind=MandateKind.DEPUTY)
