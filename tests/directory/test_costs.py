"""What the directory asks the database: the same with one member and with fifty."""

import pytest
from django.test import Client

from network.agreement.gate import opened_for_maintenance
from network.directory.readers.borders import REGIONS
from network.members.models import Membership
from projects.models import Participation
from tests import factories
from tests.project.test_query_budgets import FEW, MANY, questions

pytestmark = pytest.mark.django_db
BUDGETS = {"list": 10, "list, filtered": 10, "organisation": 15, "person": 15, "map of the site": 5}


def grow(size: int) -> None:
    """Bring members, their topics and regions, and what the first two did, to this size."""
    for number in range(Membership.objects.count(), size):
        topic, iso = factories.TopicFactory(), list(REGIONS)[number % len(REGIONS)]
        place = factories.PlaceFactory()
        made = factories.MembershipFactory(organisation__place=place, organisation__logo=factories.ImageFactory())
        made.topics.add(topic)
        made.regions.add(factories.RegionFactory(iso=iso))
    first = Membership.objects.filter(person=None).order_by("pk").first()
    person = Membership.objects.exclude(person=None).first() or factories.MembershipFactory(of_person=True)
    for member in (first, person):
        member.topics.set(first.topics.model.objects.all())
        member.regions.set(first.regions.model.objects.filter(kind="region"))
        for _number in range(size):
            factories.NewsPageFactory(voice="member", published_by=member)
    for _number in range(size):
        part = Participation(organisation=first.organisation)
        factories.ProjectPageFactory(participations=[part])
        factories.PublicationPageFactory(parent=factories.SectionPageFactory(), publisher=first.organisation)


def test_lists_and_pages_cost_the_same_whatever_their_length(client: Client) -> None:
    directory = factories.MemberDirectoryPageFactory(slug="tsevrebi", show_in_menus=True)
    factories.translate(directory, title="Members")
    counts = {}
    for size in (FEW, MANY):
        with opened_for_maintenance():
            grow(size)
        first = Membership.objects.filter(person=None).order_by("pk").first()
        person = Membership.objects.exclude(person=None).get()
        addresses = {
            "list": "/ka/tsevrebi/",
            "list, filtered": f"/ka/tsevrebi/?topic={first.topics.first().slug}&kind=organisation&level=grass_root",
            "organisation": f"/ka/members/{first.organisation.slug}/",
            "person": f"/ka/members/person/{person.person.slug}/",
            "map of the site": "/sitemap.xml",
        }
        asked = {name: questions(client, address) for name, address in addresses.items()}
        assert {name: said for name, said in asked.items() if len(said) > BUDGETS[name]} == {}
        counts[size] = {name: len(said) for name, said in asked.items()}
    assert counts[FEW] == counts[MANY]
