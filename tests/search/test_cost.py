"""What a search costs on SQLite, read in the plans of its database; make bench-search measures both databases."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms.core.visibility import readable
from news.models import NewsPage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_sqlite() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("reads the plans of SQLite; make bench-search measures PostgreSQL")


def plan_of(work: Callable[[], object]) -> list[str]:
    """Return the steps of the plans of all questions that are asked."""
    with CaptureQueriesContext(connection) as asked:
        work()
    steps: list[Any] = []
    with connection.cursor() as cursor:
        for query in asked.captured_queries:
            cursor.execute("EXPLAIN QUERY PLAN " + query["sql"].replace("%", "%%"))
            steps += cursor.fetchall()
    return [step[3] for step in steps]


@pytest.mark.parametrize(
    "ask",
    [
        lambda: NewsPage.objects.search("მიგრაციის")[:5],
        lambda: Page.objects.live().search("მიგრაციის").annotate_score("fits")[:5],
        lambda: Page.objects.all().autocomplete("მიგრა")[:5],
    ],
)
def test_the_index_is_asked_once_however_much_is_found(ask: Callable[[], Iterable[Page]]) -> None:
    factories.NewsPageFactory(title="მიგრაცია")
    ask()
    plan = plan_of(lambda: list(ask()))
    assert len([step for step in plan if "VIRTUAL TABLE" in step]) == 1


def test_pages_are_not_gone_through_for_each_page_to_see_which_are_private() -> None:
    factories.NewsPageFactory()
    with connection.cursor() as cursor:  # as if there were many
        cursor.execute("ANALYZE")
        cursor.execute(
            "UPDATE sqlite_stat1 SET stat = '20000' || substr(stat, instr(stat, ' ')) WHERE tbl = 'wagtailcore_page'"
        )
        cursor.execute("ANALYZE sqlite_schema")
    plan = plan_of(lambda: list(readable(NewsPage.objects.all())))
    inside = plan[next(number for number, step in enumerate(plan) if "CORRELATED" in step) :]
    assert not [step for step in inside if step.startswith(("SCAN U1", "SCAN V0", "SCAN wagtailcore_page"))]
