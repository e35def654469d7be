"""Pasting an agenda and the notes to an event, as an editor meets them."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from network.events.agenda_panels import PASTE
from network.events.blocks import AGENDA_BLOCKS
from network.events.event_notes import notes_of
from network.events.pages import EventPage
from tests.admin.document_b import Records, filled_form, source
from tests.admin.signed_in import signed_in
from tests.events.test_pasting import ENGLISH
from tests.factories import OrganisationFactory, PersonFactory, StandardPageFactory, stream
from tests.factories.events import EventIndexPageFactory, EventPageFactory, slot, speaker

__all__ = ["signed_in"]

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
BUTTON = {PASTE: "1"}
AGENDA = "14:00–14:30 Opening\nDr Nino Beridze, director, Ministry of Justice, Sweden\n???\n14:30–15:00 Talk (30 min)"


def url(page: Page) -> str:
    return reverse("agenda:paste", args=[page.pk])


def edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def draft(page: EventPage) -> EventPage:
    return EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def paste(client: Client, page: Page, text: str = AGENDA, **more: str) -> Any:
    """Send the text, then say yes to what was shown."""
    data = {"text": text, "place": "replace", **more}
    shown = client.post(url(page), data)
    mark = BeautifulSoup(shown.text, "html.parser").select_one('input[name="mark"]')
    return client.post(url(page), {**data, "mark": mark["value"] if mark else "", "write": "1"})


def test_nothing_is_written_before_it_was_shown(signed_in: SignIn) -> None:
    client, page = signed_in("editor"), EventPageFactory()
    shown = client.post(url(page), {"text": AGENDA, "place": "replace"})
    text = BeautifulSoup(shown.text, "html.parser").select_one("main").get_text(" ", strip=True)
    assert "Slots: 2. Appearances: 1. Lines that were not understood: 1." in text
    assert "14:00–14:30" in text
    assert "Nino Beridze" in text
    assert "Not understood ???" in text
    assert not draft(page).agenda
    # What was changed after it was shown is shown first.
    other = client.post(
        url(page), {"text": AGENDA + "\n15:00–15:10 End", "place": "replace", "write": "1", "mark": "old"}
    )
    assert other.status_code == 200
    assert not draft(page).agenda


def test_what_was_pasted_stands_in_the_draft_and_is_not_public(signed_in: SignIn, client: Client) -> None:
    page = EventPageFactory(title="შეხვედრა")
    response = paste(signed_in("editor"), page)
    assert response.status_code == 302
    assert response.url == edit(page)
    agenda = draft(page).agenda
    assert [child.block_type for child in agenda] == ["slot", "unread", "slot"]
    opening, line, talk = (child.value for child in agenda)
    assert (opening["start"], opening["end"], opening["title"]) == (datetime.time(14), datetime.time(14, 30), "Opening")
    assert opening["speakers"][0]["name"] == "Dr Nino Beridze"
    assert opening["speakers"][0]["position"] == "director, Ministry of Justice, Sweden"
    assert (line, talk["minutes"]) == ("???", "30")
    assert not EventPage.objects.get(pk=page.pk).agenda
    assert "Opening" not in client.get(page.url).text
    assert draft(page).title == "შეხვედრა"


def test_people_and_organisations_of_the_register_are_recognised(signed_in: SignIn) -> None:
    person = PersonFactory(name_ka="ნინო ბერიძე", name_en="Nino Beridze")
    ministry = OrganisationFactory(name_ka="სამინისტრო", name_en="Ministry of Justice, Sweden")
    page = EventPageFactory()
    paste(signed_in("editor"), page)
    (found,) = draft(page).agenda[0].value["speakers"]
    assert (found["person"], found["name"]) == (person, "")
    assert (found["organisation"], found["position"]) == (ministry, "director")


def test_a_name_that_two_people_have_stands_as_it_is(signed_in: SignIn) -> None:
    PersonFactory.create_batch(2, name_en="Nino Beridze")
    page = EventPageFactory()
    paste(signed_in("editor"), page)
    (found,) = draft(page).agenda[0].value["speakers"]
    assert (found["person"], found["name"]) == (None, "Dr Nino Beridze")


def test_rows_are_replaced_or_added_and_sessions_keep_their_address(signed_in: SignIn) -> None:
    client, page = signed_in("editor"), EventPageFactory(agenda=stream(slot("14:00", "14:20", "Old")))
    before = page.sessions[0].id
    paste(client, page)
    replaced = draft(page)
    assert [session.title for session in replaced.sessions] == ["Opening", "Talk"]
    assert replaced.sessions[0].id == before
    paste(client, page, "15:00–15:30 Closing remarks", place="add")
    assert [session.title for session in draft(page).sessions] == ["Opening", "Talk", "Closing remarks"]
    ids = [session.id for session in draft(page).sessions]
    assert len(set(ids)) == 3


def test_the_day_of_an_event_of_one_day_is_no_row(signed_in: SignIn) -> None:
    client, page = signed_in("editor"), EventPageFactory(start_date=datetime.date(2021, 4, 22))
    paste(client, page, ENGLISH)
    assert "day" not in {child.block_type for child in draft(page).agenda}
    longer = EventPageFactory(start_date=datetime.date(2021, 4, 21), end_date=datetime.date(2021, 4, 22))
    paste(client, longer, ENGLISH)
    assert draft(longer).sessions[0].day == datetime.date(2021, 4, 22)


def test_a_table_counts_more_than_its_text(signed_in: SignIn) -> None:
    page = EventPageFactory()
    table = "<table><tr><td>14:00-15:00</td><td>Talk<p>In two lines</p></td></tr></table>"
    paste(signed_in("editor"), page, "14:00-15:00 Talk In two lines", table=table)
    (talk,) = draft(page).agenda
    assert (talk.value["title"], talk.value["details"]) == ("Talk", "In two lines")


@pytest.mark.parametrize(
    "data", [{}, {"text": ""}, {"text": "x", "place": "elsewhere"}, {"text": "x" * 300_000, "place": "add"}]
)
def test_a_form_that_is_not_filled_in_changes_nothing(signed_in: SignIn, data: dict[str, str]) -> None:
    page = EventPageFactory()
    response = signed_in("editor").post(url(page), data | {"write": "1"})
    assert response.status_code == 400
    assert not draft(page).agenda


def test_nothing_that_can_be_read_is_said(signed_in: SignIn) -> None:
    page = EventPageFactory()
    text = signed_in("editor").post(url(page), {"text": "Agenda", "place": "replace"}).text
    assert "Nothing was found in it." in text
    assert 'name="write"' not in text


def test_who_may_not_edit_the_page_cannot_paste(signed_in: SignIn, client: Client) -> None:
    page, other = EventPageFactory(), StandardPageFactory()
    assert client.get(url(page)).status_code == 302
    page_locked = EventPageFactory(locked=True)
    editor = signed_in("editor")
    assert editor.get(url(page)).status_code == 200
    assert paste(editor, page_locked).status_code in (302, 403)
    assert not draft(page_locked).agenda
    assert editor.get(url(other)).status_code == 404
    assert editor.get(reverse("agenda:paste", args=[10**6])).status_code == 404
    assert editor.put(url(page)).status_code == 405


def test_the_button_keeps_what_was_typed_and_goes_on_to_pasting(signed_in: SignIn) -> None:
    client, index = signed_in("editor"), EventIndexPageFactory(locale="ka")
    event = source()
    data = filled_form(event, Records(event), "ka")
    response = client.post(reverse("wagtailadmin_pages:add", args=["events", "eventpage", index.pk]), data | BUTTON)
    page = EventPage.objects.child_of(index).get()
    assert (response.status_code, response.url) == (302, url(page))
    assert not page.live
    assert len(draft(page).sessions) == 9
    response = client.post(edit(page), data | {"venue": "ახალი ადგილი"} | BUTTON)
    assert (response.status_code, response.url) == (302, url(page))
    assert draft(page).venue == "ახალი ადგილი"
    assert client.post(edit(page), data).url != url(page)
    # The break has no minutes, and the agenda ends five minutes before the event.
    assert {"no_minutes", "sum", "end"} == {note.code for note in notes_of(draft(page))}
    text = BeautifulSoup(client.get(edit(page)).text, "html.parser").get_text(" ", strip=True)
    assert "The agenda fills 175 of 180 minutes." in text


def test_the_enter_key_does_not_press_the_button(signed_in: SignIn) -> None:
    shown = BeautifulSoup(signed_in("editor").get(edit(EventPageFactory())).text, "html.parser")
    form = shown.select_one(f'button[name="{PASTE}"]').find_parent("form")
    assert not form.select('button[type="submit"], button:not([type])')[0].get("name")


def test_the_editor_is_told_and_not_stopped(signed_in: SignIn) -> None:
    agenda = stream(slot("14:00", "16:55", "Talk", speaker(name="A", minutes="5")), ("unread", "???"))
    page = EventPageFactory(
        agenda=agenda, body=stream(("paragraph", "<p>on 25 January</p>")), start_date=datetime.date(2021, 4, 22)
    )
    client = signed_in("editor")
    text = BeautifulSoup(client.get(edit(page)).text, "html.parser").get_text(" ", strip=True)
    for sentence in (
        "14:00 “Talk”: minutes are not given; the hours make 175.",
        "The agenda fills 175 of 180 minutes.",
        "The agenda ends at 16:55, the event at 17:00.",
        "Lines of the agenda that were not understood: 1.",
        "“25 January”: the year is missing.",
    ):
        assert sentence in text
    page.save_revision().publish()
    assert EventPage.objects.get(pk=page.pk).live


def test_an_event_that_fits_together_has_no_notes(signed_in: SignIn) -> None:
    page = EventPageFactory(agenda=stream(slot("14:00", "17:00", "Talk", minutes="180")))
    text = BeautifulSoup(signed_in("editor").get(edit(page)).text, "html.parser").get_text(" ", strip=True)
    assert "Hours, agenda and dates fit together." in text
    assert "Worth a second look" not in text


def test_a_new_event_can_be_begun(signed_in: SignIn) -> None:
    parent = EventPageFactory().get_parent()
    address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", parent.pk])
    response = signed_in("editor").get(address)
    assert response.status_code == 200
    assert "paste-agenda" in response.text
    assert "fit together" not in response.text


@pytest.mark.parametrize("name", ["day", "unread"])
def test_an_input_that_stands_alone_in_the_agenda_has_a_name(name: str) -> None:
    block: Any = dict(AGENDA_BLOCKS)[name]
    assert f'aria-label="{block.label}"' in block.field.widget.render("x", None)
