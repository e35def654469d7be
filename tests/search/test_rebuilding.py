"""An index that other rules wrote is written anew by `migrate`; one that is up to date is left alone."""

from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings
from wagtail.search.index import SearchField
from wagtail.search.models import IndexEntry

from cms.search import rebuilding
from cms.search.models import WrittenBy
from news.models import NewsPage
from tests.factories import NewsPageFactory

pytestmark = pytest.mark.django_db


def found() -> bool:
    """Say whether a page is found by another form of a word in it."""
    return NewsPage.objects.search("ღირებულებებისთვის").count() == 1


def migrate() -> None:
    call_command("migrate", verbosity=0)


@pytest.fixture
def page_of_another_index(settings: Settings) -> None:
    """A page that Wagtail's own backend has indexed, as on a site before its search knew Georgian."""
    ours = settings.WAGTAILSEARCH_BACKENDS
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
    NewsPageFactory(title="ღირებულება")
    settings.WAGTAILSEARCH_BACKENDS = ours
    WrittenBy.objects.all().delete()
    assert not found()


@pytest.mark.usefixtures("page_of_another_index")
def test_an_index_of_wagtails_own_backend() -> None:
    migrate()
    assert found()
    assert rebuilding.is_up_to_date()


@pytest.mark.usefixtures("page_of_another_index")
def test_an_index_of_other_rules() -> None:
    WrittenBy.objects.create(rules="0" * 64)
    migrate()
    assert found()
    assert WrittenBy.objects.count() == 1


@pytest.mark.usefixtures("page_of_another_index")
def test_the_command_that_the_documentation_names() -> None:
    call_command("update_index", verbosity=0)
    assert found()


def test_nothing_is_written_when_the_rules_are_the_same() -> None:
    NewsPageFactory(title="ღირებულება")
    migrate()
    IndexEntry.objects.all().delete()
    migrate()
    assert not found()


@pytest.mark.usefixtures("page_of_another_index")
def test_not_before_every_room_is_migrated() -> None:
    last = MigrationLoader(connection).graph.leaf_nodes("news")[0]
    MigrationRecorder(connection).record_unapplied(*last)
    config = apps.get_app_config("search")
    rebuilding.rebuild_if_outdated(app_config=config, using="default", verbosity=0)
    assert not found()
    assert not rebuilding.is_up_to_date()


def test_a_changed_rule_is_another_set_of_rules(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    source = tmp_path / "georgian.py"
    monkeypatch.setattr(rebuilding, "SOURCES", (source,))
    seen = set()
    for text in ("one rule", "another rule"):
        source.write_text(text)
        rebuilding.rules.cache_clear()
        seen.add(rebuilding.rules())
    rebuilding.rules.cache_clear()
    assert len(seen) == 2


def test_another_field_of_a_page_is_another_set_of_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    before = rebuilding.rules()
    monkeypatch.setattr(NewsPage, "search_fields", [*NewsPage.search_fields, SearchField("share_text")])
    rebuilding.rules.cache_clear()
    after = rebuilding.rules()
    rebuilding.rules.cache_clear()
    assert after != before


def test_every_part_of_the_analysis_counts() -> None:
    names = {path.name for path in rebuilding.SOURCES}
    assert {"georgian.py", "latin.py", "words.py", "indexing.py", "languages.py"} <= names
