"""What the five sources count (docs: A the Network, C a project, D a news list, E an office's site) is on the pages."""

import re
from collections import Counter
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from django.utils.translation import override

from cms.demo.content import load
from news.enums import NewsKind
from tests.served.addresses import LANGUAGES, LISTS
from tests.served.crawl import Answer, Crawl, words

PROJECTS = {entry["key"]: entry for entry in load("projects")["projects"]}
NEWS = {entry["key"]: entry for entry in load("news")["items"]}
FROM_D = [entry for entry in NEWS.values() if entry["source_fact"] == "D"]
TOWNS = {"kutaisi", "batumi", "zugdidi", "telavi", "akhmeta", "tbilisi"}
ABOUT = {"ka": "/ka/vin-vart/kselis-shesakheb/", "en": "/en/who-we-are/about-the-network/"}


def page_of(crawl: Crawl, heading: str) -> Answer:
    (found,) = [page for page in crawl.pages if words(page.all(".//h1")[0]) == " ".join(heading.split())]
    return found


def section(page: Answer, name: str) -> ElementTree.Element:
    return page.one(f".//section[@aria-labelledby='{name}']")


def facts(page: Answer) -> dict[str, str]:
    terms = page.all(".//main//dl[@class='facts']/*")
    return {words(term): words(fact) for term, fact in zip(terms[::2], terms[1::2], strict=True)}


def items(crawl: Crawl, *paths: str) -> list[tuple[str, str]]:
    """Return kind and title of the entries of a list, which has several parts."""
    entries = [entry for path in paths for entry in crawl[path].all(".//main//article")]
    return [(words(entry.find(".//b[@class='kind']")), words(entry.find(".//h3"))) for entry in entries]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_aims_objectives_rules(crawl: Crawl, language: str) -> None:
    about = crawl[ABOUT[language]]
    aims = section(about, "mission").findall(".//ol/li")
    general = section(about, "objectives").findall(".//ol/li")
    strategic = section(about, "strategy-1").findall(".//tbody/tr")
    rules = section(crawl[f"/{language}/"], "how").findall(".//ol/li")
    assert [len(rows) for rows in (aims, general, strategic, rules)] == [4, 2, 4, 4]
    assert all(words(row) for row in (*aims, *general, *strategic, *rules))
    assert all(words(row.find(".//b")) != words(row) for row in general)
    assert ["2024" in words(row) for row in strategic] == [False, False, True, False]
    assert any("2023" in fact for fact in facts(about).values())
    assert len(section(about, "donors").findall(".//li")) == 4
    assert about.all(f".//dl//a[@href='{crawl_project(language)}']")


