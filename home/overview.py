"""Our work by topic: what stands under each, gathered from the rooms below."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from cms.core.pages import BasePage
from cms.core.visibility import readable
from network.registry.models import Topic
from news.models import NewsPage
from news.publications import PublicationPage
from projects.models import ProjectPage

NEWS_PER_TOPIC = 3
LATEST_NEWS_FIRST = [
    F("newspage__date_latest").desc(nulls_last=True),
    F("newspage__date_earliest").desc(nulls_last=True),
    F("newspage__first_published_at").desc(nulls_last=True),
    F("newspage").asc(),
]


@dataclass
class TopicOverview:
    """One topic with its pages; ``news_total`` counts what the news list has under it."""

    topic: Topic
    projects: list[ProjectPage] = field(default_factory=list)
    publications: list[PublicationPage] = field(default_factory=list)
    news: list[NewsPage] = field(default_factory=list)
    news_total: int = 0

    @property
    def is_empty(self) -> bool:
        """Say whether nothing stands under the topic yet."""
        return not (self.projects or self.publications or self.news)


def topic_overviews(locale_id: int) -> list[TopicOverview]:
    """Return every topic in order with its live pages of one language: four questions, and three news a topic."""
    overviews = {topic.pk: TopicOverview(topic) for topic in Topic.objects.all()}
    for row in _rows(ProjectPage, locale_id).order_by(F("projectpage__ends_latest").desc(nulls_last=True), "pk"):
        overviews[row.topic_id].projects.append(row.projectpage)
    for row in _rows(PublicationPage, locale_id).order_by(F("publicationpage__year").desc(nulls_last=True), "pk"):
        overviews[row.topic_id].publications.append(row.publicationpage)
    for row in _latest_news(locale_id):
        overviews[row.topic_id].news.append(row.newspage)
        overviews[row.topic_id].news_total = row.total
    return list(overviews.values())


def _rows(model: type[BasePage], locale_id: int) -> QuerySet[Any]:
    """Return which pages of a type stand under which topic, each with the page itself."""
    name = str(model._meta.model_name)
    pages = readable(model.objects.filter(locale_id=locale_id)).order_by()
    rows = model._meta.get_field("topics").remote_field.through.objects.filter(**{f"{name}__in": pages})
    return rows.select_related(*(f"{name}__{relation}" for relation in model.entry_relations))


def _latest_news(locale_id: int) -> Iterator[Any]:
    """Return the latest news of each topic, with how many there are in all."""
    rows = _rows(NewsPage, locale_id).annotate(
        place=Window(RowNumber(), partition_by="topic", order_by=LATEST_NEWS_FIRST),
        total=Window(Count("pk"), partition_by="topic"),
    )
    return rows.filter(place__lte=NEWS_PER_TOPIC).order_by("topic_id", "place").iterator()
