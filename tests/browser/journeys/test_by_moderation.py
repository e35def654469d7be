"""From a draft in two languages to the public record: ordinary moderation, an objection, a second round, agreement."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import Page, expect

from cms.demo.accounts import PASSWORD
from cms.users.models import User
from network.agreement.enums import RoundState
from network.agreement.models import AgreementRound
from network.agreement.services import close_due_rounds
from news.models import NewsIndexPage, NewsPage
from tests.browser.journeys.conftest import PHONE, OpenPage
from tests.browser.journeys.letters import CODE, answer_link, last_mail, mails_go_out, short
from tests.browser.site.desk import Desk
from tests.factories import NewsIndexPageFactory, UserFactory, translate
from tests.factories.agreement import Member, fresh, members
from tests.smtp import Sink

TITLE = {"ka": "განცხადება შრომით მიგრაციაზე", "en": "Statement on labour migration"}
LEAD = {"ka": "ხელშეკრულება გასაგებ ენაზე უნდა იყოს.", "en": "A contract must be in a language one understands."}
FIRST = {"ka": "მთავრობამ პასუხი ერთ წელიწადში გასცეს.", "en": "The government should answer within a year."}
BETTER = {"ka": "მთავრობამ პასუხი ერთ თვეში გასცეს.", "en": "The government should answer within a month."}
REASON = "ერთი წელი მეტისმეტად დიდი ვადაა მათთვის, ვინც უკვე წასულია."
OK, NOT_FOUND = 200, 404
Said = Callable[[str], str]


@dataclass
class Office:
    """Who writes and who checks, and below which page the text is to stand."""

    index: NewsIndexPage
    editor: Desk
    secretary: Desk

    def write(self) -> NewsPage:
        """Write the text in Georgian, then in English."""
        desk = self.editor
        desk.page.goto(f"/admin/pages/add/news/newspage/{self.index.pk}/")
        expect(desk.page.locator("[name=title]")).to_be_visible()
        desk.page.wait_for_load_state()
        fill(desk, "ka")
        desk.page.locator("[name=kind]").select_option("joint_statement")
        expect(desk.page.locator("[name=voice]")).to_have_value("network")
        desk.date("date", "day", 2026, 11, 1)
        desk.type_into(desk.add("body", "აბზაცი"), FIRST["ka"])
        save(desk)
        desk.make_english()
        fill(desk, "en")
        desk.type_into(desk.field("body").locator("[data-streamfield-child]").first, FIRST["en"])
        save(desk)
        return NewsPage.objects.get(title=TITLE["ka"])

    def submit(self, page: NewsPage) -> None:
        """Ask for the members' agreement, and have the text checked by somebody else first."""
        self.editor.page.goto(f"/admin/pages/{page.pk}/edit/")
        press(self.editor, "button[name=action-submit]")
        assert not AgreementRound.objects.open().exists(), "first somebody else reads it"
        self.secretary.page.goto(f"/admin/pages/{page.pk}/edit/")
        press(self.secretary, "[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])")


def fill(desk: Desk, language: str) -> None:
    """Fill in what has words of its own in each language."""
    desk.write("title", TITLE[language])
    desk.write("lead", LEAD[language])


def save(desk: Desk) -> None:
    """Keep the draft."""
    desk.page.locator("button.action-save").click()
    expect(desk.page.locator(".messages .success")).to_be_visible()
    desk.page.wait_for_load_state()


def press(desk: Desk, button: str) -> None:
    """Choose a button of the menu below the form."""
    desk.page.locator("footer button[aria-expanded]").last.click()
    desk.page.locator(button).click()
    expect(desk.page.locator(".messages .success")).to_be_visible()
    desk.page.wait_for_load_state()


@pytest.fixture
def office(open_screen: OpenPage) -> Office:
    """An editor and somebody of the secretariat, each signed in at a desk of their own."""
    index = NewsIndexPageFactory(title="სიახლეები")
    translate(index, title="News")
    desks = []
    for name, group in (("editor", "Editors"), ("secretary", "Secretariat")):
        UserFactory(username=name, groups=[group], password=PASSWORD, first_name=name, last_name="Desk")
        desks.append(Desk(open_screen(), name))
    return Office(index, *desks)


@pytest.fixture
def said() -> Said:
    """Return what the site says in Georgian for a sentence of the source."""

    def in_georgian(sentence: str) -> str:
        with override("ka"):
            return gettext(sentence)

    return in_georgian


def sign_in(page: Page, user: User, sink: Sink) -> None:
    """Come in by a code that is sent by mail."""
    page.goto("/ka/sign-in/")
    page.fill("[name=email]", user.email)
    page.locator("main form:not([hidden]) button[type=submit]").first.click()
    page.wait_for_url("**/sign-in/code/")
    code = CODE.search(sink.to(user.email)[-1].text)
    assert code
    page.fill("[name=code]", code[0])
    page.locator("main form:not([hidden]) button[type=submit]").first.click()
    page.wait_for_url(lambda url: "sign-in" not in url)


def waiting_question(page: Page, asked: AgreementRound) -> None:
    """Go from the desk to the round that waits there."""
    page.goto("/ka/desk/")
    page.locator(f"main a[href*='/desk/rounds/{asked.pk}/']").first.click()
    page.wait_for_url(f"**/desk/rounds/{asked.pk}/**")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def choose(page: Page, stance: str, **texts: str) -> None:
    """Answer with the form of the page that is open."""
    page.locator(f"label:has(#stance-{stance})").click()
    for name, text in texts.items():
        page.fill(f"#{name}", text)
    page.locator("#choices button").click()
    expect(page.locator(".code")).to_be_visible()


