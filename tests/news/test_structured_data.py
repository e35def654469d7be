"""News and publications as search engines read them."""

import pytest
from django.test import Client

from cms.core.dates import FuzzyDate
from news.enums import NewsKind
from tests import factories
from tests.core.graph import SITE, graph_of, node

pytestmark = pytest.mark.django_db
NETWORK = {"@id": f"{SITE}/#network"}


@pytest.mark.parametrize("kind", NewsKind)
def test_every_kind_is_an_article(client: Client, kind: NewsKind) -> None:
    page = factories.NewsPageFactory(kind=kind)
    article = node(graph_of(client, page.url), "NewsArticle")
    assert article["headline"] == page.title
    assert article["mainEntityOfPage"] == article["url"] == SITE + page.url
    assert article["articleSection"] == page.get_kind_display()
    assert article["inLanguage"] == "ka"
    special = {"event_report": "ReportageNewsArticle", "joint_statement": "OpinionNewsArticle",
               "member_statement": "OpinionNewsArticle"}  # fmt: skip
    assert article["@type"] == (["NewsArticle", special[kind]] if kind in special else "NewsArticle")


@pytest.mark.parametrize(
    ("date", "shown"), [("2017-10-11", "2017-10-11"), ("2017-10", None), ("XXXX-01-25", None), ("", None)]
)
def test_day_only_if_it_is_known(client: Client, date: str, shown: str | None) -> None:
    page = factories.NewsPageFactory(date=FuzzyDate.parse(date) if date else "")
    assert node(graph_of(client, page.url), "NewsArticle").get("datePublished") == shown


@pytest.mark.parametrize("voice", ["network", "listed", "editorial"])
def test_the_network_speaks(client: Client, voice: str) -> None:
    article = node(graph_of(client, factories.NewsPageFactory(voice=voice).url), "NewsArticle")
    assert article["author"] == article["publisher"] == NETWORK


def test_a_member_speaks(client: Client) -> None:
    organisation = factories.OrganisationFactory(name_ka="წევრი", website="https://member.example")
    member = factories.MembershipFactory(organisation=organisation)
    page = factories.NewsPageFactory(voice="member", published_by=member)
    article = node(graph_of(client, page.url), "NewsArticle")
    assert article["author"] == {"@type": "Organization", "name": "წევრი", "url": "https://member.example"}
    assert article["publisher"] == NETWORK


def test_people_with_role_and_organisation_as_they_were(client: Client) -> None:
    person, employer = (
        factories.PersonFactory(name_ka="ვიის მაასი"),
        factories.OrganisationFactory(name_ka="დაწესებულება"),
    )
    value = {"person": person.pk, "function": "speaker", "role": "თავმჯდომარე", "organisation": employer.pk}
    page = factories.NewsPageFactory(
        people=factories.stream(("person", value), ("person", value | {"organisation": None, "role": ""})),
        hashtags=factories.stream(("hashtag", "#migration")),
        place_line="ჟენევა",
    )
    article = node(graph_of(client, page.url), "NewsArticle")
    assert article["mentions"] == [
        {"@type": "Person", "name": "ვიის მაასი", "jobTitle": "თავმჯდომარე",
         "worksFor": {"@type": "Organization", "name": "დაწესებულება"}},
        {"@type": "Person", "name": "ვიის მაასი"},
    ]  # fmt: skip
    assert article["keywords"] == ["#migration"]
    assert article["locationCreated"] == {"@type": "Place", "name": "ჟენევა"}


def test_publication(client: Client) -> None:
    organisation, person = factories.OrganisationFactory(name_ka="ავტორი"), factories.PersonFactory(name_ka="ადამიანი")
    document = factories.DocumentFactory(title_ka="ანგარიში")
    page = factories.PublicationPageFactory(
        year=2012,
        series="სერია",
        language_of_text="en",
        publisher=organisation,
        authors=factories.stream(
            ("organisation", organisation.pk), ("person", person.pk), ("other", {"name": "სხვა ავტორი"})
        ),
        files=factories.stream(("document", {"document": document.pk, "label": ""})),
    )
    graph = graph_of(client, page.url)
    report = node(graph, "Report")
    assert node(graph, "WebPage")["mainEntity"] == {"@id": report["@id"]}
    assert report["datePublished"] == "2012"
    assert report["inLanguage"] == "en"
    assert [(author["@type"], author["name"]) for author in report["author"]] == [
        ("Organization", "ავტორი"), ("Person", "ადამიანი"), ("Person", "სხვა ავტორი")
    ]  # fmt: skip
    assert report["publisher"]["name"] == "ავტორი"
    assert report["isPartOf"]["name"] == "სერია"
    (file,) = report["encoding"]
    assert file["name"] == "ანგარიში"
    assert file["encodingFormat"] == "application/pdf"
    assert client.get(file["contentUrl"].removeprefix(SITE)).status_code == 200


def test_publication_of_which_little_is_known(client: Client) -> None:
    report = node(graph_of(client, factories.PublicationPageFactory().url), "Report")
    assert set(report) == {"@type", "@id", "url", "name"}


def test_lists_are_called_lists(client: Client) -> None:
    for page in (factories.NewsPageFactory(), factories.ProjectPageFactory(), factories.StandardPageFactory(
        parent=factories.SectionPageFactory())):  # fmt: skip
        assert node(graph_of(client, page.get_parent().specific.url), "CollectionPage")
