"""An initiative in a real browser: brought from a phone without script, answered in the office, agreed, found."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.utils.translation import gettext, override
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from network.agreement.models import AgreementRound
from network.initiatives.enums import InitiativeState
from network.initiatives.models import Initiative
from news.models import NewsPage
from tests.browser.conftest import WCAG
from tests.factories import CoSponsorFactory, InitiativeFactory, NewsIndexPageFactory, TopicFactory, UserFactory
from tests.factories.agreement import Member, asked_round, fresh, members
from tests.factories.initiatives import answered, brought
from tests.factories.pages import stream, translate

PHONE = {"width": 360, "height": 740}
TITLE = {"ka": "წერილობითი ხელშეკრულება სეზონურ მუშაკებს", "en": "Written contracts for seasonal workers"}
TEXT = {"ka": "ხელშეკრულება გასაგებ ენაზე უნდა იყოს.", "en": "A contract must be in a language one understands."}
Open = Callable[..., Page]


@pytest.fixture
def held(live_server: LiveServer) -> list[Member]:
    """Members, and the list of news in which a statement will stand."""
    translate(NewsIndexPageFactory(title="სიახლეები"), title="News")
    TopicFactory()
    return members(2)


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Iterator[Open]:
    """Return a way to open a page as somebody; a phone without script if nothing else is said."""
    contexts = []

    def opened(path: str, user: Any = None, **options: Any) -> Page:
        usual = {"viewport": PHONE, "java_script_enabled": False}
        context = browser.new_context(base_url=live_server.url, **{**usual, **options})
        contexts.append(context)
        if user:
            client = Client()
            client.force_login(user)
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


def said(words: str, language: str) -> str:
    with override(language):
        return gettext(words)


def bring(page: Page, language: str) -> Initiative:
    """Bring an initiative: first without its text, which is asked for and keeps what was typed."""
    page.locator(f"a[href$='/{language}/desk/initiatives/new/']").click()
    page.fill(f"#id_title_{language}", TITLE[language])
    page.check("#id_may_be_shown")
    page.locator("button[value=bring]").click()
    expect(page.locator(".errors")).to_be_visible()
    expect(page.locator(f"#id_title_{language}")).to_have_value(TITLE[language])
    assert Initiative.objects.get().is_draft
    page.fill(f"#id_text_{language}", TEXT[language])
    page.locator("button[value=bring]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE[language])
    return Initiative.objects.get()


def in_the_office(page: Page) -> None:
    """Promise a day, take the initiative up with a reason, have the drafts made."""
    for name, typed in (("promise", {}), ("take_up", {"ka": "მივიღეთ.", "en": "Gladly."}), ("begin", {})):
        page.locator(f"#{name} > summary").click()
        for field, words in typed.items():
            page.fill(f"#{name} [name='{name}-{field}']", words)
        page.locator(f"#{name} form button[type=submit]").click()
        expect(page.locator(".messages .success")).to_be_visible()


def agreed(initiative: Initiative, held: list[Member]) -> AgreementRound:
    """Do the editors' part with the drafts, and let the members agree."""
    asked = asked_round(finished(initiative.translation_key))
    for member in held:
        member.answer(asked)
    return fresh(asked)


def finished(key: Any) -> Any:
    """Give the drafts of a text what a statement needs in each language."""
    for page in NewsPage.objects.filter(translation_key=key).select_related("locale"):
        language = page.locale.language_code
        credit = str(page.get_latest_revision_as_object().body[-1].value)
        page.title, page.lead, page.date = TITLE[language], TEXT[language], "2026-11-01"
        page.body = stream(("paragraph", f"<p>{TEXT[language]}</p>"), ("paragraph", credit))
        page.save()
        page.save_revision()
    return NewsPage.objects.get(translation_key=key, locale__language_code="ka")


def test_from_the_desk_to_an_agreed_statement(open_page: Open, held: list[Member], language: str) -> None:
    phone = open_page(f"/{language}/desk/initiatives/", held[0].user)
    initiative = bring(phone, language)
    other = open_page(f"/{language}/desk/initiatives/{initiative.pk}/", held[1].user)
    other.locator("button[value=support]").click()
    expect(other.locator("button[value=end_support]")).to_be_visible()
    secretary = UserFactory(groups=["Secretariat"])
    screen = {"viewport": {"width": 1280, "height": 800}, "java_script_enabled": True}
    in_the_office(open_page(f"/admin/initiatives/{initiative.pk}/", secretary, **screen))
    initiative.refresh_from_db()
    assert initiative.state == InitiativeState.WRITING
    assert agreed(initiative, held).state == "published"
    phone.reload()
    result = phone.locator(".note a", has_text=TITLE[language])
    expect(result).to_be_visible()
    result.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(TITLE[language])
    expect(phone.locator("main")).to_contain_text(held[0].membership.name_in(language))
    reader = open_page(f"/{language}/initiatives/")
    expect(reader.get_by_role("link", name=TITLE[language])).to_be_visible()
    expect(reader.locator("main .entry .meta")).to_contain_text(held[0].membership.name_in(language))
    expect(reader.get_by_role("heading", level=1)).to_have_text(said("Initiatives of the members", language))


def broken_rules(page: Page) -> list[Any]:
    """Return what axe finds wrong with a page."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": [*WCAG, "best-practice"]}}).response
    return [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found["violations"]]


def test_every_page_can_be_used_by_everybody(
    open_page: Open, held: list[Member], language: str, assert_valid_html: Callable[[dict[str, str]], None]
) -> None:
    own = brought(held[0], title_ka="სანიმუშო ინიციატივა", text_ka="პირველი აბზაცი.\n\nმეორე.")
    CoSponsorFactory(initiative=own, membership=held[1].membership)
    theirs = answered(brought(held[1]))
    draft = InitiativeFactory(draft=True, membership=held[0].membership)
    desk = f"/{language}/desk/initiatives/"
    written = {}
    for name, path in {
        "list": desk,
        "new": f"{desk}new/",
        "draft": f"{desk}{draft.pk}/edit/",
        "own": f"{desk}{own.pk}/",
        "theirs": f"{desk}{theirs.pk}/",
        "public": f"/{language}/initiatives/",
    }.items():
        page = open_page(path, held[0].user, java_script_enabled=True)
        assert broken_rules(page) == [], name
        for width in (320, 768, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (name, width)
        written[name] = page.request.get(path).text()
    assert_valid_html(written)


def test_the_office_can_be_used_by_everybody(open_page: Open, held: list[Member]) -> None:
    initiative = brought(held[0])
    secretary = UserFactory(groups=["Secretariat"])
    screen = {"viewport": {"width": 1280, "height": 800}, "java_script_enabled": True}
    for path in ("/admin/initiatives/", f"/admin/initiatives/{initiative.pk}/"):
        page = open_page(path, secretary, **screen)
        found = [rule for rule in broken_rules(page) if rule[0] not in ("region", "landmark-unique", "heading-order")]
        assert found == [], path
