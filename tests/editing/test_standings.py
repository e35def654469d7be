"""The states as they follow from what editors really do, asked in one query."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Page

from cms.editing.enums import TranslationState
from cms.editing.services import create_counterpart
from cms.editing.standings import pages_in, standing_of, standings
from tests.factories import NewsPageFactory, SectionPageFactory, UserFactory, home_page, translate

pytestmark = pytest.mark.django_db


def published(page: Page) -> Page:
    """Save a revision and publish it, as the editor does."""
    page.save_revision().publish()
    return page.specific_class.objects.get(pk=page.pk)


def state_of(page: Page) -> TranslationState:
    return standing_of(page).state


def test_the_life_of_a_translation() -> None:
    georgian = published(NewsPageFactory(title="სიახლე"))
    assert state_of(georgian) == TranslationState.MISSING

    english = create_counterpart(page=georgian, user=UserFactory()).page
    assert state_of(georgian) == TranslationState.COPY

    english.title = "News"
    english.save_revision()
    assert state_of(georgian) == TranslationState.DRAFT
    english.get_latest_revision().publish()
    assert state_of(georgian) == TranslationState.CURRENT
    assert state_of(english) == TranslationState.CURRENT

    georgian.lead = "ახალი წინადადება"
    georgian.save_revision()
    assert state_of(georgian) == TranslationState.STALE
    assert state_of(english) == TranslationState.BEHIND

    english.lead = "A new sentence"
    draft = english.save_revision()
    assert state_of(georgian) == TranslationState.WAITING
    draft.publish()
    assert state_of(georgian) == TranslationState.CURRENT


def test_publishing_a_draft_that_was_translated_already_changes_nothing() -> None:
    georgian = published(NewsPageFactory(title="სიახლე"))
    english = published(translate(georgian, title="News"))
    georgian.lead = "ახალი"
    draft = georgian.save_revision()
    english.lead = "New"
    published(english)
    draft.publish()
    assert state_of(georgian) == TranslationState.CURRENT


def test_the_day_of_the_change_is_told() -> None:
    georgian = published(NewsPageFactory(title="სიახლე"))
    published(translate(georgian, title="News"))
    georgian.lead = "ახალი"
    revision = georgian.save_revision()
    found = standing_of(georgian)
    assert found.since == revision.created_at
    assert timezone.localdate(found.since) == timezone.localdate()


def test_one_query_for_any_number_of_pages(ka: Locale) -> None:
    section = SectionPageFactory()
    for _number in range(12):
        translate(NewsPageFactory(parent=section))
    pages = list(Page.objects.child_of(section))
    assert len(pages) == 12
    for some in (pages[:1], pages):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            found = standings(some)
        assert len(queries) == 1
        assert set(found) == {page.pk for page in some}


def test_all_pages_in_a_state() -> None:
    lonely = NewsPageFactory(title="მარტო")
    pair = NewsPageFactory(title="წყვილი")
    translate(pair, title="Pair")
    found = pages_in((TranslationState.MISSING,))
    assert lonely.pk in found
    assert pair.pk not in found
    assert home_page("ka").pk not in found
    assert pages_in(()) == {}
