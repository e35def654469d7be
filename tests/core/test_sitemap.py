"""The map of the site, and what crawlers are told."""

from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.core import sitemap
from tests import factories
from tests.factories.pages import home_page

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
SITE = "http://testserver"


def entries(client: Client, address: str = "/sitemap.xml") -> dict[str, dict[str, str]]:
    """Return the pages of a map with their versions by language."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    root = ElementTree.fromstring(response.content)
    return {
        url.findtext("s:loc", "", NAMES): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)
        }
        for url in root.findall("s:url", NAMES)
    }


def test_both_languages_name_each_other(client: Client) -> None:
    page = factories.StandardPageFactory()
    english = factories.translate(page, title="Text")
    versions = {"ka": SITE + page.url, "en": SITE + english.url, "x-default": SITE + page.url}
    found = entries(client)
    assert found[SITE + page.url] == found[SITE + english.url] == versions


def test_front_page_has_the_root_for_other_languages(client: Client) -> None:
    versions = {"ka": f"{SITE}/ka/", "en": f"{SITE}/en/", "x-default": f"{SITE}/"}
    found = entries(client)
    assert found == {f"{SITE}/ka/": versions, f"{SITE}/en/": versions}


def test_a_page_in_one_language_stands_alone(client: Client) -> None:
    page = factories.StandardPageFactory(locale="en")
    assert entries(client)[SITE + page.url] == {"en": SITE + page.url, "x-default": SITE + page.url}


def test_the_head_of_a_page_says_the_same(client: Client) -> None:
    page = factories.StandardPageFactory()
    factories.translate(page, title="Text")
    for address, versions in entries(client).items():
        text = client.get(address.removeprefix(SITE)).content.decode()
        for language, other in versions.items():
            assert f'<link rel="alternate" hreflang="{language}" href="{other}">' in text
        assert text.count('rel="alternate" hreflang') == len(versions)
        assert f'<link rel="canonical" href="{address}">' in text


def test_drafts_and_private_pages_are_left_out_in_both_places(client: Client) -> None:
    page = factories.StandardPageFactory()
    english = factories.translate(page, title="Text")
    section = factories.SectionPageFactory()
    below = factories.StandardPageFactory(parent=section)
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    english.unpublish()
    found = entries(client)
    assert found[SITE + page.url] == {"ka": SITE + page.url, "x-default": SITE + page.url}
    assert not {SITE + english.url, SITE + section.url, SITE + below.url} & set(found)


def test_change_dates(client: Client) -> None:
    page = home_page("ka")
    page.save_revision().publish()
    response = client.get("/sitemap.xml")
    changed = timezone.localtime(Page.objects.get(pk=page.pk).last_published_at)
    assert f"<lastmod>{changed:%Y-%m-%d}" in response.content.decode()
    assert client.get("/sitemap.xml", headers={"if-modified-since": response["Last-Modified"]}).status_code == 304


def test_a_long_map_comes_in_parts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "PER_FILE", 3)
    made = factories.StandardPageFactory.create_batch(5)
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    assert root.tag.endswith("sitemapindex")
    parts = [element.text for element in root.findall("s:sitemap/s:loc", NAMES)]
    assert parts == [f"{SITE}/sitemap-{number}.xml" for number in (1, 2, 3)]
    found = [set(entries(client, part.removeprefix(SITE))) for part in parts]
    assert [len(part) for part in found] == [3, 3, 1]
    assert set.union(*found) >= {SITE + page.url for page in made}
    assert client.get("/sitemap-4.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def test_robots(client: Client) -> None:
    response = client.get("/robots.txt")
    text = response.content.decode()
    assert response["Content-Type"].startswith("text/plain")
    assert "User-agent: *" in text
    assert "Disallow: /admin/" in text
    assert "Disallow: /*/search/" in text
    assert "Disallow: /\n" not in text
    assert f"Sitemap: {SITE}/sitemap.xml" in text


def test_another_host_name_changes_nothing(client: Client) -> None:
    for address in ("/sitemap.xml", "/robots.txt", "/ka/feed.xml", "/ka/"):
        text = client.get(address, headers={"host": "127.0.0.1:9999"}).content.decode()
        assert "127.0.0.1" not in text
