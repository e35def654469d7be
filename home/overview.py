"""Our work by topic: what stands under each, gathered from the rooms below."""

from dataclasses import dataclass, field

from network.registry.models import Topic
from news.models import NewsPage
from news.publications import PublicationPage
from projects.models import ProjectPage

NEWS_PER_TOPIC = 3


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
    """Return every topic in order with its live pages of one language; the number of queries is constant."""
    overviews = {topic.pk: TopicOverview(topic) for topic in Topic.objects.all()}
    for page in ProjectPage.objects.live().public().filter(locale_id=locale_id).prefetch_related("topics"):
        for topic in page.topics.all():
            overviews[topic.pk].projects.append(page)
    for page in PublicationPage.objects.live().public().filter(locale_id=locale_id).prefetch_related("topics"):
        for topic in page.topics.all():
            overviews[topic.pk].publications.append(page)
    for page in NewsPage.objects.live().public().filter(locale_id=locale_id).latest_first().prefetch_related("topics"):
        for topic in page.topics.all():
            overview = overviews[topic.pk]
            overview.news_total += 1
            if len(overview.news) < NEWS_PER_TOPIC:
                overview.news.append(page)
    return list(overviews.values())
