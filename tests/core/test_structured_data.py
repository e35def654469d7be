"""What search engines read in a page: valid JSON that cannot break out of its element, for pages of the tree alone."""

import json
from typing import Any

import pytest
from django.test import Client
from django.utils.html import format_html
from hypothesis import given
from hypothesis import strategies as st

from cms.core.dates import FuzzyDate
from cms.core.models import SiteSettings
from cms.core.structured_data import breadcrumbs, compact, exact_day, known_part
from cms.core.templatetags.machines import ScriptData
from tests import factories
from tests.core.graph import SITE, graph_of, node

pytestmark = pytest.mark.django_db


@given(
    st.recursive(
        st.text() | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_json_stays_inside_its_element(value: Any) -> None:
    markup = format_html('<script type="application/ld+json">{}</script>', ScriptData(value))
    inside = markup.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set(inside) & set("<>&\u2028\u2029")
    assert json.loads(inside) == value


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--", "]]>", "&quot;", '"', "\\u003c", "„ა“"])
def test_a_title_cannot_end_the_script(client: Client, text: str) -> None:
    page = factories.StandardPageFactory(title=text, lead=text, slug="text")
    assert node(graph_of(client, page.url), "WebPage")["name"] == text


def test_front_page_names_site_and_network(client: Client) -> None:
    settings = SiteSettings.load()
    settings.name_ka, settings.name_en, settings.email = "ქსელი", "Network", "info@example.org"
    settings.save()
    graph = graph_of(client, "/en/")
    assert node(graph, "NGO") | {"logo": ""} == {
        "@type": "NGO", "@id": f"{SITE}/#network", "name": "Network", "alternateName": ["ქსელი"], "url": f"{SITE}/",
        "email": "info@example.org", "logo": "",
        "areaServed": {"@type": "Country", "name": "Georgia", "identifier": "GE"},
    }  # fmt: skip
    assert client.get(node(graph, "NGO")["logo"].removeprefix(SITE)).status_code == 200
    assert node(graph, "WebSite")["inLanguage"] == ["ka", "en"]
    assert node(graph, "WebPage")["inLanguage"] == "en"
    assert not [entry for entry in graph if entry["@type"] == "BreadcrumbList"]


def test_way_to_a_page(client: Client) -> None:
    section = factories.SectionPageFactory(title="განყოფილება", menu_label="მოკლედ")
    page = factories.StandardPageFactory(parent=section, title="ტექსტი")
    way = node(graph_of(client, page.url), "BreadcrumbList")["itemListElement"]
    assert [(step["position"], step["item"]) for step in way] == [
        (1, f"{SITE}/ka/"), (2, SITE + section.url), (3, SITE + page.url)
    ]  # fmt: skip
    assert [step["name"] for step in way][1:] == ["მოკლედ", "ტექსტი"]


@pytest.mark.parametrize("address", ["/ka/search/?q=a", "/ka/net/", "/en/untranslated/{}/"])
def test_nothing_where_there_is_no_page(client: Client, address: str) -> None:
    page = factories.StandardPageFactory()
    assert "ld+json" not in client.get(address.format(page.pk)).content.decode()


def test_page_of_any_type(client: Client) -> None:
    page = factories.StandardPageFactory(lead="ორი სიტყვა")
    found = node(graph_of(client, page.url), "WebPage")
    assert found["url"] == found["@id"] == SITE + page.url
    assert found["description"] == "ორი სიტყვა"
    assert found["inLanguage"] == "ka"
    assert found["publisher"] == {"@id": f"{SITE}/#network"}
    assert found["dateModified"].startswith("20")


def test_about_page(client: Client) -> None:
    line = factories.FundingLineFactory()
    factories.FundingLineFactory(role="implemented")
    page = factories.AboutPageFactory(founded=FuzzyDate.parse("2017-12"), mission_lead="მისია", funding=[line])
    graph = graph_of(client, page.url)
    assert node(graph, "AboutPage")["mainEntity"] == {"@id": f"{SITE}/#network"}
    (more,) = [entry for entry in graph if entry.get("foundingDate")]
    assert more["foundingDate"] == "2017-12"
    assert more["description"] == "მისია"
    assert [funder["name"] for funder in more["funder"]] == [str(line.donor)]


def test_empty_values_are_left_out() -> None:
    assert compact({"a": "", "b": None, "c": [], "d": {}, "e": 0, "f": False}) == {"e": 0, "f": False}


def test_steps_are_counted() -> None:
    assert [step["position"] for step in breadcrumbs([("a", "x"), ("b", "y")])["itemListElement"]] == [1, 2]


@pytest.mark.parametrize(
    ("stored", "exact", "part"),
    [
        ("2017-10-11", "2017-10-11", "2017-10-11"), ("2017-10", "", "2017-10"), ("2017", "", "2017"),
        ("XXXX-01-25", "", ""), ("2017-10-11/2017-10-13", "", ""), ("[..2024]", "", ""),
    ],
)  # fmt: skip
def test_no_date_says_more_than_is_known(stored: str, exact: str, part: str) -> None:
    date = FuzzyDate.parse(stored)
    assert exact_day(date) == exact
    assert known_part(date) == part
    assert exact_day(None) == known_part(None) == ""
