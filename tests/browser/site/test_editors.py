"""An editor writes in Georgian, makes the English page, lets both out; a reader finds both, joined by their links."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site.arrival import arrive
from tests.browser.site.conftest import Open
from tests.browser.site.desk import Desk
from tests.browser.site.pages import PHONE
from tests.browser.site.watch import Watch

HOME = "სამოქალაქო საზოგადოება მიგრაციისთვის"


@pytest.fixture
def desk(open_own_page: Open, watch: Watch) -> Desk:
    """The desk of the demonstration's editor."""
    return Desk(open_own_page(locale="ka-GE"), "editor")


def follow_language_link(page: Page, path: str) -> None:
    page.locator("header a[hreflang]").click()
    arrive(page, path)


def test_news_in_both_languages(desk: Desk, open_own_page: Open, watch: Watch) -> None:
    expect(desk.page.locator("html")).to_have_attribute("lang", "ka")
    desk.begin_below(HOME, "სიახლეები")
    desk.write("title", "წევრებმა ახალი გეგმა შეათანხმეს")
    desk.write("lead", "გეგმაში ოთხი ამოცანაა, თითოეულს თავისი ვადა აქვს.")
    desk.page.locator("[name=kind]").select_option(label="პრესრელიზი")
    desk.page.locator("[name=voice]").select_option(label="სამდივნო")
    desk.date("date", "day", 2024, 5, 9)
    desk.type_into(desk.add("body", "აბზაცი"), "წევრები თბილისში შეიკრიბნენ.")
    desk.add("body", "სათაური").locator("[name$=-text]").fill("რა შეთანხმდა")
    figure = desk.add("body", "რიცხვითი მონაცემი")
    figure.locator("[name$=-number]").fill("17")
    figure.locator("[name$=-unit]").fill("წევრი ორგანიზაცია")
    georgian = desk.publish()
    assert georgian == "/ka/siakhleebi/tsevrebma-akhali-gegma-sheatankhmes/"

    desk.edit_published()
    desk.make_english()
    desk.write("title", "Members agreed on a new plan")
    desk.write("lead", "The plan has four objectives, each with a date.")
    blocks = desk.field("body").locator("[data-streamfield-child]")
    desk.type_into(blocks.nth(0), "The members met in Tbilisi.")
    blocks.nth(1).locator("[name$=-text]").fill("What was agreed")
    blocks.nth(2).locator("[name$=-unit]").fill("member organisations")
    english = desk.publish()
    assert english == "/en/news/members-agreed-on-a-new-plan/"

    reader = open_own_page(georgian, width=PHONE)
    for told in ("პრესრელიზი", "9 მაისი, 2024", "წევრები თბილისში შეიკრიბნენ.", "რა შეთანხმდა", "წევრი ორგანიზაცია"):
        expect(reader.locator("main")).to_contain_text(told)
    expect(reader.locator("h1")).to_have_text("წევრებმა ახალი გეგმა შეათანხმეს")
    follow_language_link(reader, english)
    for told in (
        "Press release",
        "9 May 2024",
        "The members met in Tbilisi.",
        "What was agreed",
        "member organisations",
    ):
        expect(reader.locator("main")).to_contain_text(told)
    expect(reader.locator("main dd", has_text="17")).to_have_count(1)
    follow_language_link(reader, georgian)
    for path in ("/ka/", "/ka/siakhleebi/"):
        reader.goto(path)
        expect(reader.locator(f"main a[href='{georgian}']")).to_be_visible()
    watch.forgive_saving_by_itself()


def test_project_in_both_languages(desk: Desk, open_own_page: Open, watch: Watch) -> None:
    desk.begin_below(HOME, "ჩვენი საქმიანობა", "პროექტები")
    desk.write("title", "დაბრუნებულთა დახმარება")
    desk.write("lead", "პროექტი სამშობლოში დაბრუნებულ ადამიანებს ეხმარება.")
    desk.page.locator("[name=voice]").select_option(label="სამდივნო")
    desk.date("start", "month", 2024, 1)
    desk.date("end", "month", 2026, 12)
    pillar = desk.add("pillars", "მიმართულება")
    pillar.locator("[name$=-title]").fill("კონსულტაცია")
    pillar.locator("[name$=-activities-0-value-text]").fill("სამართლებრივი დახმარება")
    desk.tab("ვინ და სად")
    desk.page.get_by_role("button", name="დამატება: ორგანიზაცია").click()
    partner = desk.page.locator("#inline_child_participations-0")
    partner.get_by_role("button", name="არჩევა: ორგანიზაცია").click()
    desk.page.locator(".modal").get_by_role("link", name="ინიციატივა ARSIS").click()
    expect(partner).to_contain_text("ინიციატივა ARSIS")
    partner.locator("[name$=-role]").select_option(label="პარტნიორი")
    georgian = desk.publish()

    desk.edit_published()
    desk.make_english()
    desk.write("title", "Help for those who return")
    desk.write("lead", "The project helps people who have come back.")
    pillar = desk.field("pillars").locator("[data-streamfield-child]").first
    pillar.locator("[name$=-title]").fill("Advice")
    pillar.locator("[name$=-activities-0-value-text]").fill("Legal aid")
    english = desk.publish()

    reader = open_own_page(georgian, width=PHONE)
    told = [("იანვარი, 2024 – დეკემბერი, 2026", "ინიციატივა ARSIS", "კონსულტაცია", "სამართლებრივი დახმარება")]
    told += [("January 2024 – December 2026", "Initiative ARSIS", "Advice", "Legal aid")]
    for number, (period, organisation, title, activity) in enumerate(told):
        expect(reader.locator("dl.facts dd").first).to_have_text(period)
        expect(reader.locator("table.partners tbody tr")).to_contain_text(organisation)
        expect(reader.locator(".pillars h3")).to_have_text(title)
        expect(reader.locator(".acts li")).to_have_text(activity)
        if number == 0:
            follow_language_link(reader, english)
    follow_language_link(reader, georgian)
    reader.goto("/ka/chveni-sakmianoba/proektebi/")
    expect(reader.locator(f"main a[href='{georgian}']")).to_be_visible()
    watch.forgive_saving_by_itself()
