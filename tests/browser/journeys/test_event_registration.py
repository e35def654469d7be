"""People with phones: a representative registers from the desk with one tap, a guest by mail, and places move on."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page, expect

from network.events.models import Event, Registration
from tests.browser.journeys.conftest import PHONE, OpenPage
from tests.browser.journeys.letters import CODE, last_mail, mails_go_out
from tests.factories.agreement import Member
from tests.factories.registrations import ask, open_event, register, token_to
from tests.smtp import Sink

LINK = "https://meet.example.org/rooms/a-long-and-secret-name"
GUEST = "guest@example.org"
MANAGE = re.compile(r"https?://\S+/events/registration/\S+/")
TITLES = {"ka": "შეხვედრა", "en": "Meeting"}


def address(name: str, *args: object, language: str) -> str:
    with override(language):
        return reverse(name, args=args)


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def come_in(page: Page, member: Member, sink: Sink) -> None:
    """Sign in by the code of a mail."""
    page.fill("[name=email]", member.user.email)
    page.locator("main form:not([hidden]) button[type=submit]").first.click()
    page.wait_for_url("**/sign-in/code/**")
    code = CODE.search(last_mail(sink, member).text)
    assert code
    page.fill("[name=code]", code[0])
    page.locator("main form:not([hidden]) button[type=submit]").first.click()


def states(event: Event) -> list[str]:
    return list(Registration.objects.filter(event=event).order_by("pk").values_list("state", flat=True))


@pytest.mark.parametrize("language", ["ka", "en"])
def test_from_the_event_to_a_place_and_a_guest_moves_up(open_phone: OpenPage, smtp_sink: Sink, language: str) -> None:
    event = open_event(capacity=1, joining_link=LINK)
    nino = Member.new()
    nino.user.language = language
    nino.user.save()
    page, guest = open_phone(), open_phone()

    page.goto(event.pages.get(locale__language_code=language).url)
    fits(page)
    desk = address("desk_event", event.pk, language=language)
    page.locator(f'main a[href="{desk}"]').click()
    come_in(page, nino, smtp_sink)
    page.wait_for_url(f"**{desk}")
    expect(page.locator("h1")).to_have_text(TITLES[language])
    fits(page)
    assert states(event) == []
    page.locator("button[name=action][value=register]").click()
    expect(page.locator("main")).to_contain_text(LINK)
    fits(page)
    assert states(event) == ["confirmed"]

    guest.goto(address("event_register", event.pk, language=language))
    fits(guest)
    guest.fill("[name=name]", "ნინო ბერიძე")
    guest.fill("[name=email]", GUEST)
    guest.locator("main form button[type=submit]").click()
    guest.wait_for_url("**/register/sent/")
    mails_go_out()
    (asked,) = smtp_sink.to(GUEST)
    assert TITLES[language] in asked.text
    guest.goto(MANAGE.findall(asked.text)[0])
    fits(guest)
    guest.locator("button[value=confirm]").click()
    expect(guest.locator("button[value=cancel]")).to_be_visible()
    expect(guest.locator("main")).not_to_contain_text(LINK)
    assert states(event) == ["confirmed", "waiting"]

    page.locator("button[name=action][value=cancel]").click()
    expect(page.locator("button[name=action][value=register]")).to_be_visible()
    mails_go_out()
    assert states(event) == ["cancelled", "confirmed"]
    assert LINK in smtp_sink.to(GUEST)[-1].text
    guest.reload()
    expect(guest.locator("main")).to_contain_text(LINK)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_every_page_about_registering_is_accessible_on_a_phone(
    page: Page, axe, csp_errors: list[str], live_server, language: str
) -> None:
    event = open_event(capacity=2, joining_link=LINK)
    nino = Member.new()
    ask(event, GUEST)
    client = Client()
    client.force_login(nino.user)
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.set_viewport_size(PHONE)
    waits, mailed = address("desk_event", event.pk, language=language), token_to(GUEST)
    for path in (
        address("desk_events", language=language),
        waits,
        address("event_register", event.pk, language=language),
        address("event_register_sent", event.pk, language=language),
        address("event_registration", mailed, language=language),
        address("event_registration", "unknown", language=language),
    ):
        page.goto(path)
        fits(page)
        axe()
    register(event, nino)
    page.goto(waits)
    fits(page)
    axe()
    assert csp_errors == []