def crawl_project(language: str) -> str:
    return {
        "ka": "/ka/chveni-sakmianoba/proektebi/samokalako-sazogadoebis-kseli-migratsiis-uketesi-politikistvis/",
        "en": "/en/our-work/projects/civil-society-network-for-better-migration-policy/",
    }[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_c_project_profile(crawl: Crawl, language: str) -> None:
    page = page_of(crawl, PROJECTS["iris_networking"]["title"][language])
    partners = page.all(".//main//table[@class='partners']/tbody/tr")
    assert [len(row.findall("th") + row.findall("td")) for row in partners] == [2] * 6
    assert [bool(row.findall("th/small")) for row in partners] == [True, *[False] * 5]
    assert [words(row.find("td")) != "" for row in partners] == [True] * 6
    groups = section(page, "groups").findall(".//ol")
    pillars = section(page, "activities").findall("ol/li")
    assert len(page.all(".//main//ol[@class='numbered numbered--alpha']/li")) == 2
    assert len(page.all(".//main//p[@class='big']")) == 1
    assert [len(group.findall("li")) for group in groups] == [7, 7]
    assert len(section(page, "figures").findall("dl/div")) == 5
    assert len(section(page, "results").findall(".//ol/li")) == 4
    assert [len(pillar.findall("ol/li")) for pillar in pillars] == [8, 6, 3]
    assert [len(pillar.findall("ol/li//small")) for pillar in pillars] == [2, 0, 0]


@pytest.mark.parametrize(
    ("language", "period", "lead", "first"),
    [
        ("ka", "დეკემბერი, 2017 – აპრილი, 2021", "IDC", "პერიოდი"),
        ("en", "December 2017 – April 2021", "IDC", "Period"),
    ],
)
def test_c_reader_sees_period_lead_and_places_first(
    crawl: Crawl, language: str, period: str, lead: str, first: str
) -> None:
    page = page_of(crawl, PROJECTS["iris_networking"]["title"][language])
    told = facts(page)
    assert next(iter(told.items())) == (first, period)
    assert lead in [*told.values()][2]
    assert [len(fact.split(",")) for fact in told.values()].count(6) == 1, "locations"
    contacts = page.all(".//main//dl[@class='facts']/dd/ul")[0].findall("li")
    assert len(contacts) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_d_ten_items_of_eight_kinds_in_the_list(crawl: Crawl, language: str) -> None:
    listed = items(crawl, LISTS[language], f"{LISTS[language]}?page=2")
    assert len(listed) == len(NEWS) == 15
    with override(language):
        wanted = [(str(NewsKind(entry["kind"]).label), " ".join(entry["title"][language].split())) for entry in FROM_D]
    assert set(wanted) <= set(listed)
    assert (len(wanted), len({kind for kind, _title in wanted})) == (10, 8)


@pytest.mark.parametrize("language", LANGUAGES)
def test_d_list_by_kind(crawl: Crawl, language: str) -> None:
    all_items = items(crawl, LISTS[language], f"{LISTS[language]}?page=2")
    for kind in NewsKind:
        with override(language):
            label = str(kind.label)
        shown = items(crawl, f"{LISTS[language]}?kind={kind}")
        assert Counter(shown) == Counter(item for item in all_items if item[0] == label), kind
        assert shown, kind
    assert items(crawl, f"{LISTS[language]}?kind=nonsense") == items(crawl, LISTS[language])
    assert crawl[f"{LISTS[language]}?kind=nonsense"].all(".//main//*[@class='note']")


@pytest.mark.parametrize("language", LANGUAGES)
def test_d_what_belongs_to_an_item(crawl: Crawl, language: str) -> None:
    pages = {entry["key"]: page_of(crawl, entry["title"][language]) for entry in FROM_D}
    people = {key: len(page.all(".//main//ul[@class='people']/li")) for key, page in pages.items()}
    assert {key: number for key, number in people.items() if number} == {
        entry["key"]: len(entry["people"]) for entry in FROM_D if entry["people"]
    }
    tagged = {entry["key"]: entry["hashtags"] for entry in FROM_D if entry["hashtags"]}
    assert tagged
    for key, tags in tagged.items():
        assert all(tag in words(pages[key].one(".//main")) for tag in tags), key
    for entry in FROM_D:
        links = {urlsplit(url).path for name, url in pages[entry["key"]].links if name == "a"}
        related = {page_of(crawl, NEWS[key]["title"][language]).path for key in entry["related"] if key in NEWS}
        assert related <= links, entry["key"]
    (notice,) = [entry for entry in FROM_D if entry["publication"]]
    publication = load("publications")["publications"]
    (wanted,) = [item for item in publication if item["key"] == notice["publication"]]
    links = {url for name, url in pages[notice["key"]].links if name == "a"}
    assert page_of(crawl, wanted["title"][language]).path in links


@pytest.mark.parametrize("language", LANGUAGES)
def test_e_item_names_project_donor_and_towns(crawl: Crawl, language: str) -> None:
    entry = NEWS["iom_meeting_trafficking"]
    page = page_of(crawl, entry["title"][language])
    project = page_of(crawl, PROJECTS["iacta"]["title"][language])
    assert project.path in {url for name, url in page.links if name == "a"}
    assert "IACTA" in page.words(f".//a[@href='{project.path}']")
    donor = {"ka": "აშშ-ის სახელმწიფო დეპარტამენტი", "en": "US Department of State"}[language]
    assert donor in words(page.one(".//main")), "the donor of the project is named on the item"
    assert page.all(".//main//p[@class='funding']")
    places = {parse_qs(urlsplit(url).query).get("place", [""])[0] for name, url in page.links if name == "a"}
    assert places >= TOWNS
    assert "25" in words(page.all(".//main//time")[0])


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("ka", ["ვინ ვართ", "ჩვენი საქმიანობა", "სიახლეები", "რესურსები", "ჩაერთეთ"]),
        ("en", ["Who we are", "Our work", "News", "Resources", "Take action"]),
    ],
)
def test_e_sections_in_the_menu_of_every_page(crawl: Crawl, language: str, labels: list[str]) -> None:
    for page in crawl.pages:
        if page.language == language:
            links = page.all(".//header//nav//li/a")
            assert [words(link) for link in links] == labels, page.path
            assert all(crawl[link.get("href", "")].status == 200 for link in links)
            here = [link.get("href") for link in links if link.get("aria-current")]
            crumbs = [step.get("href", "") for step in page.all(".//nav[@class='crumbs wrap']//a")]
            place = page.path if not re.match(r"/(ka|en)/members/", page.path) else crumbs[0]
            assert here == [link.get("href") for link in links if place.startswith(link.get("href", "-"))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["place", "project"])
def test_choices_stand_in_alphabetical_order(crawl: Crawl, language: str, name: str) -> None:
    labels = [words(option) for option in crawl[LISTS[language]].all(f".//select[@name='{name}']/option")][1:]
    assert len(labels) > 1
    assert labels == sorted(labels)
