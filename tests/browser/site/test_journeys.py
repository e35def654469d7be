"""What readers do, step by step, on a small phone: with and without JavaScript, in both languages."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site.accessibility import VARIANTS, broken_rules
from tests.browser.site.arrival import arrive, follow
from tests.browser.site.conftest import Open
from tests.browser.site.pages import INTERVIEW, PHONE, TYPES
from tests.browser.site.watch import Watch
from tests.served import database
from tests.served.server import Site

WORDS = {
    "ka": {
        "menu": "მენიუ",
        "close": "დახურვა",
        "news": "სიახლეები",
        "topic": "თემა",
        "kind": "სახე",
        "interview": "ინტერვიუ",
        "trafficking": "ბრძოლა ადამიანით ვაჭრობის (ტრეფიკინგის) წინააღმდეგ",
        "show": "ჩვენება",
        "next": "შემდეგი",
        "search": "მიგრაცია",
        "other": "English",
        "none": "გვერდი ვერ მოიძებნა",
        "only": "ეს გვერდი ხელმისაწვდომია მხოლოდ ინგლისურ ენაზე",
    },
    "en": {
        "menu": "Menu",
        "close": "Close",
        "news": "News",
        "topic": "Topic",
        "kind": "Kind",
        "interview": "Interview",
        "trafficking": "Combating human trafficking",
        "show": "Show",
        "next": "Next",
        "search": "migration",
        "other": "ქართული",
        "none": "Page not found",
        "only": "This page is only available in Georgian",
    },
}
OTHER = {"ka": "en", "en": "ka"}
MEETING = {
    "ka": "/ka/siakhleebi/iom-is-onlainshekhvedra-ra-sheudzlia-samokalako-sazogadoebas-trepikingis/",
    "en": "/en/news/iom-online-meeting-what-civil-society-can-do-against-trafficking/",
}
# Enough items on one topic to fill more than a page of the list.
ALL_ON_TRAFFICKING = """
    INSERT INTO news_newspage_topics (newspage_id, topic_id)
    SELECT page_ptr_id, (SELECT id FROM registry_topic WHERE slug = 'trafficking') FROM news_newspage
    WHERE page_ptr_id NOT IN (
        SELECT newspage_id FROM news_newspage_topics
        WHERE topic_id = (SELECT id FROM registry_topic WHERE slug = 'trafficking')
    )
