"""Somebody with a phone and a mailbox, where no script runs: signs, is named, hides, withdraws, signs again, erases."""

import datetime
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from pytest_django import Settings

from network.letters.by_mail import forms
from network.letters.letters import Letter
from network.letters.models import Token
from tests.browser.journeys.conftest import PHONE, OpenPage
from tests.browser.journeys.letters import mails_go_out
from tests.browser.site.accessibility import VARIANTS, broken_rules
from tests.factories.letters import open_letter, page_of
from tests.smtp import Received, Sink

NAMES = {"ka": "ნინო ბერიძე", "en": "Nino Beridze"}
ADDRESS = "nino@example.org"
LINK = r"https?://\S+/{what}/\S+"
NOT_FOUND = 404


@pytest.fixture(autouse=True)
def own_ground(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    """Nobody types as fast as a test; and files of a letter that had the same number are another test's."""
    monkeypatch.setattr(forms, "FASTEST", 0)
    settings.PRIVATE_ROOT = tmp_path


def link_in(mail: Received, what: str) -> str:
    """Return a link of a mail: the same in the plain text and in the HTML."""
    (link,) = re.findall(LINK.format(what=what), mail.text)
    assert link in mail.html
    return str(link)


def newest_mail(sink: Sink) -> Received:
    """Let the mails go out, and return the newest to the person who signs."""
    mails_go_out()
    return sink.to(ADDRESS)[-1]


def press(page: Page, selector: str = "main form button") -> None:
    """Press a button; the page that follows is no wider than the phone."""
    page.locator(selector).click()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def fill_in(page: Page, letter: Letter, language: str) -> None:
    """Go from the letter to the form, and fill it in with the name to be shown."""
    page.goto(page_of(letter, language).url)
    page.locator("main a[href$='/sign/']:visible").first.click()
    page.wait_for_url("**/sign/")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("#organisation_name")).to_be_hidden()
    page.fill("#name", NAMES[language])
    page.fill("#email", ADDRESS)
    for box in ("display-public", "consent_store", "consent_show_name"):
        page.locator(f"#{box}").check()


def signs(page: Page, letter: Letter, language: str, sink: Sink) -> str:
    """Sign by mail; return the link by which the signature is managed."""
    fill_in(page, letter, language)
    press(page)
    expect(page.locator("#code")).to_be_visible()
    mail = newest_mail(sink)
    assert NAMES[language] not in mail.text + mail.html
    assert "/letters/not-me/" in mail.text
    page.goto(link_in(mail, "confirm"))
    expect(page.locator("main")).to_contain_text(NAMES[language])
    press(page)
    expect(page.locator("main a[href^='https://t.me/']")).to_be_visible()
    managing = link_in(newest_mail(sink), "manage")
    assert f"/{language}/letters/manage/" in managing
    return managing


def seen(page: Page, letter: Letter, language: str) -> dict[str, bool]:
    """Say where the name can be read at this moment, and whether the signature is counted."""
    name, lists = NAMES[language], f"/{language}/letters/{letter.pk}"
    read: dict[str, Callable[[], str]] = {
        "letter": lambda: page.request.get(page_of(letter, language).url).text(),
        "other language": lambda: page.request.get(page_of(letter, "en" if language == "ka" else "ka").url).text(),
        "list": lambda: page.request.get(f"{lists}/signatories/").text(),
        "print": lambda: page.request.get(f"{lists}/print/").text(),
        "table": lambda: page.request.get(f"{lists}/signatures.csv").text(),
        "data": lambda: page.request.get(f"{lists}/signatures.json").text(),
        "pdf": lambda: text_of(page.request.get(f"{lists}/letter.pdf").body()),
    }
    return {where: name in text() for where, text in read.items()}


def is_shown_again(page: Page, letter: Letter, language: str) -> bool:
    """Say whether the name can be read; a PDF is made anew at once when a name goes, and later when one comes."""
    return all(is_there for where, is_there in seen(page, letter, language).items() if where != "pdf")


def text_of(pdf: bytes) -> str:
    """Return the words of a PDF."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def people(page: Page, letter: Letter) -> int:
    """Return how many people are counted."""
    mails_go_out()  # the sequencer is among what the site does by itself
    return int(json.loads(page.request.get(f"/letters/{letter.translation_key}/count.json").text())["people"])


def test_signed_hidden_withdrawn_signed_again_and_erased(open_phone: OpenPage, smtp_sink: Sink, language: str) -> None:
    letter = open_letter()
    page = open_phone()
    managing = signs(page, letter, language, smtp_sink)
    everywhere = seen(page, letter, language)
    assert all(everywhere.values()), everywhere
    assert people(page, letter) == 1

    page.goto(managing)
    press(page, "button[value=hide]")
    assert not any(seen(page, letter, language).values())
    assert people(page, letter) == 1, "counted, not named"
    press(page, "button[value=show]")
    assert is_shown_again(page, letter, language)

    page.locator("details:has(button[value=withdraw]) > summary").click()
    press(page, "button[value=withdraw]")
    assert not any(seen(page, letter, language).values())
    assert people(page, letter) == 0

    # An hour later: nobody gets two mails within ten minutes.
    Token.objects.update(created_at=timezone.now() - datetime.timedelta(hours=1))
    again = signs(page, letter, language, smtp_sink)
    assert again != managing
    assert is_shown_again(page, letter, language)
    assert people(page, letter) == 1
    page.goto(again)
    page.locator("details:has(button[value=erase]) > summary").click()
    press(page, "button[value=erase]")
    assert not any(seen(page, letter, language).values())
    assert people(page, letter) == 0
    for link in (managing, again):
        answer = page.goto(link)
        assert answer
        assert answer.status == NOT_FOUND


def test_every_page_is_for_everybody(open_screen: OpenPage, smtp_sink: Sink) -> None:
    """Each page of signing at both widths and in both schemes; the summary of errors takes the focus."""
    letter = open_letter()
    page = open_screen()
    found = []

    def look() -> None:
        found.extend(broken_rules(page, *VARIANTS))

    page.goto(f"/ka/letters/{letter.pk}/sign/?who=organisation")
    expect(page.locator("#organisation_name")).to_be_visible()
    look()
    page.locator("main form.form button").click()
    expect(page.locator("div.errors")).to_be_focused()
    look()
    fill_in(page, letter, "ka")
    page.locator("main form.form button").click()
    page.wait_for_url("**/code/**")
    look()
    mail = newest_mail(smtp_sink)
    for what in ("not-me", "confirm"):
        page.goto(link_in(mail, what))
        look()
    page.locator("main form.form button").click()
    page.wait_for_load_state()
    look()
    page.goto(link_in(newest_mail(smtp_sink), "manage"))
    look()
    for deed in ("withdraw", "erase"):
        page.locator(f"details:has(button[value={deed}]) > summary").click()
        page.locator(f"button[value={deed}]").click()
        page.wait_for_load_state()
        look()
    page.goto("/ka/letters/manage/nobodys/")
    look()
    Letter.objects.update(state="paused")
    page.goto(f"/ka/letters/{letter.pk}/sign/")
    look()
    assert found == []
