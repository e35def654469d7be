"""Applying to join on a phone where no script runs: half today, the rest another day; then the members decide."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override
from playwright.sync_api import Page, expect
from wagtail.models import Page as SitePage

from network.agreement.services import open_round
from network.directory.applications import Application
from network.directory.joining.admitting import complete, put_to_the_members
from tests.browser.journeys.conftest import PHONE, OpenPage
from tests.browser.journeys.letters import mails_go_out
from tests.browser.site.accessibility import VARIANTS, broken_rules
from tests.factories import PlaceFactory, TopicFactory, UserFactory
from tests.factories.agreement import Member, members
from tests.factories.requests import application, opened, place_for_announcements
from tests.smtp import Sink

ADDRESS = "nino@example.org"
NAMES = {"ka": "საცდელი კავშირი", "en": "Sample Union"}
TEXTS = {"ka": "ვეხმარებით დაბრუნებულ მიგრანტებს.", "en": "We help returned migrants."}
ORGANISATION, KEEP, GO_ON = "input[value=organisation]", "button[name=later]", "main form.form button:not([name])"


def link(sink: Sink) -> str:
    """Return the link of the newest mail to the applicant."""
    mails_go_out()
    return re.findall(r"https?://\S+/join/\S+", sink.to(ADDRESS)[-1].text)[0]


def press(page: Page, selector: str = GO_ON) -> None:
    """Press a button; the page that follows is no wider than the phone."""
    page.locator(selector).click()
    page.wait_for_load_state()
    width = page.viewport_size["width"] if page.viewport_size else PHONE["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def fill_in_the_rest(page: Page, language: str) -> None:
    """Fill in what was left out, step by step."""
    page.locator("a[href$='/who/']").click()
    expect(page.locator(f"#id_name_{language}")).to_have_value(NAMES[language])
    press(page)
    expect(page.locator(".errors")).to_be_visible()
    page.locator(ORGANISATION).check()
    press(page)
    page.locator("input[value=grass_root]").check()
    page.locator("#id_topics input").first.check()
    page.locator("#id_regions input").first.check()
    page.locator(f"#id_about_{language}").fill(TEXTS[language])
    press(page)
    page.locator("#id_contact_name").fill("Nino Sample")
    page.locator("input[value=public]").check()
    press(page)
    page.locator("#id_motivation").fill(TEXTS[language])
    press(page)


def send(page: Page) -> None:
    """Say yes to both, and send."""
    page.locator("#id_charter").check()
    page.locator("#id_storing").check()
    press(page, "form[action$='/send/'] button")
    expect(page.locator("form[action$='/send/']")).to_have_count(0)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_an_application_becomes_a_membership(open_phone: OpenPage, smtp_sink: Sink, language: str) -> None:
    TopicFactory()
    PlaceFactory(kind="region")
    held = members(3)
    place_for_announcements()

    page = open_phone(f"/{language}/join/")
    page.fill("#id_email", ADDRESS)
    press(page)
    page.goto(link(smtp_sink))
    page.locator("a[href$='/who/']").click()
    page.fill(f"#id_name_{language}", NAMES[language])
    press(page, KEEP)

    another_day = open_phone(link(smtp_sink))
    expect(another_day.locator("html")).to_have_attribute("lang", language)
    fill_in_the_rest(another_day, language)
    send(another_day)

    made = Application.objects.get()
    assert made.state == "sent"
    secretary = UserFactory()
    complete(application_id=made.pk, by=secretary, values={f"name_{code}": name for code, name in NAMES.items()})
    with override(language):
        made = put_to_the_members(application_id=made.pk, by=secretary)
    drafts = SitePage.objects.filter(translation_key=made.translation_key).specific()
    asked = open_round(page=drafts[0], by=secretary)
    for member in held:
        member.answer(asked)
    made.refresh_from_db()
    assert made.membership.name_in(language) == NAMES[language]
    mails_go_out()
    assert len(smtp_sink.to(ADDRESS)) >= 4, "the link, sent, asked, welcome; and how to sign in"
    published = drafts.get(locale__language_code=language)
    another_day.goto(published.url)
    expect(another_day.locator("main")).to_contain_text(NAMES[language])


def test_every_page_of_it_breaks_no_rule_of_accessibility(open_screen: OpenPage) -> None:
    TopicFactory()
    PlaceFactory(kind="region")
    half, member = application(typed={"who": {"name_ka": NAMES["ka"]}}), Member.new()
    page = open_screen("/ka/join/")
    found = broken_rules(page, *VARIANTS)
    for path in (opened(half, language="ka"), *(opened(half, step, language="ka") for step in ("who", "work"))):
        page.goto(path)
        found += broken_rules(page, *VARIANTS)
    press(page)  # with what is wrong above it
    found += broken_rules(page, *VARIANTS)
    client = Client()
    client.force_login(member.user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": page.url}])
    for rest in ("", f"{member.membership.pk}/", f"{member.membership.pk}/leave/"):
        page.goto(f"/ka/desk/entry/{rest}")
        found += broken_rules(page, *VARIANTS)
    assert found == []
