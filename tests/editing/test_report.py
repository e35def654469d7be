"""The report of pages whose other language lacks something: right pages, filters, exports, few queries."""

import csv
import io
from collections.abc import Callable

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from cms.editing.services import create_counterpart
from tests.factories import (
    NewsPageFactory,
    ProjectPageFactory,
    SectionPageFactory,
    StandardPageFactory,
    UserFactory,
    home_page,
    translate,
)

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def published(page):
    page.save_revision().publish()
    return page


@pytest.fixture
def pages() -> None:
    """One page in each state; the sections above them exist in both languages."""
    complete = NewsPageFactory(title="სრული")
    translate(complete.get_parent(), title="News").save_revision().publish()
    published(translate(published(complete), title="Complete"))
    published(NewsPageFactory(title="არ არის"))
    create_counterpart(page=published(NewsPageFactory(title="ასლი")), user=UserFactory())
    stale = published(NewsPageFactory(title="ძველი"))
    published(translate(stale, title="Old"))
    stale.lead = "ახალი"
    published(stale)
    project = published(ProjectPageFactory(title="პროექტი"))
    translate(project.get_parent(), title="Projects").save_revision().publish()
    published(StandardPageFactory(parent=home_page("en"), title="Only English"))


def titles(client: Client, **query: object) -> set[str]:
    response = client.get(reverse("editing:report"), query)
    assert response.status_code == 200
    return {page.title for page in response.context["object_list"]}


def test_only_what_lacks_something(pages: None, signed_in: SignIn) -> None:
    assert titles(signed_in("editor")) == {"არ არის", "ასლი", "ძველი", "პროექტი", "Only English"}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("missing", {"არ არის", "პროექტი", "Only English"}),
        ("copy", {"ასლი"}),
        ("stale", {"ძველი"}),
        ("draft", set()),
    ],
)
def test_filter_by_state(pages: None, signed_in: SignIn, state: str, expected: set[str]) -> None:
    assert titles(signed_in("editor"), state=state) == expected


def test_filter_by_type_and_language(pages: None, signed_in: SignIn) -> None:
    client = signed_in("editor")
    project_type = ContentType.objects.get(app_label="projects", model="projectpage").pk
    assert titles(client, content_type=project_type) == {"პროექტი"}
    assert titles(client, locale="en") == {"Only English"}
    assert titles(client, locale="ka", state="missing") == {"არ არის", "პროექტი"}


def test_the_spreadsheets_hold_the_same(pages: None, signed_in: SignIn) -> None:
    client = signed_in("editor")
    response = client.get(reverse("editing:report"), {"export": "csv", "state": "stale"})
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert rows[0][:5] == ["Title", "Language", "Type", "Status", "Other language"]
    assert [row[0] for row in rows[1:]] == ["ძველი"]
    assert rows[1][1] == "ka"
    assert rows[1][4] == "Out of date"
    assert rows[1][6] == "The English text is older than this one now. Bring it up to date."
    assert rows[1][7].startswith("http://testserver/admin/pages/")

    response = client.get(reverse("editing:report"), {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)} == titles(client)


def test_the_results_alone_for_the_filters(pages: None, signed_in: SignIn) -> None:
    response = signed_in("editor").get(reverse("editing:report_results"), {"state": "missing"})
    assert "არ არის" in response.text
    assert "<html" not in response.text


def test_nothing_to_do_is_said(signed_in: SignIn) -> None:
    assert "Every page is complete in both languages." in signed_in("editor").get(reverse("editing:report")).text


def test_it_stands_in_the_menu_alone(signed_in: SignIn) -> None:
    menu = signed_in("editor").get(reverse("wagtailadmin_home")).text
    assert reverse("editing:report") in menu
    assert reverse("wagtail_localize:translations_report") not in menu


def test_the_same_number_of_queries_for_two_pages_and_fifty(signed_in: SignIn) -> None:
    section = SectionPageFactory()
    translate(section, title="Section")
    StandardPageFactory.create_batch(2, parent=section)
    client, url = signed_in("editor"), reverse("editing:report")
    client.get(url)
    with CaptureQueriesContext(connection) as two:
        client.get(url)
    StandardPageFactory.create_batch(48, parent=section)
    with CaptureQueriesContext(connection) as fifty:
        client.get(url)
    assert len(fifty) == len(two)
