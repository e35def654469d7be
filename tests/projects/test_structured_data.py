"""Projects as search engines read them."""

import pytest
from django.test import Client

from cms.core.dates import FuzzyDate
from tests import factories
from tests.core.graph import SITE, graph_of, node

pytestmark = pytest.mark.django_db


def test_period_donors_and_partners(client: Client) -> None:
    donor = factories.OrganisationFactory(name_ka="დონორი", website="https://donor.example")
    line = factories.FundingLineFactory(donor=donor, start=FuzzyDate.parse("2018"))
    carrier = factories.FundingLineFactory(role="implemented")
    page = factories.ProjectPageFactory(
        title="მოკლე სახელი",
        official_title="სრული სახელი",
        acronym="IRIS",
        start=FuzzyDate.parse("2017-12"),
        end=FuzzyDate.parse("2021-04"),
        funding=[line, carrier],
        is_ours=True,
    )
    partner = factories.ParticipationFactory(page=page, role="lead")
    graph = graph_of(client, page.url)
    project = node(graph, "Project")
    assert node(graph, "WebPage")["mainEntity"] == {"@id": project["@id"]}
    assert node(graph, "WebPage")["inLanguage"] == "ka"
    assert project["name"] == "სრული სახელი"
    assert project["alternateName"] == ["IRIS", "მოკლე სახელი"]
    assert (project["foundingDate"], project["dissolutionDate"]) == ("2017-12", "2021-04")
    assert project["parentOrganization"] == {"@id": f"{SITE}/#network"}
    assert project["funder"] == [
        {
            "@type": "Role",
            "funder": {"@type": "Organization", "name": "დონორი", "url": "https://donor.example"},
            "startDate": "2018",
            "endDate": "2021-04",
        }
    ]
    (member,) = project["member"]
    assert member["member"]["name"] == str(partner.organisation)
    assert member["roleName"] == partner.get_role_display()


def test_project_of_others_of_which_little_is_known(client: Client) -> None:
    page = factories.ProjectPageFactory(title="სახელი")
    project = node(graph_of(client, page.url), "Project")
    assert set(project) == {"@type", "@id", "url", "name"}