def agree_by_mail(open_phone: OpenPage, sink: Sink, *held: Member) -> None:
    """Let members agree by the link in their newest mail."""
    for member in held:
        choose(open_phone(answer_link(last_mail(sink, member))), "agree")


def statuses(page: NewsPage, visitor: Page) -> list[int]:
    """Return what an anonymous visitor gets at both addresses."""
    found = [visitor.request.get(fresh(version).url) for version in (page, page.counterpart)]
    return [answer.status for answer in found]


def asked_about(page: NewsPage) -> AgreementRound:
    """Return the newest round of a text."""
    found = AgreementRound.objects.of_text(page.translation_key).first()
    assert found
    return found


def test_an_objection_a_second_round_and_publication(
    office: Office, open_phone: OpenPage, smtp_sink: Sink, said: Said
) -> None:
    held = members(3)
    visitor, phone = open_phone(), open_phone()
    page = office.write()
    office.submit(page)
    first = asked_about(page)
    assert (first.state, first.number, first.roll_size) == (RoundState.OPEN, 1, 3)
    mails_go_out()
    sign_in(phone, held[0].user, smtp_sink)
    waiting_question(phone, first)
    choose(phone, "object", reason=REASON, proposal=BETTER["ka"])
    agree_by_mail(open_phone, smtp_sink, *held[1:])
    assert fresh(first).state == RoundState.OPEN, "minds may change until the deadline"
    assert close_due_rounds(now=first.closes_at) == 1
    assert fresh(first).state == RoundState.OBJECTED
    assert statuses(page, visitor) == [NOT_FOUND, NOT_FOUND]
    why_it_stopped(office, page, first, said)

    mend(office, page)
    office.submit(page)
    second = asked_about(page)
    assert (second.state, second.number) == (RoundState.OPEN, 2)
    mails_go_out()
    for member in held:
        mail = last_mail(smtp_sink, member)
        assert short(second) in mail.text
        assert "თვეში" in mail.text, "what has changed"
    assert statuses(page, visitor) == [NOT_FOUND, NOT_FOUND]
    agree_by_mail(open_phone, smtp_sink, *held[1:])
    assert statuses(page, visitor) == [NOT_FOUND, NOT_FOUND]
    waiting_question(phone, second)
    expect(phone.get_by_text(REASON)).to_be_visible()
    choose(phone, "agree")
    assert statuses(page, visitor) == [OK, OK]
    assert fresh(second).state == RoundState.PUBLISHED
    the_public_can_check(visitor, fresh(page), fresh(second), said)


def why_it_stopped(office: Office, page: NewsPage, asked: AgreementRound, said: Said) -> None:
    """Read as the editor that the text came back and why, and as the secretariat what the member proposes."""
    desk = office.editor
    desk.page.goto(f"/admin/pages/{page.pk}/edit/")
    told = said("A member objects. Record of the round: %(number)s") % {"number": asked.pk}
    expect(desk.page.locator("body")).to_contain_text(told)
    office.secretary.page.goto(f"/admin/rounds/{asked.pk}/")
    expect(office.secretary.page.locator("main")).to_contain_text(REASON)
    expect(office.secretary.page.locator("main")).to_contain_text(BETTER["ka"])


def mend(office: Office, page: NewsPage) -> None:
    """Change the sentence in both languages as it was proposed."""
    for version in (page, page.counterpart):
        office.editor.page.goto(f"/admin/pages/{version.pk}/edit/")
        office.editor.page.wait_for_load_state()
        block = office.editor.field("body").locator("[data-streamfield-child]").first
        office.editor.type_into(block, BETTER[version.language])
        save(office.editor)


def the_public_can_check(visitor: Page, page: NewsPage, asked: AgreementRound, said: Said) -> None:
    """Read the line beside the text, follow it to the record, and compare a text there."""
    visitor.goto(page.url)
    expect(visitor.locator("main")).to_contain_text(BETTER["ka"])
    text = "\n".join([TITLE["ka"], LEAD["ka"], visitor.locator("main .prose").first.inner_text()])
    line = visitor.locator("section.agreed")
    expect(line).to_contain_text(short(asked))
    line.get_by_role("link").click()
    visitor.wait_for_url(f"**/ka/record/{asked.pk}/")
    expect(visitor.locator(".match")).to_contain_text(said("Yes, in both languages."))
    paste(visitor, text)
    expect(visitor.locator("#compared")).to_contain_text(said("Yes. This is exactly the agreed Georgian text."))
    paste(visitor, text.replace("ერთ თვეში", "ორ თვეში"))
    expect(visitor.locator("#compared")).to_contain_text(said("No. This differs from the agreed text."))
    expect(visitor.locator("#compared ins")).to_have_text("ორ")
    expect(visitor.locator("#compared del")).to_have_text("ერთ")
    visitor.goto(f"/en/record/{asked.pk}/")
    expect(visitor.locator(".match")).to_contain_text("Yes, in both languages.")
    paste(visitor, "\n".join([TITLE["en"], LEAD["en"], BETTER["en"]]))
    expect(visitor.locator("#compared")).to_contain_text("Yes. This is exactly the agreed English text.")
    assert re.search(r"^[0-9a-f ]+$", visitor.locator(".finger").inner_text().replace("\n", " "))


def paste(visitor: Page, text: str) -> None:
    """Have a text compared with the agreed one."""
    visitor.fill("#paste", text)
    visitor.locator("form.form button").click()
    expect(visitor.locator("#compared")).to_be_visible()
