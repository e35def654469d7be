"""The explorer tells of each page how its other language stands, at the same number of queries."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import NewsPageFactory, SectionPageFactory, StandardPageFactory, home_page, translate

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def statuses(client: Client, parent) -> dict[str, str]:
    response = client.get(reverse("wagtailadmin_explore", args=[parent.pk]))
    rows = BeautifulSoup(response.text, "html.parser").select("table.listing tbody tr")
    return {
        row.select_one("[id$=_title]").get_text(strip=True): row.select_one(".counterpart-status").get_text(strip=True)
        for row in rows
    }


def test_a_state_for_every_page(signed_in: SignIn) -> None:
    translate(NewsPageFactory(title="ორივე ენაზე"), title="In both").save_revision().publish()
    lonely = NewsPageFactory(title="მხოლოდ ქართულად")
    copied = NewsPageFactory(title="ასლი")
    client = signed_in("editor")
    client.post(reverse("editing:create_counterpart", args=[copied.pk]))
    stale = NewsPageFactory(title="მოძველებული")
    translate(stale, title="Out of date").save_revision().publish()
    stale.save_revision().publish()
    assert statuses(client, lonely.get_parent()) == {
        "ორივე ენაზე": "Published and up to date",
        "მხოლოდ ქართულად": "Missing",
        "ასლი": "Copy, not translated yet",
        "მოძველებული": "Out of date",
    }
    assert statuses(client, lonely.get_parent().get_translations().get()) == {
        "In both": "Published and up to date",
        "ასლი": "Published and up to date",
        "Out of date": "Changed after this text",
    }


def test_front_pages_too(signed_in: SignIn) -> None:
    response = signed_in("secretariat").get(reverse("wagtailadmin_explore_root"))
    assert "Other language" in response.text
    assert response.text.count("counterpart-status") >= 2


@pytest.mark.indexed
def test_results_of_a_search_too(signed_in: SignIn) -> None:
    page = NewsPageFactory(title="უნიკალური")
    url = reverse("wagtailadmin_explore_results", args=[home_page("ka").pk])
    response = signed_in("editor").get(url, {"q": "უნიკალური"})
    assert page.title in response.text
    assert "counterpart-status" in response.text


def test_the_same_number_of_queries_for_one_page_and_fifty(signed_in: SignIn) -> None:
    section = SectionPageFactory()
    translate(section, title="Section")
    translate(StandardPageFactory(parent=section), title="First")
    client = signed_in("editor")
    url = reverse("wagtailadmin_explore", args=[section.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for number in range(49):
        page = StandardPageFactory(parent=section)
        if number % 2:
            translate(page, title=f"Page {number}")
    with CaptureQueriesContext(connection) as fifty:
        response = client.get(url)
    assert response.text.count("counterpart-status") >= 50
    assert len(_ours(fifty)) == len(_ours(one)) == 2, "the list, and the section itself in the side panel"
    assert len(fifty) == len(one)


def _ours(queries: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in queries.captured_queries if '"newest_title"' in query["sql"]]