"""


@pytest.fixture
def with_a_long_list(own_site: Site) -> None:
    """All news on one topic."""
    database.execute(own_site.database, ALL_ON_TRAFFICKING)


@pytest.fixture
def without_interview(own_site: Site, language: str) -> Iterator[str]:
    """Take the interview back in the language of the test; return its path in the other."""
    with database.taken_back(own_site.database, INTERVIEW[language]):
        yield INTERVIEW[OTHER[language]]


def go_by_menu(page: Page, language: str, label: str) -> None:
    menu = page.locator("nav#menu")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name=WORDS[language]["menu"], exact=True).click()
    expect(menu).to_be_visible()
    menu.get_by_role("link", name=label, exact=True).click()


def choose(page: Page, language: str, label: str, option: str) -> None:
    page.locator("details.filter summary").click()
    page.get_by_label(label, exact=True).select_option(label=option)
    page.get_by_role("button", name=WORDS[language]["show"], exact=True).click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_the_front_page_to_a_project_and_back(
    open_own_page: Open, with_a_long_list: None, language: str, script: bool
) -> None:
    words, other = WORDS[language], OTHER[language]
    page = open_own_page(f"/{language}/", width=PHONE, java_script_enabled=script)
    go_by_menu(page, language, words["news"])
    arrive(page, TYPES["news"][language])
    choose(page, language, words["topic"], words["trafficking"])
    arrive(page, TYPES["news"][language], topic="trafficking")
    expect(page.locator(".chosen")).to_contain_text(words["trafficking"])
    expect(page.locator("main article")).to_have_count(10)

    page.get_by_role("link", name=words["next"], exact=True).click()
    arrive(page, TYPES["news"][language], topic="trafficking", page="2")
    rest = page.locator("main article").count()
    assert rest > 0
    page.get_by_role("link", name=words["other"], exact=True).click()
    arrive(page, TYPES["news"][other], topic="trafficking", page="2")
    expect(page.locator("html")).to_have_attribute("lang", other)
    expect(page.locator(".chosen")).to_contain_text(WORDS[other]["trafficking"])
    expect(page.locator("main article")).to_have_count(rest)

    item = page.locator(f"main article a[href='{MEETING[other]}']")
    title = item.inner_text()
    item.click()
    arrive(page, MEETING[other])
    expect(page.locator("h1")).to_have_text(title)
    project = page.locator("main").get_by_role("link", name="IACTA").first
    name = project.inner_text()
    follow(project)
    expect(page.locator("h1")).to_have_text(name)
    page.go_back()
    arrive(page, MEETING[other])
    page.go_back()
    arrive(page, TYPES["news"][other], topic="trafficking", page="2")
    expect(page.locator("main article")).to_have_count(rest)


def test_menu_opens_closes_and_gives_the_focus_back(open_page: Open, language: str) -> None:
    page = open_page(f"/{language}/", width=PHONE, java_script_enabled=False)
    menu = page.locator("nav#menu")
    button = page.get_by_role("button", name=WORDS[language]["menu"], exact=True)
    button.press("Enter")
    expect(menu).to_be_visible()
    menu.get_by_role("button", name=WORDS[language]["close"], exact=True).click()
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def test_search_from_the_menu_and_in_the_other_language(open_page: Open, language: str) -> None:
    words, other = WORDS[language], OTHER[language]
    page = open_page(f"/{language}/", width=PHONE, java_script_enabled=False)
    page.get_by_role("button", name=words["menu"], exact=True).click()
    page.locator("nav#menu input[name=q]").fill(words["search"])
    page.locator("nav#menu input[name=q]").press("Enter")
    arrive(page, f"/{language}/search/", q=words["search"])
    expect(page.locator("main input[type=search]")).to_have_value(words["search"])
    expect(page.locator("main article")).not_to_have_count(0)
    page.get_by_role("link", name=words["other"], exact=True).click()
    arrive(page, f"/{other}/search/", q=words["search"])


def test_filters_stand_open_on_wide_screens(open_page: Open, language: str) -> None:
    page = open_page(TYPES["news"][language], width=1280, java_script_enabled=False)
    expect(page.locator("details.filter summary")).to_be_hidden()
    page.get_by_label(WORDS[language]["kind"], exact=True).select_option(label=WORDS[language]["interview"])
    page.get_by_role("button", name=WORDS[language]["show"], exact=True).click()
    expect(page.locator("main article")).to_have_count(2)


def test_language_link_of_a_page_that_is_not_translated(
    open_own_page: Open, watch: Watch, without_interview: str, language: str
) -> None:
    """The link leads to a page in the language that was asked for; it names the original and the section."""
    other = OTHER[language]
    page = open_own_page(without_interview, width=PHONE)
    page.get_by_role("link", name=WORDS[other]["other"], exact=True).click()
    page.wait_for_url(f"**/{language}/untranslated/*/")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1")).to_have_text(WORDS[language]["only"])
    assert broken_rules(page, *VARIANTS) == []
    expect(page.locator(f"main a[href='{TYPES['news'][language]}']")).to_have_count(1)
    page.locator(f"main a[href='{without_interview}']").first.click()
    arrive(page, without_interview)
    expect(page.locator("html")).to_have_attribute("lang", other)


def test_address_of_a_page_that_is_not_translated(
    open_own_page: Open, watch: Watch, without_interview: str, language: str
) -> None:
    """An address under the other prefix says the same, with the status of what is not there."""
    path = f"/{language}{without_interview.removeprefix(f'/{OTHER[language]}')}"
    page = open_own_page(path, width=PHONE)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1")).to_have_text(WORDS[language]["only"])
    expect(page.locator(f"main a[href='{without_interview}']")).not_to_have_count(0)
    watch.expect(f"404: {path}")


def test_nothing_at_an_address(open_page: Open, watch: Watch, language: str) -> None:
    page = open_page(f"/{language}/nothing-here/", width=PHONE)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1")).to_have_text(WORDS[language]["none"])
    page.locator("main input[name=q]").fill(WORDS[language]["search"])
    page.locator("main input[name=q]").press("Enter")
    arrive(page, f"/{language}/search/", q=WORDS[language]["search"])
    expect(page.locator("main article")).not_to_have_count(0)
    page.go_back()
    arrive(page, f"/{language}/nothing-here/")
    page.locator(f"main a[href='/{language}/']").click()
    arrive(page, f"/{language}/")
    watch.expect(f"404: /{language}/nothing-here/")


@pytest.mark.parametrize(("browser_language", "first"), [("en-GB", "en"), ("ka-GE", "ka"), ("de-DE", "ka")])
def test_root_asks_the_browser_and_then_what_the_reader_chose(
    open_page: Open, browser_language: str, first: str
) -> None:
    page = open_page("/", width=PHONE, locale=browser_language)
    arrive(page, f"/{first}/")
    assert page.evaluate("document.cookie") == ""
    page.get_by_role("link", name=WORDS[first]["other"], exact=True).click()
    arrive(page, f"/{OTHER[first]}/")
    page.goto("/")
    arrive(page, f"/{OTHER[first]}/")
    assert {cookie["name"] for cookie in page.context.cookies()} == {"django_language"}
    page.get_by_role("link", name=WORDS[OTHER[first]]["other"], exact=True).click()
    arrive(page, f"/{first}/")
    page.goto("/")
    arrive(page, f"/{first}/")


def test_reading_leaves_no_trace(open_page: Open, language: str) -> None:
    page = open_page(width=PHONE)
    for paths in TYPES.values():
        if "nothing-here" not in paths[language]:
            page.goto(paths[language])
            assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]
    assert page.context.cookies() == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_keyboard_reaches_the_text_first(open_page: Open, language: str) -> None:
    page = open_page(TYPES["item"][language], width=PHONE)
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    box = skip.bounding_box()
    assert box
    assert box["height"] > 20, "the link is seen when it has the focus"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
