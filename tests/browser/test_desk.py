"""A representative with a phone: from the link in a mail to the receipt, without JavaScript; every page of the desk."""

import gzip
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, Response, expect
from pytest_django.live_server_helper import LiveServer

from network.agreement.models import AgreementRound
from tests.browser.conftest import WCAG
from tests.factories.agreement import PROPOSAL, REASON, Member, asked_round, bilingual_draft, fresh, members
from tests.portal.conftest import answers, link, question

PHONE = {"width": 360, "height": 740}
FIRST_VISIT = 60 * 1024
OpenPage = Callable[..., Page]


@pytest.fixture
def held(live_server: LiveServer) -> list[Member]:
    """Members that can answer; the first is a long name, as they are."""
    found = members(4)
    found[0].membership.organisation.name_ka = "საქართველოს სანიმუშო იურისტთა ასოციაცია შრომითი მიგრაციის საკითხებზე"
    found[0].membership.organisation.save()
    return found


@pytest.fixture
def asked(held: list[Member]) -> AgreementRound:
    """An open round with an answer and an objection."""
    found = asked_round(explanation="ტექსტი კომისიას გაეგზავნება.")
    held[1].answer(found)
    held[2].answer(found, "object")
    return found


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Iterator[OpenPage]:
    """Return a way to open a page, as somebody who is signed in if a member is named."""
    contexts = []

    def opened(path: str, member: Member | None = None, **options: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, **{"viewport": PHONE, **options})
        contexts.append(context)
        if member:
            client = Client()
            client.force_login(member.user)
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


def test_from_the_link_to_the_receipt_and_a_change_of_mind(
    open_page: OpenPage, asked: AgreementRound, held: list[Member]
) -> None:
    page = open_page(link(asked, held[0]), java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("ქსელი შეთანხმდა ამ ტექსტზე.")).to_be_visible()
    english = page.get_by_text("The Network agreed to this text.")
    expect(english).to_be_hidden()
    page.locator("details[lang=en] > summary").click()
    expect(english).to_be_visible()
    expect(page.locator("#name-agree")).to_be_hidden()
    page.locator("label:has(#stance-agree)").click()
    page.locator("#name-agree").check()
    page.locator("#choices button").click()
    page.wait_for_url("**/receipt/")
    assert answers(asked)[0] == (held[0].membership.pk, "agree", "link")
    expect(page.locator(".code")).to_be_visible()
    page.locator("section[aria-labelledby=change] a").click()
    page.locator("label:has(#stance-abstain)").click()
    page.locator("#choices button").click()
    page.wait_for_url("**/receipt/")
    assert answers(asked)[0] == (held[0].membership.pk, "abstain", "link")
    assert not fresh(asked.roll.get(membership=held[0].membership).answers.get(counts=True)).name_us


def test_a_mistake_takes_the_focus_and_loses_nothing(
    open_page: OpenPage, asked: AgreementRound, held: list[Member]
) -> None:
    page = open_page(question(asked, held[0]), held[0], java_script_enabled=False)
    page.locator("label:has(#stance-object)").click()
    page.fill("#proposal", PROPOSAL)
    page.locator("#choices button").click()
    expect(page.locator(".errors")).to_be_focused()
    expect(page.locator("#proposal")).to_have_value(PROPOSAL)
    expect(page.locator("#stance-object")).to_be_checked()
    page.locator(".errors a").click()
    expect(page.locator("#reason")).to_be_in_viewport()
    page.fill("#reason", REASON)
    page.locator("#choices button").click()
    page.wait_for_url("**/desk/answers/*/")
    assert answers(asked)[0] == (held[0].membership.pk, "object", "desk")


def test_an_objection_by_link_waits_for_the_sign_in(
    open_page: OpenPage, asked: AgreementRound, held: list[Member]
) -> None:
    page = open_page(link(asked, held[0]), java_script_enabled=False)
    page.locator("label:has(#stance-object)").click()
    page.fill("#reason", REASON)
    page.fill("#proposal", PROPOSAL)
    page.locator("#choices button").click()
    expect(page.get_by_text(REASON)).to_be_visible()
    page.locator("a.button[href*='/sign-in/']").click()
    expect(page.locator("input[name=email]")).to_be_visible()
    assert answers(asked)[0] != (held[0].membership.pk, "object", "desk")


def broken_rules(page: Page) -> list[Any]:
    """Return what axe finds wrong with a page."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": [*WCAG, "best-practice"]}}).response
    return [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found["violations"]]


def addresses(asked: AgreementRound, held: list[Member], language: str) -> dict[str, tuple[str, Member | None]]:
    """Return every page of the desk, with who opens it."""
    given = held[1].answer(asked, "stand_aside", name_us=True)
    asked_round(bilingual_draft(title="კიდევ ერთი განცხადება"))
    return {
        "desk": (f"/{language}/desk/", held[0]),
        "rounds": (f"/{language}/desk/rounds/", held[0]),
        "question": (question(asked, held[0], language), held[0]),
        "round": (f"/{language}/desk/rounds/{asked.pk}/record/", held[0]),
        "receipt": (f"/{language}/desk/answers/{given.pk}/", held[1]),
        "link": (link(asked, held[0]).replace("/ka/", f"/{language}/"), None),
        "refused": (f"/{language}/answer/1.2.3.4.x/", None),
        "foreign": (f"{question(asked, held[3], language)}", held[0]),
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_can_be_used_by_everybody(
    open_page: OpenPage,
    asked: AgreementRound,
    held: list[Member],
    language: str,
    scheme: str,
    assert_valid_html: Callable[[dict[str, str]], None],
) -> None:
    written = {}
    for name, (path, member) in addresses(asked, held, language).items():
        page = open_page(path, member, color_scheme=scheme)
        assert broken_rules(page) == [], name
        for width in (320, 768, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (name, width)
        written[name] = page.request.get(path).text()
    assert_valid_html(written)


@pytest.mark.parametrize("who", ["signed in", "by link"])
def test_a_first_visit_is_light(open_page: OpenPage, asked: AgreementRound, held: list[Member], who: str) -> None:
    """Counted as a server sends it: text compressed, fonts as they are."""
    passed: dict[str, int] = {}

    def count(response: Response) -> None:
        body = response.body()
        is_font = response.url.endswith(".woff2")
        passed[response.url] = len(body) if is_font else len(gzip.compress(body))

    page = open_page("/healthz", held[0] if who == "signed in" else None)
    page.on("response", count)
    page.goto(question(asked, held[0]) if who == "signed in" else link(asked, held[0]))
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    assert any(url.endswith(".woff2") for url in passed)
    assert sum(passed.values()) <= FIRST_VISIT, passed
