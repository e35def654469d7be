"""What representatives, applicants and guests see on phones, screens and paper: targets, lines and gaps."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.journeys.conftest import PHONE, SCREEN
from tests.browser.site.accessibility import broken_rules
from tests.browser.site.test_layout import SMALL_TARGETS
from tests.factories import PlaceFactory, TopicFactory
from tests.factories.agreement import Member
from tests.factories.registrations import open_event

LINE = "getComputedStyle(document.querySelector('.marg .facts + .group')).borderTopWidth"


@pytest.fixture
def member(db: None) -> Member:
    """A member with somebody who speaks for it; there is a topic and a region to choose."""
    TopicFactory()
    PlaceFactory()
    return Member.new()


@pytest.fixture
def desk(page: Page, live_server: LiveServer, member: Member) -> Page:
    """The phone of that person, who is signed in."""
    client = Client()
    client.force_login(member.user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page.set_viewport_size(PHONE)
    return page


def address(name: str, *args: object, language: str) -> str:
    with override(language):
        return reverse(name, args=args)


def small_targets(page: Page) -> list[object]:
    """Return what is too small for a finger. A box is pressed by its label too, which is what counts."""
    boxes = page.locator(".choice label").evaluate_all("labels => labels.map((label) => label.offsetHeight)")
    small = [target for target in page.evaluate(SMALL_TARGETS, 44) if "<input" not in target[2]]
    return [*small, *(height for height in boxes if height < 44)]


@pytest.mark.parametrize("name", ["desk", "desk_initiative_new", "desk_entry"])
def test_targets_are_large_enough_for_fingers(desk: Page, member: Member, name: str, language: str) -> None:
    args = [member.membership.pk] if name == "desk_entry" else []
    desk.goto(address(name, *args, language=language))
    assert small_targets(desk) == []


def test_the_list_of_events_on_the_desk_has_no_gap_in_its_headings(desk: Page, language: str) -> None:
    open_event()
    desk.goto(address("desk_events", language=language))
    assert broken_rules(desk, (PHONE["width"], "light")) == []


def test_one_line_stands_between_the_facts_of_an_event_and_how_one_registers(page: Page, language: str) -> None:
    event = open_event()
    page.set_viewport_size(PHONE)
    page.goto(event.pages.get(locale__language_code=language).url)
    assert page.evaluate(LINE) == "0px"
    page.set_viewport_size(SCREEN)
    assert page.evaluate(LINE) == "1px"


def test_on_paper_kind_and_date_stand_close_together_in_the_margin(page: Page, language: str) -> None:
    event = open_event()
    page.set_viewport_size({"width": 643, "height": 900})  # what a sheet of A4 leaves between its margins
    page.emulate_media(media="print")
    page.goto(address("event_note", event.pk, language=language))
    gaps = page.locator(".page-head > .marg").evaluate(
        "marg => [...marg.children].map((p, i, all) =>"
        " i && p.getBoundingClientRect().top - all[i - 1].getBoundingClientRect().bottom)"
    )
    assert len(gaps) > 1
    assert max(gaps) < 10


def test_a_note_is_as_high_as_its_words_beside_a_long_margin(desk: Page, language: str) -> None:
    event = open_event(state="cancelled", capacity=40)
    desk.set_viewport_size(SCREEN)
    desk.goto(address("desk_event", event.pk, language=language))
    assert desk.locator("#register .note").evaluate("note => note.offsetHeight") < 90
