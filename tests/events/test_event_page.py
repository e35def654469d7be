"""The page of an event and its concept note: what readers see of it, and what the members read before it is public."""

import datetime
import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.models import PageViewRestriction

from network.agreement.content import content_of, digest_of
from network.agreement.gate import AgreementRequired
from network.agreement.models import RoundText
from network.agreement.plain import readable
from network.events.models import Event
from network.events.pages import EventPage
from network.portal.texts import shown_texts
from tests import factories
from tests.factories.agreement import fresh
from tests.factories.events import EventPageFactory, agreed_event, event_draft, event_of, slot, speaker
from tests.factories.pages import stream

pytestmark = pytest.mark.django_db
THURSDAY = datetime.date(2021, 4, 22)
SPRING = datetime.date(2021, 3, 28)  # in the European Union the clocks are put forward in that night


def soup(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def words(element: Tag | None) -> str:
    return " ".join(element.get_text(" ").split()) if element else ""


def texts(found: BeautifulSoup, selector: str) -> list[str]:
    return [words(element) for element in found.select(selector)]


def webinar(**details: object) -> EventPage:
    """Return the English page of an event with an agenda of two slots, a break, and a workplan."""
    person = factories.PersonFactory(name_en="Ana Demo", honorific_en="Dr")
    office = factories.OrganisationFactory(name_en="Demo Office")
    seen = speaker(person=person.pk, position="Adviser", organisation=office.pk, minutes="5")
    rows = stream(
        slot(
            "14:00", "14:15", "Opening", seen, speaker(name="B. Guest", minutes="10"), minutes="15", kind="discussion"
        ),
        slot("14:15", "14:25", "Break", kind="break"),
        slot("14:25", "15:00", "Questions", minutes="35", has_questions=True, details="In both languages"),
    )
    steps = stream(
        ("step", {"date": "2021-03-16", "state": "took_place", "title": "Workshop", "text": "It was.", "page": None}),
        ("step", {"date": "[2021-06,2021-07]", "state": "this_event", "title": "Webinar", "text": "", "page": None}),
    )
    known = {
        "start_date": THURSDAY,
        "organisers": stream(("organiser", {"organisation": office.pk, "part": "organiser", "role": "Co-chair"})),
        "audience": "Officials",
        "agenda": rows,
        "workplan": steps,
        "objectives": stream(("objective", "<p>Learn</p>"), ("objective", "<p>Talk</p>")),
        "purpose": "To learn.",
        "agenda_is_draft": True,
    }
    return EventPageFactory(locale="en", kind="webinar", is_ours=False, online=True, **(known | details))


def test_facts_stand_in_the_margin(client: Client) -> None:
    found = soup(client, webinar().url)
    assert texts(found, ".page-head .marg p") == ["Webinar", "Thursday, 22 April 2021", "Held by others"]
    terms = dict(zip(texts(found, ".facts dt"), texts(found, ".facts dd"), strict=True))
    assert terms["Time"] == "14:00–17:00 , Tbilisi (GMT+4) 12:00–15:00, Brussels (CEST)"
    assert terms["Where"] == "Online KUDO"
    assert terms["Organiser"] == "Demo Office Co-chair"
    assert terms["For whom"] == "Officials"
    assert terms["Who may come"] == "Open to everybody"
    assert "Add to your calendar" in terms["Documents"]
    assert found.select_one(".facts time")["datetime"] == "2021-04-22T14:00:00+04:00"
    for link in found.select(".facts .docs a"):
        assert client.get(link["href"]).status_code == 200, link


def test_agenda_is_a_table_in_two_zones(client: Client) -> None:
    found = soup(client, webinar().url)
    assert texts(found, ".agenda thead th") == ["Tbilisi GMT+4", "Brussels CEST", "Minutes", "Subject and speakers"]
    assert texts(found, ".agenda tbody th") == ["14:00–14:15", "14:15–14:25", "14:25–15:00"]
    assert texts(found, ".agenda .z") == ["12:00–12:15 CEST", "12:15–12:25 CEST", "12:25–13:00 CEST"]
    assert texts(found, ".agenda tbody .m") == ["15 min", "Minutes are not given –", "35 min"]
    assert texts(found, ".agenda li") == ["Dr Ana Demo – 5 minutes Adviser Demo Office", "B. Guest – 10 minutes"]
    assert texts(found, ".agenda .k") == ["Discussion", "Presentation, questions and answers"]
    assert texts(found, ".agenda .pause b") == ["Break"]
    assert words(found.select_one("#agenda").find_next("p")).startswith("Draft.")


def test_no_second_column_without_a_second_zone(client: Client) -> None:
    for zone in ("", "Asia/Tbilisi"):
        found = soup(client, webinar(second_time_zone=zone).url)
        assert len(found.select(".agenda thead th")) == 3
        assert not found.select(".agenda .z")
        assert "GMT+4" in words(found.select_one(".facts dd"))
        assert not found.select(".facts dd time + span")


def test_days_of_a_long_event_have_a_row_of_their_own(client: Client) -> None:
    rows = stream(slot("10:00", "11:00", "One"), ("day", "2021-04-23"), slot("09:00", "10:00", "Two"))
    found = soup(client, webinar(agenda=rows, end_date=datetime.date(2021, 4, 23)).url)
    assert texts(found, ".agenda .day") == ["Thursday, 22 April 2021", "Friday, 23 April 2021"]
    assert len(found.select(".agenda tbody")) == 2


def test_lines_that_were_not_understood_are_not_for_readers(client: Client) -> None:
    page = webinar(agenda=stream(slot("14:00", "15:00", "One"), ("unread", "16 something ???")))
    assert "something ???" not in client.get(page.url).content.decode()


def test_workplan_and_objectives(client: Client) -> None:
    other = factories.NewsPageFactory(locale="en", title="What happened there")
    step = {"date": "2021", "state": "planned", "title": "Linked", "text": "", "page": other.pk}
    page = webinar()
    page.workplan = stream(*((child["type"], child["value"]) for child in page.workplan.raw_data), ("step", step))
    page.save()
    found = soup(client, page.url)
    assert texts(found, ".log .when") == ["16 March 2021", "June or July 2021", "2021"]
    assert texts(found, ".log small") == ["Took place", "This event", "Planned"]
    assert texts(found, ".log b") == ["Webinar"]
    assert [link["href"] for link in found.select(".log a")] == [other.url]
    assert [words(found.find("h2", string="Objectives").find_next("ul"))] == ["Learn Talk"]


def test_afterwards_the_page_says_what_came_of_it(client: Client) -> None:
    report = factories.NewsPageFactory(locale="en", title="The report")
    figure = {"qualifier": "about", "number": "30", "unit": "people", "as_of": "", "source": ""}
    video = {"url": "https://video.example/1", "title": "The whole webinar", "details": ""}
    page = webinar(
        outcome="held",
        report_page=report,
        report=stream(("paragraph", "<p>We talked.</p>")),
        attendance=stream(("figure", figure)),
        recording=stream(("video_link", video)),
    )
    found = soup(client, page.url)
    section = words(found.select_one("section[aria-labelledby='afterwards']"))
    for said in ("What came of it", "people", "about 30", "We talked.", "The report", "The whole webinar"):
        assert said in section
    assert texts(found, ".page-head .marg p")[-1] == "Took place"
    assert "afterwards" not in client.get(webinar().url).content.decode()


@pytest.mark.parametrize(("state", "said"), [("cancelled", "has been cancelled"), ("postponed", "has been postponed")])
def test_what_changed_since_the_announcement_is_said_at_once(client: Client, state: str, said: str) -> None:
    page = webinar()
    Event.objects.filter(pk=event_of(page).pk).update(state=state)
    for address in (page.url, f"/en/events/{event_of(page).pk}/note/"):
        found = soup(client, address)
        assert said in words(found.select_one(".note"))
        assert texts(found, ".page-head .marg p")[-1] == state.capitalize()


def test_the_joining_link_is_on_no_public_page(client: Client) -> None:
    page = webinar()
    Event.objects.filter(pk=event_of(page).pk).update(joining_link="https://meet.example.org/r00m")
    for address in (page.url, f"/en/events/{event_of(page).pk}/note/", page.get_parent().url):
        assert "r00m" not in client.get(address).content.decode()


def test_concept_note_is_the_whole_event_in_one_piece(client: Client) -> None:
    page = webinar(body=stream(("paragraph", "<p>Because it matters.</p>")), official_title="The whole long title")
    address = f"/en/events/{event_of(page).pk}/note/"
    found = soup(client, address)
    whole = words(found.main)
    for said in (
        page.title,
        "The whole long title",
        "Because it matters.",
        "To learn.",
        "Talk",
        "Workshop",
        "B. Guest",
    ):
        assert said in whole
    assert found.select_one("link[rel=canonical]")["href"].endswith(page.url)
    assert "noindex" in found.select_one("meta[name=robots]")["content"]
    assert client.get(address.replace("/en/", "/ka/")).status_code == 404
    assert client.post(address).status_code == 405


def test_concept_note_of_what_readers_cannot_read(client: Client) -> None:
    draft = event_draft()
    assert client.get(f"/en/events/{event_of(draft).pk}/note/").status_code == 404
    assert client.get("/en/events/999999/note/").status_code == 404
    page = webinar()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(f"/en/events/{event_of(page).pk}/note/").status_code == 404


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("end_time", {"end_time": datetime.time(13)}),
        ("end_date", {"end_date": datetime.date(2021, 4, 21)}),
        ("time_zone", {"time_zone": "Asia/Nowhere"}),
        ("second_time_zone", {"second_time_zone": "Europe/Bruxelles"}),
        (
            "start_time",
            {
                "start_date": datetime.date(2021, 3, 28),
                "start_time": datetime.time(2, 30),
                "time_zone": "Europe/Brussels",
            },
        ),
    ],
)
def test_impossible_hours_are_refused(field: str, wrong: dict[str, object]) -> None:
    page = webinar()
    for name, value in wrong.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert field in refused.value.message_dict


