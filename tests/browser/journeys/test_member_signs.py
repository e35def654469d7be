"""A representative with a phone: from the mail about a new letter to a signature with a note, and back again."""

import re

from playwright.sync_api import Page, expect

from network.letters.enums import SignatureState
from network.letters.models import Letter, Signature
from tests.browser.journeys.conftest import PHONE, OpenPage
from tests.browser.journeys.letters import CODE, last_mail, mails_go_out
from tests.factories.agreement import Member, members
from tests.factories.letters import open_letter, page_of
from tests.smtp import Sink

DESK_LINK = re.compile(r"https?://\S+/desk/letters/\d+/")
OBJECT_LINK = re.compile(r"https?://\S+/letters/object/\S+")
TEXTS = {"ka": "გთხოვთ, დაიცვათ ყველა მიგრანტი.", "en": "We ask you to protect every migrant."}
NOTE = "ამაზე ყოველდღე ვმუშაობთ."


def from_the_mail_to_the_letter(page: Page, nino: Member, sink: Sink) -> None:
    """Open the link of the mail, sign in by the code of another mail, and stand before the text."""
    mails_go_out()
    (link,) = DESK_LINK.findall(last_mail(sink, nino).text)
    page.goto(link)
    page.fill("[name=email]", nino.user.email)
    page.locator("main form:not([hidden]) button[type=submit]").first.click()
    page.wait_for_url("**/sign-in/code/**")
    code = CODE.search(last_mail(sink, nino).text)
    assert code
    page.fill("[name=code]", code[0])
    page.locator("main form:not([hidden]) button[type=submit]").first.click()
    page.wait_for_url(link)


def on_the_letter(visitor: Page, letter: Letter, member: Member) -> bool:
    """Say whether readers see member and note in both languages; never one without the other."""
    seen = set()
    for language in ("ka", "en"):
        visitor.goto(page_of(letter, language).url)
        text = " ".join(visitor.locator("main").inner_text().split())
        seen |= {member.membership.name_in(language) in text, NOTE in text}
    assert len(seen) == 1
    return seen.pop()


def test_a_member_signs_with_a_note_is_seen_and_takes_it_back(open_phone: OpenPage, smtp_sink: Sink) -> None:
    nino, other = members(2)
    letter = open_letter([nino, other])
    page, visitor = open_phone(), open_phone()
    from_the_mail_to_the_letter(page, nino, smtp_sink)
    expect(page.get_by_text(TEXTS["ka"])).to_be_visible()
    page.locator("details[lang=en] > summary").click()
    expect(page.get_by_text(TEXTS["en"])).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert not Signature.objects.exists(), "to open, to sign in and to read changes nothing"
    assert not on_the_letter(visitor, letter, nino)

    page.fill("textarea[name=comment]", NOTE)
    page.locator("button[name=action][value=sign]").click()
    expect(page.locator("#decide [role=status]")).to_be_visible()
    expect(page.locator("#decide")).to_contain_text(NOTE)
    signed = Signature.objects.get()
    assert (signed.membership, signed.comment) == (nino.membership, NOTE)
    mails_go_out()
    assert on_the_letter(visitor, letter, nino)
    (registered,) = smtp_sink.to(nino.membership.contact_email)
    assert OBJECT_LINK.search(registered.text)
    visitor.goto(OBJECT_LINK.findall(registered.text)[0])
    expect(visitor.locator("main")).to_contain_text(nino.membership.name_in("ka"))

    page.locator("details:has([value=withdraw]) > summary").click()
    page.locator("button[name=action][value=withdraw]").click()
    expect(page.locator("#decide [role=status]")).to_be_visible()
    assert Signature.objects.get().state == SignatureState.WITHDRAWN
    mails_go_out()
    assert not on_the_letter(visitor, letter, nino)
    assert len(smtp_sink.to(nino.membership.contact_email)) == 2
