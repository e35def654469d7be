"""Topics and places of a page: one question for both, and the same in a preview."""

import pytest
from django.utils.translation import override

from news.models import NewsPage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def item() -> NewsPage:
    topics = [factories.TopicFactory(name_ka="მეორე", name_en="Second", order=2),
              factories.TopicFactory(name_ka="პირველი", name_en="First", order=1)]  # fmt: skip
    places = [factories.PlaceFactory(name_ka="ჟენევა", name_en="Geneva"),
              factories.PlaceFactory(name_ka="ბერლინი", name_en="Zurich")]  # fmt: skip
    return factories.NewsPageFactory(topics=topics, places=places)


@pytest.mark.parametrize(
    ("language", "topics", "places"),
    [("ka", ["პირველი", "მეორე"], ["ბერლინი", "ჟენევა"]), ("en", ["First", "Second"], ["Geneva", "Zurich"])],
)
def test_in_their_order(item: NewsPage, django_assert_num_queries, language: str, topics: list, places: list) -> None:
    fresh = NewsPage.objects.get(pk=item.pk)
    with override(language), django_assert_num_queries(1):
        assert [topic.name for topic in fresh.topic_list] == topics
        assert [place.name for place in fresh.place_list] == places
        assert fresh.topic_list[0].slug


def test_they_are_whole_records_when_more_is_asked(item: NewsPage) -> None:
    fresh = NewsPage.objects.get(pk=item.pk)
    assert fresh.topic_list == list(fresh.topics.all())
    assert fresh.place_list[0].kind == "town"


def test_a_preview_shows_what_is_not_saved_yet(item: NewsPage) -> None:
    topic = factories.TopicFactory()
    item.topics = [topic]
    revision = item.save_revision()
    assert revision.as_object().topic_list == [topic]
    assert len(NewsPage.objects.get(pk=item.pk).topic_list) == 2
    assert NewsPage(title="neu").topic_list == []