def test_a_wrong_zone_is_said_once_and_does_not_hide_that_the_hours_run_back() -> None:
    page = webinar()
    page.time_zone, page.end_time = "Asia/Nowhere", datetime.time(13)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert {name: len(words) for name, words in refused.value.message_dict.items()} == {"time_zone": 1, "end_time": 1}


def test_one_event_for_both_languages_whatever_happens_to_its_text() -> None:
    page = EventPageFactory()
    english = factories.translate(page, title="In English")
    assert page.event == english.event == Event.objects.get()
    english.save_revision().publish()
    assert Event.objects.count() == 1
    assert (page.starts_at, page.ends_at) == (page.begin_in_zone, page.end_in_zone)
    assert page.starts_at > timezone.now()


def test_members_read_the_whole_agenda_before_they_answer() -> None:
    page = webinar(live=False)
    text = RoundText(
        language="en", page=page, revision=page.save_revision(), title=page.title, content=content_of(page),
        digest=digest_of(page),
    )  # fmt: skip
    (found,) = shown_texts(RequestFactory().get("/en/"), [text])
    html = words(BeautifulSoup(found.html, "html.parser"))
    for said in ("14:00–17:00", "Dr Ana Demo", "Workshop", "Learn", "Demo Office"):
        assert said in html
    assert not re.search(r'href="[^"]*/events/', found.html)


