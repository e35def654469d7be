"""The list of events: what comes and what was, by month, and its filters."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from network.events.models import Event
from tests import factories
from tests.factories.events import EventPageFactory, event_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def three(**details: object) -> tuple[str, list]:
    """Return the address of the list, and an event in ten days, one in forty, and one of 2021."""
    days = {"soon": TODAY + 10 * DAY, "later": TODAY + 40 * DAY, "past": datetime.date(2021, 4, 22)}
    pages = [EventPageFactory(locale="en", title=name, start_date=day, **details) for name, day in days.items()]
    return pages[0].get_parent().specific.url, pages


def soup(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(client: Client, address: str) -> list[str]:
    return [link.get_text() for link in soup(client, address).select("article h4 a")]


def test_what_comes_stands_before_what_was(client: Client) -> None:
    address, _pages = three()
    EventPageFactory(locale="en", title="long ago", start_date=datetime.date(2019, 1, 1))
    found = soup(client, address)
    assert [heading.get_text() for heading in found.select("main h2")] == ["Coming", "Past"]
    assert titles(client, address) == ["soon", "later", "past", "long ago"]
    assert [heading.get_text() for heading in found.select("h3.year")][-2:] == ["April 2021", "January 2019"]


def test_an_event_that_has_begun_is_not_over(client: Client) -> None:
    now = timezone.localtime()
    begun = (now - datetime.timedelta(hours=1)).replace(tzinfo=None)
    page = EventPageFactory(
        locale="en", start_date=begun.date(), start_time=begun.time(), end_date=TODAY + DAY, end_time=datetime.time(23)
    )
    assert [heading.get_text() for heading in soup(client, page.get_parent().url).select("main h2")] == ["Coming"]


def test_filters(client: Client) -> None:
    topic, place = factories.TopicFactory(), factories.PlaceFactory()
    address, _pages = three()
    EventPageFactory(locale="en", title="mine", format="online", topics=[topic], places=[place], over=True)
    for query, wanted in {
        f"topic={topic.slug}": ["mine"],
        f"place={place.slug}": ["mine"],
        "format=online": ["mine"],
        "year=2021&format=on_site": ["past"],
        "when=coming": ["soon", "later"],
        "month=2021-04": ["mine", "past"],
        "year=1999": ["soon", "later", "mine", "past"],
    }.items():
        assert sorted(titles(client, f"{address}?{query}")) == sorted(wanted), query
    said = soup(client, f"{address}?year=1999&month=2021-05").select_one(".note").get_text()
    assert "Year" in said
    assert "Month" in said


def test_months_lead_into_the_list_and_keep_the_filters(client: Client) -> None:
    address, _pages = three(format="online")
    links = soup(client, f"{address}?format=online").select(".months a")
    assert [link["href"] for link in links if "2021-04" in link["href"]] == ["?format=online&month=2021-04"]
    assert links[-1].get_text() == "April 2021, 1\N{NO-BREAK SPACE}event".replace("\N{NO-BREAK SPACE}", " ")
    chosen = soup(client, f"{address}?month=2021-04").select(".months [aria-current]")
    assert len(chosen) == 1
    language = soup(client, f"{address}?month=2021-04&format=online").select_one(".tool--lang")
    assert {"month=2021-04", "format=online"} <= set(language["href"].partition("?")[2].split("&"))


def test_an_entry_says_when_where_and_whether_one_can_register(client: Client) -> None:
    address, pages = three(venue="The library")
    Event.objects.filter(pk=event_of(pages[0]).pk).update(registration="everybody", starts_at=pages[0].starts_at)
    Event.objects.filter(pk=event_of(pages[1]).pk).update(state="cancelled")
    soon, later, past = (entry.get_text(" ") for entry in soup(client, address).select("article"))
    assert "14:00–17:00, Tbilisi (GMT+4)" in soon
    assert "The library" in soon
    assert ["Registration is open" in entry for entry in (soon, later, past)] == [True, False, False]
    assert ["Cancelled" in entry for entry in (soon, later, past)] == [False, True, False]


def test_an_empty_list_and_drafts(client: Client) -> None:
    draft = EventPageFactory(locale="en", live=False)
    found = soup(client, draft.get_parent().url)
    assert "No event has been announced yet." in found.main.get_text()
    assert not found.select("form.filter, details.filter")


def test_hostile_addresses(client: Client) -> None:
    address, _pages = three()
    for query in ("page=x&page=-1", "month=99999-99", "month='", "year=%00", "topic=%F0%9F%98%80", "when=🙂"):
        assert len(titles(client, f"{address}?{query}")) == 3, query
