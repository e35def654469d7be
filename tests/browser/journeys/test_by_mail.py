"""A representative with a phone and a mailbox: asked by mail, read, answered, a receipt, another answer."""

from playwright.sync_api import Page, expect

from network.agreement.models import AgreementRound
from network.agreement.queries import tally_of
from network.agreement.rules import Tally
from tests.browser.journeys.conftest import PHONE, OpenPage
from tests.browser.journeys.letters import answer_link, last_mail, mails_go_out, short
from tests.factories.agreement import Member, asked_round, fresh, members
from tests.smtp import Sink

TEXTS = {"ka": "ქსელი შეთანხმდა ამ ტექსტზე.", "en": "The Network agreed to this text."}
TITLES = {"ka": "განცხადება შრომით მიგრაციაზე", "en": "Statement on labour migration"}
OTHER = {"ka": "en", "en": "ka"}
GONE = 410


def speaking(language: str) -> list[Member]:
    """Make three members; the first one's representative wants mails in a language."""
    held = members(3)
    held[0].user.language = language
    held[0].user.save()
    return held


def read_both_languages(page: Page, language: str) -> None:
    """Read what is open, then open the other language."""
    expect(page.get_by_text(TEXTS[language])).to_be_visible()
    expect(page.get_by_text(TEXTS[OTHER[language]])).to_be_hidden()
    page.locator(f"details[lang={OTHER[language]}] > summary").click()
    for told in TEXTS.values():
        expect(page.get_by_text(told)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def send(page: Page, stance: str, naming: str = "") -> None:
    """Choose an answer and send it."""
    page.locator(f"label:has(#stance-{stance})").click()
    if naming:
        page.locator(f"#{naming}").check()
    page.locator("#choices button").click()
    page.wait_for_url("**/receipt/")


def counts(asked: AgreementRound) -> Tally:
    """Return how the members have answered so far."""
    return tally_of(fresh(asked))


def test_from_the_mail_to_the_receipt_and_to_another_answer(
    open_phone: OpenPage, smtp_sink: Sink, language: str
) -> None:
    held = speaking(language)
    nino = held[0]
    asked = asked_round()
    mails_go_out()
    assert sorted(mail.recipients[0] for mail in smtp_sink.got) == sorted(member.user.email for member in held)
    invitation = last_mail(smtp_sink, nino)
    assert TITLES[language] in invitation.subject
    assert short(asked) in invitation.text
    first_link = answer_link(invitation)
    assert f"/{language}/answer/" in first_link

    page = open_phone(first_link)
    expect(page.locator("html")).to_have_attribute("lang", language)
    read_both_languages(page, language)
    assert page.locator("[name=stance]:checked").count() == 0, "nothing is chosen beforehand"
    assert counts(asked) == Tally(roll_size=3, silent_count=3), "to open and to read changes nothing"
    send(page, "agree", "name-agree")
    code = page.locator(".code").text_content() or ""
    assert code.strip()
    assert counts(asked) == Tally(roll_size=3, agree_count=1, named_count=1, silent_count=2)

    mails_go_out()
    receipt = last_mail(smtp_sink, nino)
    assert receipt is not invitation
    assert code.strip() in receipt.text
    assert TITLES[language] in receipt.subject
    new_link = answer_link(receipt)
    assert new_link != first_link
    page = open_phone(new_link)
    send(page, "aside")
    expect(page.locator(".code")).not_to_have_text(code)
    assert counts(asked) == Tally(roll_size=3, aside_count=1, silent_count=2)
    old_links_are_refused(open_phone(), first_link, new_link, language)
    assert counts(asked) == Tally(roll_size=3, aside_count=1, silent_count=2)

    mails_go_out()
    assert len(smtp_sink.to(nino.user.email)) == 3
    assert len(smtp_sink.got) == len(held) + 2, "nobody else hears of an answer"
    assert answer_link(last_mail(smtp_sink, nino)) not in (first_link, new_link)


def old_links_are_refused(page: Page, *links_and_language: str) -> None:
    """Open links with which somebody has answered: each says why it works no longer and how to go on."""
    *links, language = links_and_language
    for link in links:
        answer = page.goto(link)
        assert answer
        assert answer.status == GONE
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("form#choices")).to_have_count(0)
        expect(page.locator("main .lead")).not_to_be_empty()
        expect(page.locator("main a[href='mailto:office@example.org']")).to_be_visible()
        page.locator("main a.button").click()
        page.wait_for_url(f"**/{language}/sign-in/**")
        expect(page.locator("[name=email]")).to_be_visible()