def test_a_changed_agenda_needs_a_new_round_and_places_need_none() -> None:
    event = agreed_event()
    page = EventPage.objects.get(translation_key=event.translation_key, locale__language_code="ka")
    assert page.live
    event.capacity, event.registration, event.joining_link = 5, "everybody", "https://meet.example.org/1"
    event.save()
    fresh(page).save_revision().publish()
    page.agenda = stream(slot("14:00", "15:00"))
    with pytest.raises(AgreementRequired):
        page.save_revision().publish()
    assert not fresh(page).sessions
    page = fresh(page)
    page.start_time = datetime.time(15)
    with pytest.raises(AgreementRequired):
        page.save()


def test_html_is_valid(client: Client, assert_valid_html: Callable[[dict[str, str]], None]) -> None:
    page = webinar(end_date=datetime.date(2021, 4, 23))
    EventPageFactory(locale="en", agenda=page.agenda, venue="Library & hall", format="hybrid")
    coming = EventPageFactory(locale="en", agenda=stream(slot("14:00", "15:00")))
    addresses = [page.url, coming.url, page.get_parent().url, f"/en/events/{event_of(page).pk}/note/"]
    assert_valid_html({address: client.get(address).content.decode() for address in addresses})


def test_the_agreed_words_come_in_the_order_of_reading() -> None:
    page = webinar(body=stream(("paragraph", "<p>First.</p>")))
    said = [passage.text for passage in readable(content_of(page))]
    order = ["First.", "To learn.", "Learn", "Workshop", "Opening", "Adviser", "Break"]
    assert [text for text in said if text in order] == order
    assert not {"14:00", "15", "discussion", "took_place", "Asia/Tbilisi", "webinar"} & set(said)
