"""The secretariat at its letters in a real browser: a letter begins, signatures are checked, it is delivered."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from network.letters import lifecycle
from network.letters.counting.sequencing import sequence
from network.letters.enums import HoldReason, LetterState, SignatureState
from network.letters.models import Letter, OpenLetterPage
from tests.admin.signed_in import client_of, make_user
from tests.factories import SignatureFactory
from tests.factories.agreement import fresh
from tests.factories.letters import open_letter

MTAVRULI = "[\\u1c90-\\u1cbf]"


@pytest.fixture
def letter(live_server: LiveServer) -> Letter:
    """An open letter with two people, and one organisation that is to be checked."""
    made = open_letter()
    SignatureFactory.create_batch(2, letter=made)
    SignatureFactory(
        letter=made,
        of_organisation=True,
        organisation_name="Mountain Guides",
        state=SignatureState.HELD,
        held_for=HoldReason.ORGANISATION,
    )
    sequence()
    return made


def enter(page: Page, live_server: LiveServer, language: str) -> None:
    cookie = client_of(make_user("secretariat", language)).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])


def test_from_the_first_draft_to_the_delivery(
    page: Page, letter: Letter, live_server: LiveServer, page_errors: list[str], csp_errors: list[str]
) -> None:
    enter(page, live_server, "en")
    page.goto(reverse("letters:new"))
    page.fill("[name=title_ka]", "წერილი პარლამენტს")
    page.fill("[name=title_en]", "A letter to the Parliament")
    page.fill("[name=addressee_ka]", "საქართველოს პარლამენტი")
    page.fill("[name=addressee_en]", "The Parliament of Georgia")
    page.get_by_role("button", name="Make the drafts").click()
    page.wait_for_url("**/pages/*/edit/")
    assert OpenLetterPage.objects.filter(title="A letter to the Parliament", live=False).exists()

    page.goto(reverse("letters:letter", args=[letter.pk]))
    page.get_by_role("link", name="Check signatures").click()
    page.get_by_role("link", name="Mountain Guides").click()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Accepted. The signature counts.")).to_be_visible()

    page.goto(reverse("letters:letter", args=[letter.pk]))
    form = page.locator("details#close")
    form.locator("summary").click()
    form.locator("input[type=checkbox]").check()
    form.locator("button[type=submit]").click()
    expect(page.get_by_text("Signing has ended.").first).to_be_visible()
    page.get_by_role("link", name="Delivery and answer").click()
    for name, words in {"recipient_ka": "პარლამენტი", "recipient_en": "The Parliament", "way_ka": "ფოსტით",
                        "way_en": "By mail"}.items():  # fmt: skip
        page.fill(f"[name=prepare-{name}]", words)
    page.locator("details#prepare button[type=submit]").last.click()
    expect(page.get_by_role("link", name="Sealed files (ZIP)")).to_be_visible()
    form = page.locator("details#hand_over")
    form.locator("summary").click()
    form.locator("button[type=submit]").click()
    expect(page.get_by_text("The delivery is recorded.")).to_be_visible()
    delivered = fresh(letter)
    assert (delivered.state, delivered.deliveries.get().counts["organisation"]["signed"]) == (LetterState.DELIVERED, 1)
    assert (page_errors, csp_errors) == ([], [])


@pytest.mark.parametrize("language", ["ka", "en"])
def test_every_page_of_the_letters_office(
    page: Page,
    letter: Letter,
    language: str,
    live_server: LiveServer,
    axe: Callable[..., None],
    page_errors: list[str],
    csp_errors: list[str],
    foreign_requests: list[str],
) -> None:
    enter(page, live_server, language)
    held = letter.signatures.get(state=SignatureState.HELD)
    lifecycle.close(letter_id=letter.pk)
    for path in (
        reverse("letters:letter", args=[letter.pk]),
        reverse("letters:checks"),
        reverse("letters:check", args=[held.pk]),
        reverse("letters:patterns", args=[letter.pk]),
        reverse("letters:selection", args=[letter.pk]) + "?domain=example.org",
        reverse("letters:delivery", args=[letter.pk]),
        reverse("letters:new"),
        reverse("letters:wordings"),
        reverse("letters:wording", args=["show_name"]),
    ):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        page.evaluate("() => document.querySelectorAll('main details').forEach(entry => entry.open = true)")
        assert page.locator("html").get_attribute("lang") == language
        assert page.evaluate(f"() => !/{MTAVRULI}/u.test(document.body.innerText)"), path
        axe(rules={"color-contrast": {"enabled": True}})
    assert (page_errors, csp_errors, foreign_requests) == ([], [], [])
