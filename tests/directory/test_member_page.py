"""The page of a member: who has one, what it says, where it is found."""

import json
import re

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from network.members.models import Membership
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory():
    page = factories.MemberDirectoryPageFactory(parent=factories.SectionPageFactory(slug="vin-vart"), slug="tsevrebi")
    factories.translate(page, title="Members", slug="members")
    return page


@pytest.fixture
def member(directory) -> Membership:
    region = factories.RegionFactory(iso="GE-IM", name_ka="იმერეთი", name_en="Imereti")
    topic = factories.TopicFactory(name_ka="შრომა", name_en="Labour")
    made = factories.MembershipFactory(
        organisation__name_ka="ცენტრი",
        organisation__name_en="Centre",
        organisation__acronym="CTR",
        organisation__about_ka="რჩევას აძლევს.",
        organisation__about_en="Gives advice.",
        organisation__slug="centre",
        contact_email="secret@example.org",
    )
    made.topics.add(topic)
    made.regions.add(region)
    return made


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_what_it_says_in_both_languages(client: Client, member: Membership) -> None:
    english = text_of(client, "/en/members/centre/")
    assert re.search(r"<h1>Centre \(CTR\)</h1>", english)
    assert "Gives advice." in english
    assert "Labour" in english
    assert "Imereti" in english
    georgian = text_of(client, "/ka/members/centre/")
    assert "რჩევას აძლევს." in georgian
    assert "იმერეთი" in georgian
    # What leads from one to the other, and to the list above them.
    assert 'hreflang="ka" href="http://testserver/ka/members/centre/"' in english
    assert '<link rel="canonical" href="http://testserver/en/members/centre/">' in english
    assert re.search(r'class="tool tool--lang" href="/ka/members/centre/"', english)
    crumbs = re.search(r'<nav class="crumbs.*?</nav>', georgian, re.S)
    assert crumbs
    assert re.findall(r'href="([^"]+)"', crumbs[0]) == ["/ka/vin-vart/", "/ka/vin-vart/tsevrebi/"]


def test_only_contacts_that_it_chose_to_show(client: Client, member: Membership) -> None:
    text = text_of(client, "/en/members/centre/")
    assert "secret@example.org" not in text
    assert "mailto:" not in re.search(r"<main.*?</main>", text, re.S)[0]
    Membership.objects.update(
        shown_email="open@example.org", shown_phone="+995 32 000 00 00", shown_website="https://www.example.org/us/"
    )
    text = text_of(client, "/en/members/centre/")
    assert "secret@example.org" not in text
    assert 'href="mailto:open@example.org"' in text
    assert 'href="tel:+995320000000"' in text
    assert 'href="https://www.example.org/us/"' in text
    assert ">example.org</a>" in text


@pytest.mark.parametrize(
    "change", [{"visibility": "members"}, {"left": "2026-01"}, {"left": "2026-01", "visibility": "members"}]
)
def test_a_hidden_member_and_one_that_left_have_no_page_and_stand_on_no_map(
    client: Client, member: Membership, change: dict[str, str]
) -> None:
    for name, value in change.items():
        setattr(member, name, value)
    member.save()
    for address in ("/ka/members/centre/", "/en/members/centre/"):
        response = client.get(address)
        assert response.status_code == 404
        assert "Gives advice" not in response.content.decode()
    assert "/members/centre/" not in client.get("/sitemap.xml").content.decode()
    assert 'id="members"' not in client.get("/en/search/?q=Centre").content.decode()


def test_there_is_none_while_the_directory_is_not_public(client: Client, member: Membership, directory) -> None:
    PageViewRestriction.objects.create(page=directory, restriction_type="login")
    assert client.get("/ka/members/centre/").status_code == 404
    assert client.get("/en/members/centre/").status_code == 200
    assert "/ka/members/centre/" not in client.get("/sitemap.xml").content.decode()


def test_an_organisation_and_a_person_of_the_same_short_name(client: Client, member: Membership) -> None:
    factories.MembershipFactory(
        of_person=True, person__name_ka="ცენტრი პირი", person__name_en="Centre person", person__slug="centre"
    )
    assert "Centre person" not in text_of(client, "/en/members/centre/")
    assert "Centre person" in text_of(client, "/en/members/person/centre/")


def test_a_member_that_came_back_has_one_page(client: Client, member: Membership) -> None:
    factories.MembershipFactory(organisation=member.organisation, left="2024", joined="2023")
    assert "Centre" in text_of(client, "/en/members/centre/")
    text = client.get("/sitemap.xml").content.decode()
    assert text.count("<loc>http://testserver/en/members/centre/</loc>") == 1


def test_wrong_addresses(client: Client, member: Membership) -> None:
    for address in ("/en/members/nobody/", "/en/members/person/centre/", "/en/members/centre/more/", "/en/members/"):
        assert client.get(address).status_code == 404, address
    assert client.post("/en/members/centre/").status_code == 405


def test_structured_data(client: Client, member: Membership) -> None:
    Membership.objects.update(shown_email="open@example.org")
    text = text_of(client, "/en/members/centre/")
    graph = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)[1])["@graph"]
    by_type = {node["@type"]: node for node in graph}
    assert by_type["Organization"] == {
        "@type": "Organization",
        "@id": "http://testserver/en/members/centre/#member",
        "name": "Centre",
        "alternateName": ["ცენტრი", "CTR"],
        "description": "Gives advice.",
        "mainEntityOfPage": "http://testserver/en/members/centre/",
        "url": "http://testserver/en/members/centre/",
        "email": "open@example.org",
        "knowsAbout": ["Labour"],
        "areaServed": [{"@type": "AdministrativeArea", "name": "Imereti", "identifier": "GE-IM"}],
        "memberOf": {"@id": "http://testserver/#network"},
    }
    assert by_type["ProfilePage"]["mainEntity"] == {"@id": "http://testserver/en/members/centre/#member"}
    steps = [step["name"] for step in by_type["BreadcrumbList"]["itemListElement"]]
    assert steps[-2:] == ["Members", "Centre (CTR)"]


def test_the_map_of_the_site_has_both_languages(client: Client, member: Membership) -> None:
    factories.MembershipFactory(of_person=True, person__slug="nino")
    text = client.get("/sitemap.xml").content.decode()
    for address in ("members/centre/", "members/person/nino/"):
        for language in ("ka", "en"):
            assert f"<loc>http://testserver/{language}/{address}</loc>" in text
            assert f'hreflang="{language}" href="http://testserver/{language}/{address}"' in text


@pytest.mark.indexed
def test_search_leads_to_it(client: Client, member: Membership) -> None:
    text = text_of(client, "/en/search/?q=Centre")
    assert 'id="members"' in text
    assert 'href="/en/members/centre/"' in text
