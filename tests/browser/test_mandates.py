"""A mandate handed over on a phone, in a real browser: proposed, opened, accepted; each page readable for everybody."""

import datetime
import re

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from cms.core.models import SiteSettings
from cms.users.models import User
from network.members.models import Mandate
from tests.browser.site.accessibility import VARIANTS, broken_rules
from tests.factories import MandateFactory

PHONE = {"width": 360, "height": 740}


@pytest.fixture(autouse=True)
def _names(settings: Settings, live_server: LiveServer) -> None:
    settings.BASE_URL = live_server.url
    names = SiteSettings.load()
    names.name_ka, names.name_en = "სამოქალაქო საზოგადოება მიგრაციისთვის", "Civil Society for Migration"
    names.email = "office@example.org"
    names.save()


def sign_in(page: Page, user: User) -> None:
    client = Client()
    client.force_login(user)
    name = django_settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "domain": "localhost", "path": "/"}])


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_mandate_changes_hands_on_a_phone(
    browser: Browser, live_server: LiveServer, language: str, foreign_requests: list[str]
) -> None:
    mandate = MandateFactory(starts_on=timezone.localdate() - datetime.timedelta(days=400))
    context = browser.new_context(base_url=live_server.url, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, mandate.user)
    page.goto(f"/{language}/mandates/")
    page.locator("form[action$='/confirm/'] button").click()
    expect(page.get_by_role("status")).to_be_visible()
    page.locator("a[href$='/successor/']").click()
    page.locator("#id_name").fill("Giorgi Successor")
    page.locator("#id_email").fill("not an address")
    page.locator("form.form button").click()
    expect(page.locator("#id_name")).to_have_value("Giorgi Successor")
    expect(page.locator("#id_email")).to_have_value("not an address")
    page.locator("#id_email").fill("giorgi@example.org")
    page.locator("form.form button").click()
    expect(page.get_by_text("giorgi@example.org")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    link = re.search(r"http\S+/mandate/\S+", mail.outbox[-1].body)[0]
    assert link.startswith(f"{live_server.url}/{language}/")
    successor = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    successor.goto(link)
    assert Mandate.objects.valid().get() == mandate
    successor.locator("form.send button").click()
    expect(successor.locator("a.button[href$='/mandates/']")).to_be_visible()
    assert Mandate.objects.valid().get().user.email == "giorgi@example.org"
    page.reload()
    expect(page).to_have_url(re.compile("/sign-in/"))
    successor.context.close()
    context.close()
    assert foreign_requests == []


@pytest.mark.parametrize("language", ["ka", "en"])
def test_no_page_breaks_a_rule(page: Page, language: str) -> None:
    mandate = MandateFactory(starts_on=timezone.localdate() - datetime.timedelta(days=400))
    MandateFactory(user=mandate.user, deputy=True)
    sign_in(page, mandate.user)
    found = []
    page.goto(f"/{language}/mandates/")
    page.locator("details summary").first.click()
    found += broken_rules(page, *VARIANTS)
    page.goto(f"/{language}/mandates/{mandate.pk}/successor/")
    page.locator("form.form button").click()
    expect(page.locator(".errors")).to_be_focused()
    found += broken_rules(page, *VARIANTS)
    page.locator("#id_name").fill("Giorgi Successor")
    page.locator("#id_email").fill("giorgi@example.org")
    page.locator("form.form button").click()
    expect(page.locator("form[action$='/withdraw/']")).to_be_visible()
    found += broken_rules(page, *VARIANTS)
    page.goto(re.search(r"http\S+/mandate/\S+", mail.outbox[-1].body)[0])
    found += broken_rules(page, *VARIANTS)
    page.locator("form.send button").click()
    expect(page.locator("a.button[href$='/mandates/']")).to_be_visible()
    found += broken_rules(page, *VARIANTS)
    for path in ("mandate/unknown/", "mandates/ended/"):
        page.goto(f"/{language}/{path}")
        found += broken_rules(page, *VARIANTS)
    assert found == []
