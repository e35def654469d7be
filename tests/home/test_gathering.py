"""What the front page, "Take action" and the work by topic gather from the rooms below."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from home.coming import coming_events
from home.overview import EVENTS_PER_TOPIC, topic_overviews
from network.events.enums import EventState
from network.events.models import Event
from network.members.enums import Visibility
from tests import factories
from tests.factories.agreement import members
from tests.factories.events import event_of
from tests.factories.letters import open_letter, page_of
from tests.factories.pages import as_locale

pytestmark = pytest.mark.django_db


def soup_of(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def in_days(number: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=number)


def test_the_front_page_has_what_comes_next(client: Client) -> None:
    later, sooner = (factories.EventPageFactory(start_date=in_days(number)) for number in (20, 5))
    over = factories.EventPageFactory(over=True)
    cancelled = factories.EventPageFactory(start_date=in_days(2))
    Event.objects.filter(pk=event_of(cancelled).pk).update(state=EventState.CANCELLED)
    private = factories.EventPageFactory(start_date=in_days(3))
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    draft = factories.EventPageFactory(start_date=in_days(4), live=False)
    soup = soup_of(client, "/ka/")
    shown = [link["href"] for link in soup.select("main section[aria-labelledby=coming] h3 a")]
    assert shown == [sooner.url, later.url]
    assert not {page.url for page in (over, cancelled, private, draft)} & set(shown)
    assert soup.select_one("main section[aria-labelledby=coming] .more a")["href"] == sooner.list_url


def test_the_front_page_says_nothing_of_events_if_none_comes(client: Client) -> None:
    factories.EventPageFactory(over=True)
    assert not soup_of(client, "/ka/").select("main section[aria-labelledby=coming]")


def test_whether_one_can_register_is_said(client: Client) -> None:
    page = factories.EventPageFactory()
    Event.objects.filter(pk=event_of(page).pk).update(registration="everybody", starts_at=page.starts_at)
    (found,) = coming_events(as_locale("ka").pk, 9)
    assert found.event.is_open()
    assert (
        "რეგისტრაცია ღიაა" in soup_of(client, "/ka/").get_text()
        or "Registration is open" in client.get("/ka/").content.decode()
    )


def test_coming_events_cost_two_questions(django_assert_num_queries) -> None:
    for number in range(4):
        factories.EventPageFactory(start_date=in_days(number + 1))
    georgian = as_locale("ka").pk
    with django_assert_num_queries(2):
        assert len([page.event for page in coming_events(georgian, 3)]) == 3


def test_take_action_has_letters_events_initiatives_and_the_way_in(client: Client) -> None:
    letter = page_of(open_letter(members(1)))
    event = factories.EventPageFactory()
    section = factories.SectionPageFactory(show_action=True)
    english = factories.translate(section, title="Take action")
    soup = soup_of(client, section.url)
    assert soup.select_one("section[aria-labelledby=open] h3 a")["href"] == letter.url
    assert soup.select_one("section[aria-labelledby=coming] h3 a")["href"] == event.url
    with override("ka"):
        bring = [link["href"] for link in soup.select("section[aria-labelledby=bring] a")]
        assert bring == [reverse("desk_initiative_new"), reverse("initiatives")]
        assert soup.select_one("section[aria-labelledby=join] a")["href"] == reverse("join")
    # In English there is no event yet, and the letter is there in its own words.
    soup = soup_of(client, english.url)
    assert not soup.select("section[aria-labelledby=coming]")
    assert soup.select_one("section[aria-labelledby=open] h3 a")["href"].startswith("/en/")


def test_another_section_gathers_nothing(client: Client) -> None:
    factories.EventPageFactory()
    soup = soup_of(client, factories.SectionPageFactory().url)
    assert not soup.select("main section:not([aria-labelledby=children])")


def test_a_topic_has_its_events_what_comes_before_what_was(client: Client) -> None:
    topic = factories.TopicFactory(slug="labour")
    old = [
        factories.EventPageFactory(start_date=datetime.date(year, 5, 1), topics=[topic]) for year in range(2019, 2022)
    ]
    coming = factories.EventPageFactory(topics=[topic])
    (overview,) = topic_overviews(as_locale("ka").pk)
    assert overview.events == [coming, old[-1]]
    assert (len(overview.events), overview.events_total) == (EVENTS_PER_TOPIC, 4)
    soup = soup_of(client, factories.SectionPageFactory(show_topics=True).url)
    assert soup.select_one(f"a[href='{coming.list_url}?topic=labour']")


def test_a_topic_counts_the_members_that_everybody_may_know_of(client: Client) -> None:
    topic = factories.TopicFactory(slug="labour")
    for of_person in (False, False, True):
        factories.MembershipFactory(of_person=of_person).topics.set([topic, factories.TopicFactory()])
    for hidden in ({"visibility": Visibility.MEMBERS}, {"left": "2025"}):
        factories.MembershipFactory(**hidden).topics.set([topic])
    overview = topic_overviews(as_locale("ka").pk)[0]
    assert (overview.topic, overview.members_total, overview.members_url) == (topic, 3, "")
    section = factories.SectionPageFactory(show_topics=True)
    assert not soup_of(client, section.url).select("a[href*='topic=labour']")
    directory = factories.MemberDirectoryPageFactory()
    (link,) = soup_of(client, section.url).select("a[href*='topic=labour']")
    assert link["href"] == f"{directory.url}?topic=labour"
    assert "3" in link.text
    assert len(soup_of(client, link["href"]).select("main article")) == 3


@pytest.mark.indexed
def test_the_search_finds_events_by_kind_and_year(client: Client) -> None:
    event = factories.EventPageFactory(title="ვებინარი", over=True)
    other = factories.EventPageFactory(title="ვებინარი", start_date=datetime.date(2020, 5, 1))
    factories.NewsPageFactory(title="ვებინარი გაიმართა")
    for year, page in ((2021, event), (2020, other)):
        found = soup_of(client, f"/ka/search/?q=ვებინარი&type=event&year={year}").select("main article h2 a")
        assert [link["href"] for link in found] == [page.url]
