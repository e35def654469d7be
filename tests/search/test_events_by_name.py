"""An event is found by who speaks at it and who holds it, where readers read these names."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from network.events.pages import EventPage
from tests import factories
from tests.factories.events import EventPageFactory, slot, speaker
from tests.factories.pages import stream

pytestmark = pytest.mark.django_db
Hold = Callable[[], EventPage]


@pytest.fixture
def hold() -> Hold:
    """Return a way to hold an event at which a person of the register speaks for an organisation of it."""
    nino = factories.PersonFactory(name_ka="ნინო ხარაზიშვილი", name_en="Nino Kharazishvili")
    office = factories.OrganisationFactory(name_ka="ზღვისპირა ცენტრი", name_en="Seaside centre")
    who = speaker(person=nino.pk, organisation=office.pk)
    return lambda: EventPageFactory(agenda=stream(slot("14:00", "15:00", "მისალმება", who)))


def found(client: Client, query: str, language: str = "ka") -> list[str]:
    page = BeautifulSoup(client.get(f"/{language}/search/?q={query}&type=event").content, "html.parser")
    return [link["href"] for link in page.select("main article h2 a")]


@pytest.mark.parametrize("query", ["ხარაზიშვილის", "xaraziSvili", "ზღვისპირა"])
def test_by_the_names_of_the_register(client: Client, hold: Hold, query: str) -> None:
    page = hold()
    assert found(client, query) == [page.url]


def test_in_english_by_the_english_name(client: Client, hold: Hold) -> None:
    page = factories.translate(hold(), title="Meeting")
    page.save_revision().publish()
    assert found(client, "Kharazishvili", "en") == [page.url]


def test_not_where_its_text_is_for_members_only(client: Client, hold: Hold) -> None:
    PageViewRestriction.objects.create(page=hold(), restriction_type="login")
    assert found(client, "ხარაზიშვილი") == []


def test_names_cost_the_list_of_results_no_question(client: Client, hold: Hold) -> None:
    def questions() -> int:
        found(client, "მისალმება")
        with CaptureQueriesContext(connection) as asked:
            found(client, "მისალმება")
        return len(asked)

    hold()
    one = questions()
    for _number in range(3):
        hold()
    assert questions() == one
