"""The door in a real browser: a code without JavaScript on a phone, passkeys with a virtual device."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.core.cache import caches
from playwright.sync_api import Browser, CDPSession, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from cms.core.models import SiteSettings
from tests.factories.users import PASSWORD
from tests.users.people import app_code, code_in, factors, representative, staff

PHONE = {"width": 360, "height": 740}


@pytest.fixture(autouse=True)
def door(settings: Settings, live_server: LiveServer) -> str:
    """Let the site's own address be that of the server under test: a passkey belongs to a domain."""
    settings.BASE_URL = live_server.url
    settings.STAFF_SECOND_FACTOR = True
    caches["shared"].clear()
    names = SiteSettings.load()
    names.name_ka, names.name_en = "სამოქალაქო საზოგადოება მიგრაციისთვის", "Civil Society for Migration"
    names.save()
    assert live_server.url.startswith("http://localhost:")
    return live_server.url


@pytest.fixture
def passkey_device(page: Page) -> CDPSession:
    """A device that keeps passkeys and says yes at once."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def send(page: Page) -> None:
    """Press the first button of the page's own form."""
    page.locator("main form:not([hidden]) button[type=submit]").first.click()


def fits(page: Page) -> bool:
    """Say whether nothing is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def signed_in(page: Page) -> bool:
    """Say whether the browser holds a session of somebody."""
    return any(cookie["name"] == "sessionid" for cookie in page.context.cookies())


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_code_without_javascript_on_a_phone(browser: Browser, door: str, language: str) -> None:
    user = representative(language=language)
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, base_url=door)
    page = context.new_page()
    page.goto(f"/{language}/sign-in/")
    assert page.get_by_role("button").filter(visible=True).count() >= 1
    expect(page.locator("form[data-passkey]")).to_be_hidden()
    page.fill("[name=email]", user.email)
    send(page)
    page.wait_for_url("**/sign-in/code/")
    assert page.locator("[name=code]").get_attribute("autocomplete") == "one-time-code"
    page.fill("[name=code]", "00000000")
    send(page)
    expect(page.locator(".errors")).to_be_focused()
    page.fill("[name=code]", code_in(mail.outbox[0]))
    send(page)
    page.wait_for_url(lambda url: "sign-in" not in url)
    page.goto(f"/{language}/sign-in/security/")
    expect(page.locator("h1")).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_pages_are_sound(
    page: Page, axe: Callable[..., None], csp_errors: list[str], page_errors: list[str], language: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})

    def sound() -> None:
        axe()
        assert fits(page), page.url

    user = staff()
    page.goto(f"/{language}/sign-in/")
    sound()
    send(page)
    expect(page.locator(".errors")).to_be_focused()
    sound()
    page.fill("[name=email]", "nobody@example.org")
    send(page)
    page.wait_for_url("**/sign-in/code/")
    sound()
    page.locator("main form").last.locator("button").click()
    page.goto(f"/{language}/sign-in/staff/")
    sound()
    page.fill("[name=login]", user.username)
    page.fill("[name=password]", PASSWORD)
    send(page)
    page.wait_for_url("**/sign-in/security/")
    sound()
    page.goto(f"/{language}/sign-in/security/app/")
    sound()
    key = (page.locator("main code").text_content() or "").replace(" ", "")
    assert page.locator("main img").evaluate("image => image.complete && image.naturalWidth > 0")
    page.fill("[name=code]", app_code(key))
    send(page)
    page.wait_for_url("**/sign-in/security/codes/")
    sound()
    page.goto(f"/{language}/sign-in/security/passkey/")
    sound()
    assert csp_errors == []
    assert page_errors == []


def test_a_representative_makes_a_passkey_and_comes_in_with_it(
    page: Page, passkey_device: CDPSession, csp_errors: list[str], page_errors: list[str]
) -> None:
    user = representative()
    page.goto("/ka/sign-in/")
    page.fill("[name=email]", user.email)
    send(page)
    page.wait_for_url("**/sign-in/code/")
    page.fill("[name=code]", code_in(mail.outbox[0]))
    send(page)
    page.wait_for_url(lambda url: "sign-in" not in url)
    page.goto("/ka/sign-in/security/passkey/")
    page.fill("[name=name]", "ტელეფონი")
    send(page)
    page.wait_for_url("**/sign-in/security/")
    expect(page.get_by_text("ტელეფონი").first).to_be_visible()
    assert factors(user) == ["webauthn"]

    page.context.clear_cookies()
    page.goto("/ka/sign-in/?next=/ka/search/")
    page.locator("form[data-passkey] button").click()
    page.wait_for_url(re.compile(r"^[^?]*/ka/search/$"))
    page.goto("/ka/sign-in/security/")
    expect(page.get_by_text("ტელეფონი").first).to_be_visible()

    # The mailed code goes on working, and asks for no passkey on top.
    page.context.clear_cookies()
    page.goto("/ka/sign-in/")
    page.fill("[name=email]", user.email)
    send(page)
    page.fill("[name=code]", code_in(mail.outbox[-1]))
    send(page)
    page.wait_for_url(lambda url: "sign-in" not in url)
    assert csp_errors == []
    assert page_errors == []


def test_staff_set_a_passkey_up_and_use_it_as_the_second_step(page: Page, passkey_device: CDPSession) -> None:
    user = staff()

    def password() -> None:
        page.goto("/ka/sign-in/staff/")
        page.fill("[name=login]", user.username)
        page.fill("[name=password]", PASSWORD)
        send(page)

    password()
    page.wait_for_url("**/sign-in/security/")
    page.goto("/ka/sign-in/security/passkey/")
    send(page)
    page.wait_for_url("**/sign-in/security/codes/")
    page.goto("/admin/")
    page.wait_for_url("**/admin/")
    assert factors(user) == ["recovery_codes", "webauthn"]

    page.context.clear_cookies()
    password()
    page.wait_for_url("**/sign-in/second-step/")
    page.locator("form[data-passkey] button").click()
    page.wait_for_url("**/admin/")
