"""The secretariat at its rounds in a real browser: every page in both languages, by the rules of accessibility."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from network.agreement.corrections import propose_correction
from network.agreement.enums import CorrectionState, Stance
from network.agreement.models import AgreementRound
from network.agreement.services import close_due_rounds
from network.members.models import Mandate
from tests.admin.signed_in import client_of, make_user
from tests.factories.agreement import Member, asked_round, bilingual_draft, fresh, members
from tests.factories.pages import stream
from tests.factories.users import PASSWORD

MTAVRULI = "[\\u1c90-\\u1cbf]"


@pytest.fixture
def asked(live_server: LiveServer) -> dict[str, Any]:
    """Three rounds: public with a slip in its English text, stopped and asked again, open."""
    held = members(4)
    public = asked_round(bilingual_draft(slug="public"))
    for member in held:
        member.answer(public)
    english = fresh(public.texts.get(language="en").page.specific)
    english.body = stream(("paragraph", "<p>The Network agreed to that text.</p>"))
    english.save_revision()
    return {"public": public, "english": english, "open": _asked_again(held)}


def _asked_again(held: list[Member]) -> AgreementRound:
    page = bilingual_draft(slug="open")
    first = asked_round(page)
    held[0].answer(first, Stance.OBJECT)
    close_due_rounds(first.closes_at)
    page = fresh(page)
    page.lead = "უფრო მოკლე აზრი."
    page.save_revision()
    again = asked_round(page, explanation="წინადადება შევცვალეთ.")
    held[0].answer(again, Stance.AGREE, name_us=True)
    held[1].answer(again, Stance.OBJECT)
    return again


def sign_in(page: Page, language: str) -> None:
    user = make_user("secretariat", language)
    page.goto(reverse("wagtailadmin_login"))
    page.fill("[name=login]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/admin/")


def our_pages(asked: dict[str, Any]) -> dict[str, str]:
    return {
        "start": reverse("wagtailadmin_home"),
        "rounds": reverse("agreement:rounds"),
        "open": reverse("agreement:round", args=[asked["open"].pk]),
        "public": reverse("agreement:round", args=[asked["public"].pk]),
        "correct": reverse("agreement:correct", args=[asked["english"].pk]),
        "urgency": reverse("agreement:urgency", args=[asked["english"].pk]),
        "procedures": reverse("procedures:index"),
        "procedure": reverse("procedures:edit", args=[asked["open"].policy_id]),
        "new procedure": reverse("procedures:add"),
    }


@pytest.mark.parametrize("language", ["ka", "en"])
def test_every_page_of_the_office(
    page: Page,
    asked: dict[str, Any],
    language: str,
    axe: Callable[..., None],
    page_errors: list[str],
    csp_errors: list[str],
    foreign_requests: list[str],
) -> None:
    sign_in(page, language)
    for name, path in our_pages(asked).items():
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.locator("html").get_attribute("lang") == language
        assert page.evaluate(f"() => !/{MTAVRULI}/u.test(document.body.innerText)"), name
        if name not in ("start", "rounds", "procedures"):  # the rest of those is Wagtail's own
            axe(rules={"color-contrast": {"enabled": True}})
    assert (page_errors, csp_errors, foreign_requests) == ([], [], [])


def test_a_question_is_withdrawn_and_a_slip_proposed(page: Page, asked: dict[str, Any], page_errors: list[str]) -> None:
    sign_in(page, "en")
    page.goto(reverse("agreement:round", args=[asked["open"].pk]))
    form = page.locator("details#withdraw")
    form.locator("summary").click()
    form.locator("button[type=submit]").click()
    expect(page.get_by_text("Nothing was done. Look at the form below.")).to_be_visible()
    form = page.locator("details#withdraw")
    form.locator("textarea").fill("A better text follows.")
    form.locator("button[type=submit]").click()
    expect(page.get_by_text("The question is withdrawn, and the members are told.")).to_be_visible()

    page.goto(reverse("agreement:correct", args=[asked["english"].pk]))
    page.locator("main textarea").fill("A slip.")
    page.get_by_role("button", name="Propose as a minor correction").click()
    expect(page.get_by_role("button", name="Withdraw the proposal")).to_be_visible()
    assert page_errors == []


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_slip_is_confirmed_on_a_phone(
    page: Page, asked: dict[str, Any], language: str, live_server: LiveServer, axe: Callable[..., None]
) -> None:
    correction = propose_correction(page=asked["english"], by=make_user("editor"), reason="„this“ უნდა იყოს „that“.")
    person = Mandate.objects.valid().first().user
    cookie = client_of(person).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.set_viewport_size({"width": 360, "height": 740})
    for path in (f"/{language}/desk/corrections/", f"/{language}/desk/corrections/{correction.pk}/"):
        page.goto(path)
        axe()
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()
    assert fresh(correction).state == CorrectionState.CONFIRMED
    axe()
