"""The list of members: who is on it, its filters, its parts."""

import pytest
from django.test import Client

from network.directory.readers import listing
from network.members.models import Membership
from tests import factories
from tests.factories.pages import stream

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory():
    page = factories.MemberDirectoryPageFactory(slug="tsevrebi")
    factories.translate(page, title="Members", slug="members")
    return page


def names(client: Client, address: str) -> list[str]:
    """Return the names on a list, in their order."""
    context = client.get(address).context
    return [entry.member.name for entry in context["listing"].entries]


def member(name: str, *, topics=(), regions=(), **fields) -> Membership:
    made = factories.MembershipFactory(organisation__name_ka=name, organisation__name_en=f"{name} (en)", **fields)
    made.topics.set(topics)
    made.regions.set(regions)
    return made


def test_members_stand_in_the_alphabetical_order_of_the_language(client: Client, directory) -> None:
    for ka, en in (("ბანი", "Zebra"), ("ანი", "Yard"), ("განი", "Apple")):
        factories.MembershipFactory(organisation__name_ka=ka, organisation__name_en=en)
    factories.MembershipFactory(of_person=True, person__name_ka="დანი", person__name_en="Mole")
    assert names(client, "/ka/tsevrebi/") == ["ანი", "ბანი", "განი", "დანი"]
    assert names(client, "/en/members/") == ["Apple", "Mole", "Yard", "Zebra"]


def test_who_is_not_public_or_has_left_is_nowhere_on_the_list(client: Client, directory) -> None:
    region = factories.RegionFactory(iso="GE-IM", name_ka="იმერეთი")
    topic = factories.TopicFactory(name_ka="საიდუმლო თემა")
    member("ხილული", regions=[region])
    member("დამალული", visibility="members", topics=[topic], regions=[region])
    member("წასული", left="2025", topics=[topic], regions=[region])
    text = client.get("/ka/tsevrebi/").content.decode()
    assert "ხილული" in text
    assert "დამალული" not in text
    assert "წასული" not in text
    # Nor do they show by what they alone work on, or in a count.
    assert "საიდუმლო თემა" not in text
    assert [region.count for region in client.get("/ka/tsevrebi/").context["listing"].regions] == [1]


def test_each_filter_and_all_together(client: Client, directory) -> None:
    labour, asylum = factories.TopicFactory.create_batch(2)
    imereti = factories.RegionFactory(iso="GE-IM")
    member("ა", topics=[labour], regions=[imereti], level="policy")
    member("ბ", topics=[asylum], level="grass_root")
    member("გ", topics=[labour, asylum], regions=[imereti], level="both")
    person = factories.MembershipFactory(of_person=True, person__name_ka="დ", level="policy")
    person.topics.set([labour])
    for query, found in {
        f"topic={labour.slug}": ["ა", "გ", "დ"],
        f"region={imereti.slug}": ["ა", "გ"],
        "kind=person": ["დ"],
        "kind=organisation": ["ა", "ბ", "გ"],
        "level=policy": ["ა", "გ", "დ"],
        "level=grass_root": ["ბ", "გ"],
        f"topic={asylum.slug}&region={imereti.slug}&kind=organisation&level=policy": ["გ"],
        f"topic={asylum.slug}&kind=person": [],
    }.items():
        assert names(client, f"/ka/tsevrebi/?{query}") == found, query


def test_a_value_that_means_nothing_is_ignored_and_said_so(client: Client, directory) -> None:
    member("ა")
    for query in ("topic=nothing", "region=a%00b", "kind=cso", "level=both", "topic=' OR 1=1--", "region=" + "x" * 500):
        response = client.get(f"/ka/tsevrebi/?{query}")
        assert [entry.member.name for entry in response.context["listing"].entries] == ["ა"], query
        assert len(response.context["listing"].ignored) == 1, query


def test_only_what_some_member_has_is_offered_but_every_region(client: Client, directory) -> None:
    factories.TopicFactory(name_ka="უწევრო თემა")
    factories.RegionFactory(iso="GE-GU", name_ka="გურია")
    member("ა", level="policy")
    filters = {filter_.name: filter_ for filter_ in client.get("/ka/tsevrebi/").context["listing"].filters}
    assert {name: [choice.label for choice in found.choices] for name, found in filters.items()} == {
        "topic": [],
        "region": ["გურია"],
        "kind": ["ორგანიზაციები"],
        "level": ["პოლიტიკის დონე"],
    }


def test_a_long_list_comes_in_parts_that_keep_the_filters(
    client: Client, directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PER_PAGE", 2)
    for number in range(5):
        member(f"წევრი {number}", level="policy")
    member("სხვა", level="grass_root")
    text = client.get("/ka/tsevrebi/?level=policy&page=2").content.decode()
    assert names(client, "/ka/tsevrebi/?level=policy&page=2") == ["წევრი 2", "წევრი 3"]
    assert "?level=policy&amp;page=3" in text
    assert names(client, "/ka/tsevrebi/?level=policy&page=99") == ["წევრი 4"]


def test_the_language_link_keeps_the_filters(client: Client, directory) -> None:
    region = factories.RegionFactory(iso="GE-IM")
    member("ა", regions=[region], level="policy")
    text = client.get(f"/ka/tsevrebi/?region={region.slug}&level=policy").content.decode()
    assert f'href="/en/members/?region={region.slug}&amp;level=policy"' in text


def test_a_directory_without_members_says_so(client: Client, directory) -> None:
    response = client.get("/en/members/")
    assert "No member is shown here yet." in response.content.decode()
    assert '<section class="rec year-group where"' not in response.content.decode()


def test_a_page_may_be_related_to_the_directory(client: Client, directory) -> None:
    page = factories.StandardPageFactory(related=stream(("page", directory.pk)))
    assert 'href="/ka/tsevrebi/"' in client.get(page.url).content.decode()
