"""An editor at work in a real browser: two languages side by side, and nothing lost on the way through a form."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.core.models import BasePage
from projects.models import ProjectPage
from tests.admin.document_c import Records, filled_form, source
from tests.admin.signed_in import client_of, make_user
from tests.browser.site.desk import panels_are_settled
from tests.factories import NewsPageFactory, ProjectIndexPageFactory, stream, translate
from tests.factories.users import PASSWORD

MTAVRULI = "[\\u1c90-\\u1cbf]"
SignIn = Callable[..., None]


@pytest.fixture
def sign_in(page: Page, live_server: LiveServer) -> SignIn:
    """Return a way to sign in through the admin's own form."""

    def through_the_form(part: str = "editor", language: str = "en") -> None:
        user = make_user(part, language)
        page.goto(reverse("wagtailadmin_login"))
        page.fill("[name=login]", user.username)
        page.fill("[name=password]", PASSWORD)
        page.locator("main button[type=submit]").first.click()
        page.wait_for_url("**/admin/")

    return through_the_form


def edit_url(row: BasePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[row.pk])


def open_counterpart(page: Page) -> Any:
    panels_are_settled(page)  # an earlier click would close what opens by itself
    toggle = page.locator("[data-side-panel-toggle=counterpart]")
    if toggle.get_attribute("aria-expanded") != "true":
        toggle.click()
    panel = page.locator("[data-side-panel=counterpart]")
    expect(panel).to_be_visible()
    return panel


def read_on_the_form(page: Page, said: str) -> None:
    """Wait until a form has come back that says something, and its scripts are at work."""
    expect(page.get_by_text(said)).to_be_visible()
    page.wait_for_load_state()


def publish(page: Page) -> None:
    page.locator("footer button[aria-expanded]").last.click()
    page.locator("button[name=action-publish]").click()


def test_an_editor_makes_and_publishes_the_other_language(page: Page, sign_in: SignIn, page_errors: list[str]) -> None:
    georgian = NewsPageFactory(
        title="ქსელმა ახალი სტრატეგია მიიღო",
        lead="წევრებმა ოთხი მიზანი შეათანხმეს.",
        body=stream(("paragraph", "<p>ქართული აბზაცი</p>")),
    )
    translate(georgian.get_parent(), title="News")
    sign_in()
    page.goto(edit_url(georgian))
    open_counterpart(page).get_by_role("button", name="Create the English page").click()

    read_on_the_form(page, "The English page is ready as a draft.")
    panel = open_counterpart(page)
    expect(panel.locator("[lang=ka]").filter(has_text="ქართული აბზაცი")).to_be_visible()
    expect(panel.get_by_role("link", name="Edit the Georgian page")).to_be_visible()

    publish(page)
    read_on_the_form(page, "The title is not in English yet. Translate it, then publish the page.")

    page.fill("[name=title]", "The Network adopted a new strategy")
    page.locator("[name=title]").press("End")
    page.fill("[name=lead]", "Members agreed on four objectives.")
    expect(page.locator("[name=slug]")).to_have_value("the-network-adopted-a-new-strategy")
    publish(page)
    expect(page.get_by_text("has been published")).to_be_visible()
    assert page_errors == []

    english = georgian.get_translations().get()
    assert english.live
    page.goto(english.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("The Network adopted a new strategy")


def test_the_form_in_the_browser_loses_nothing(page: Page, sign_in: SignIn, page_errors: list[str]) -> None:
    index = ProjectIndexPageFactory(title="პროექტები")
    project = source()
    add = reverse("wagtailadmin_pages:add", args=["projects", "projectpage", index.pk])
    client_of(make_user("editor")).post(add, filled_form(project, Records(project), "ka"))
    entered = ProjectPage.objects.child_of(index).get()
    before = _said(entered)
    sign_in(language="ka")
    page.goto(edit_url(entered))
    publish(page)
    page.wait_for_url(f"**{reverse('wagtailadmin_explore', args=[index.pk])}")
    saved = ProjectPage.objects.get(pk=entered.pk)
    assert saved.live
    assert _said(saved) == before
    assert page_errors == []


def _said(row: ProjectPage) -> dict[str, Any]:
    """Return everything a page holds but what a save changes by itself."""
    bookkeeping = ("latest_revision", "live", "first_published", "last_published", "has_unpublished", "draft_title")
    data = {name: value for name, value in row.serializable_data().items() if not name.startswith(bookkeeping)}
    for participation in data["participations"]:
        participation.pop("pk")
    return {**data, "comments": None}


@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_desk_in_the_editors_language(
    page: Page,
    sign_in: SignIn,
    language: str,
    page_errors: list[str],
    csp_errors: list[str],
    foreign_requests: list[str],
) -> None:
    row = NewsPageFactory(title="სიახლე", internal_note="შენიშვნა")
    sign_in(language=language)
    for path in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[row.get_parent().pk]),
        edit_url(row),
        reverse("editing:report"),
        reverse("editing:create_counterpart", args=[row.pk]),
        reverse("wagtailimages:add"),
        reverse("wagtailadmin_account"),
    ):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.locator("html").get_attribute("lang") == language
        assert page.evaluate(f"() => !/{MTAVRULI}/u.test(document.body.innerText)"), path
    expect(page.locator(".sidebar")).to_contain_text({"ka": "გვერდები", "en": "Pages"}[language])
    assert (page_errors, csp_errors, foreign_requests) == ([], [], [])


def test_our_own_panel_is_accessible(page: Page, sign_in: SignIn, axe: Callable[..., None]) -> None:
    row = NewsPageFactory(title="სიახლე", date="2023-06")
    translate(row, title="News", date="2022", body=stream(("paragraph", "<p>Text with ქართული words</p>")))
    sign_in()
    page.goto(edit_url(row))
    open_counterpart(page)
    axe(rules={"color-contrast": {"enabled": True}})
