"""The Atom feeds: one a language, with what everybody may read, in XML that any reader takes."""

import datetime
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.core.dates import FuzzyDate
from news import feeds
from tests import factories

pytestmark = pytest.mark.django_db
A = {"a": "http://www.w3.org/2005/Atom"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SITE = "http://testserver"


def feed_of(client: Client, language: str = "ka") -> ElementTree.Element:
    response = client.get(f"/{language}/feed.xml")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def entries(client: Client, language: str = "ka") -> list[ElementTree.Element]:
    return feed_of(client, language).findall("a:entry", A)


def text(element: ElementTree.Element, path: str) -> str | None:
    return element.findtext("/".join(f"a:{name}" for name in path.split("/")), None, A)


def test_feed_of_a_language(client: Client) -> None:
    georgian = factories.NewsPageFactory()
    english = factories.NewsPageFactory(locale="en")
    for language, page in (("ka", georgian), ("en", english)):
        feed = feed_of(client, language)
        assert feed.get(LANG) == language
        assert [text(entry, "title") for entry in feed.findall("a:entry", A)] == [page.title]
        links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", A)}
        assert links == {"alternate": SITE + page.get_parent().url, "self": f"{SITE}/{language}/feed.xml"}
        assert text(feed, "id") == f"{SITE}/{language}/feed.xml"
        assert text(feed, "author/name")


def test_entry(client: Client) -> None:
    member = factories.MembershipFactory(organisation=factories.OrganisationFactory(name_ka="წევრი"))
    topic = factories.TopicFactory(name_ka="თემა")
    page = factories.NewsPageFactory(
        title="a < b & „გ“", lead="<b>შინაარსი</b>", kind="interview", date=FuzzyDate.parse("2017-10-11"),
        voice="member", published_by=member, topics=[topic],
    )  # fmt: skip
    (entry,) = entries(client)
    assert text(entry, "title") == "a < b & „გ“"
    assert text(entry, "summary") == "&lt;b&gt;შინაარსი&lt;/b&gt;"
    assert text(entry, "published") == "2017-10-11T00:00:00+04:00"
    assert datetime.datetime.fromisoformat(text(entry, "updated")) == page.last_published_at
    assert text(entry, "author/name") == page.attribution
    assert "წევრი" in page.attribution
    assert entry.find("a:link", A).get("href") == SITE + page.url
    assert [category.get("term") for category in entry.findall("a:category", A)] == ["ინტერვიუ", "თემა"]
    assert text(entry, "id") == f"tag:testserver,2026:page-{page.pk}"


@pytest.mark.parametrize("date", ["2017-10", "2017", "XXXX-01-25", ""])
def test_a_date_that_is_not_exact_is_no_moment(client: Client, date: str) -> None:
    factories.NewsPageFactory(date=FuzzyDate.parse(date) if date else "")
    (entry,) = entries(client)
    assert text(entry, "published") is None
    assert text(entry, "updated")


def test_name_of_an_entry_outlives_its_address(client: Client) -> None:
    page = factories.NewsPageFactory()
    name = text(entries(client)[0], "id")
    page.slug = "another"
    page.save_revision().publish()
    (entry,) = entries(client)
    assert entry.find("a:link", A).get("href").endswith("/another/")
    assert text(entry, "id") == name


def test_only_what_everybody_may_read(client: Client) -> None:
    factories.NewsPageFactory(live=False)
    private = factories.NewsPageFactory()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert entries(client) == []
    assert text(feed_of(client), "updated")


def test_what_was_published_last_comes_first_and_the_rest_is_left_to_the_list(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "LONGEST", 2)
    old = factories.NewsPageFactory(date=FuzzyDate.parse("2025-01-01"))
    new = factories.NewsPageFactory(date=FuzzyDate.parse("1999-01-01"))
    newest = factories.NewsPageFactory()
    now = timezone.now()
    for days, page in ((3, old), (2, new), (1, newest)):
        Page.objects.filter(pk=page.pk).update(first_published_at=now - datetime.timedelta(days=days))
    assert [text(entry, "title") for entry in entries(client)] == [newest.title, new.title]


def test_an_announced_day_does_not_move_the_feed_into_the_future(client: Client) -> None:
    factories.NewsPageFactory(date=FuzzyDate.parse("2999-01-01"))
    response = client.get("/ka/feed.xml")
    assert "2999" not in response["Last-Modified"]
    assert datetime.datetime.fromisoformat(text(feed_of(client), "updated")) <= timezone.now()
    assert client.get("/ka/feed.xml", headers={"if-none-match": response["ETag"]}).status_code == 304


def test_a_sign_that_xml_cannot_hold_is_left_out(client: Client) -> None:
    page = factories.NewsPageFactory(slug="odd")
    Page.objects.filter(pk=page.pk).update(title="ერთი\x0bორი\x1f😀")
    (entry,) = entries(client)
    assert text(entry, "title") == "ერთიორი😀"


def test_readers_find_it(client: Client) -> None:
    page = factories.NewsPageFactory()
    for address in ("/ka/", page.url, "/ka/search/"):
        assert '<link rel="alternate" type="application/atom+xml"' in client.get(address).content.decode()
    assert 'href="/en/feed.xml"' in client.get("/en/").content.decode()
