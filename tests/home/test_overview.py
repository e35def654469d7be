"""Our work by topic: bounded, whatever the number of news."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from cms.core.dates import FuzzyDate
from home.overview import NEWS_PER_TOPIC, topic_overviews
from tests import factories
from tests.factories.pages import as_locale

pytestmark = pytest.mark.django_db


def test_each_topic_has_its_pages_and_the_latest_of_its_news(django_assert_num_queries) -> None:
    first, second, empty = factories.TopicFactory.create_batch(3)
    news = [
        factories.NewsPageFactory(
            date=FuzzyDate.parse(f"{year}-01-01"), topics=[first, *([second] if year == 2001 else [])]
        )
        for year in range(2001, 2006)
    ]
    undated = factories.NewsPageFactory(topics=[second])
    factories.NewsPageFactory(locale="en", topics=[first])
    project = factories.ProjectPageFactory(topics=[first])
    publication = factories.PublicationPageFactory(topics=[first, second])
    georgian = as_locale("ka").pk
    with django_assert_num_queries(6):
        overviews = topic_overviews(georgian)
    by_topic = {overview.topic: overview for overview in overviews}
    assert list(by_topic) == [first, second, empty]
    assert by_topic[first].news == list(reversed(news))[:NEWS_PER_TOPIC]
    assert by_topic[first].news_total == 5
    assert by_topic[second].news == [news[0], undated]
    assert by_topic[first].projects == [project]
    assert by_topic[second].publications == [publication]
    assert by_topic[empty].is_empty
    assert not by_topic[second].is_empty


def test_drafts_and_private_pages_are_not_counted() -> None:
    topic = factories.TopicFactory()
    factories.NewsPageFactory(topics=[topic], live=False)
    private = factories.NewsPageFactory(topics=[topic])
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    (overview,) = topic_overviews(as_locale("ka").pk)
    assert (overview.news, overview.news_total, overview.is_empty) == ([], 0, True)


def test_the_rest_is_in_the_filtered_list(client: Client) -> None:
    topic = factories.TopicFactory(slug="labour")
    items = factories.NewsPageFactory.create_batch(5, topics=[topic])
    section = factories.SectionPageFactory(show_topics=True)
    text = client.get(section.url).content.decode()
    assert f'href="{items[0].get_parent().url}?topic=labour"' in text
