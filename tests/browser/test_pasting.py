"""An editor brings an agenda from a document: what was typed stays, the table keeps its cells, nothing is published."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from network.events.pages import EventPage
from tests.factories.events import EventPageFactory
from tests.factories.users import UserFactory

TABLE = """<table style="width:100%"><tr><th>Time</th><th>Session</th><th>Speakers</th></tr>
<tr><td>14:00–14:15</td><td><p>Opening remarks</p><p>Second line of the cell</p></td>
<td>Dr Nino Beridze, director</td></tr>
<tr><td>14:15–15:00</td><td>Discussion</td><td></td></tr></table>"""
TEXT = "Time\tSession\tSpeakers\n14:00–14:15\tOpening remarks\n\nSecond line of the cell\tDr Nino Beridze, director"
TO_CLIPBOARD = """([html, text]) => navigator.clipboard.write([new ClipboardItem({
    "text/html": new Blob([html], {type: "text/html"}), "text/plain": new Blob([text], {type: "text/plain"}),
})])"""


@pytest.fixture
def event_page() -> EventPage:
    """An event without an agenda."""
    return EventPageFactory()


@pytest.fixture
def editor(page: Page, base_url: str, client: Client, event_page: EventPage) -> Page:
    """The editing form of that event, opened by an administrator."""
    client.force_login(UserFactory(superuser=True))
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base_url}])
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/admin/pages/{event_page.pk}/edit/")
    return page


def test_from_the_form_to_the_draft_and_back(
    editor: Page, event_page: EventPage, axe, page_errors: list[str], csp_errors: list[str]
) -> None:
    editor.locator("#id_venue").fill("ახალი ადგილი")
    editor.locator('button[name="paste-agenda"]').click()
    text = editor.locator("[data-agenda-text]")
    expect(text).to_be_visible()
    editor.evaluate(TO_CLIPBOARD, [TABLE, TEXT])
    text.focus()
    editor.keyboard.press("Control+V")
    expect(text).to_have_value(TEXT)
    table = editor.locator("[data-agenda-table]")
    assert "<td>" in table.input_value()
    assert "style" not in table.input_value()
    editor.locator("form button[type=submit]").last.click()
    rows = editor.locator("table.listing tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Second line of the cell")
    expect(rows.first).to_contain_text("Nino Beridze")
    axe()
    editor.locator('button[name="write"]').click()
    expect(editor.locator("#id_venue")).to_have_value("ახალი ადგილი")
    draft = EventPage.objects.get(pk=event_page.pk).get_latest_revision_as_object()
    assert [session.title for session in draft.sessions] == ["Opening remarks", "Discussion"]
    assert draft.sessions[0].details == "Second line of the cell"
    assert not EventPage.objects.get(pk=event_page.pk).agenda
    assert page_errors == []
    assert csp_errors == []


def test_what_is_typed_by_hand_counts_more_than_the_table(editor: Page, event_page: EventPage) -> None:
    editor.goto(f"/admin/events/agenda/{event_page.pk}/paste/")
    text = editor.locator("[data-agenda-text]")
    editor.evaluate(TO_CLIPBOARD, [TABLE, TEXT])
    text.focus()
    editor.keyboard.press("Control+V")
    text.press_sequentially(" !")
    assert editor.locator("[data-agenda-table]").input_value() == ""
