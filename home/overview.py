"""Our work by topic: what stands under each, gathered from the rooms below."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from cms.core.addresses import site_path
from cms.core.locales import language_of
from cms.core.pages import BasePage
from cms.core.visibility import readable
from network.directory.addresses import open_directories
from network.events.models import EventPage
from network.members.models import Membership
from network.registry.models import Topic
from news.models import NewsPage
from news.publications import PublicationPage
from projects.models import ProjectPage

NEWS_PER_TOPIC = 2
EVENTS_PER_TOPIC = 2
LATEST_NEWS_FIRST = [
    F("newspage__date_latest").desc(nulls_last=True),
    F("newspage__date_earliest").desc(nulls_last=True),
    F("newspage__first_published_at").desc(nulls_last=True),
    F("newspage").asc(),
]
# What comes stands before what was.
LATEST_EVENTS_FIRST = [F("eventpage__starts_at").desc(nulls_last=True), F("eventpage").asc()]


@dataclass
class TopicOverview:
    """One topic with its pages; the totals count what the lists of the rooms have under it."""

    topic: Topic
    projects: list[ProjectPage] = field(default_factory=list)
    publications: list[PublicationPage] = field(default_factory=list)
    news: list[NewsPage] = field(default_factory=list)
    news_total: int = 0
    events: list[EventPage] = field(default_factory=list)
    events_total: int = 0
    members_total: int = 0
    members_url: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing stands under the topic yet."""
        return not (self.projects or self.publications or self.news or self.events)


def topic_overviews(locale_id: int) -> list[TopicOverview]:
    """Return every topic in order with its live pages of one language and its public members: six questions."""
    overviews = {topic.pk: TopicOverview(topic) for topic in Topic.objects.all()}
    for row in _rows(ProjectPage, locale_id).order_by(F("projectpage__ends_latest").desc(nulls_last=True), "pk"):
        overviews[row.topic_id].projects.append(row.projectpage)
    for row in _rows(PublicationPage, locale_id).order_by(F("publicationpage__year").desc(nulls_last=True), "pk"):
        overviews[row.topic_id].publications.append(row.publicationpage)
    for row in _first(_rows(NewsPage, locale_id), LATEST_NEWS_FIRST, NEWS_PER_TOPIC):
        overviews[row.topic_id].news.append(row.newspage)
        overviews[row.topic_id].news_total = row.total
    for row in _first(_rows(EventPage, locale_id), LATEST_EVENTS_FIRST, EVENTS_PER_TOPIC):
        overviews[row.topic_id].events.append(row.eventpage)
        overviews[row.topic_id].events_total = row.total
    for counted in _members(locale_id):
        overview = overviews[counted["topic_id"]]
        overview.members_total = counted["total"]
        directory = counted["directory"]
        overview.members_url = site_path(language_of(locale_id), directory) if directory else ""
    return list(overviews.values())


def _rows(model: type[BasePage], locale_id: int) -> QuerySet[Any]:
    """Return which pages of a type stand under which topic, each with the page itself."""
    name = str(model._meta.model_name)
    pages = readable(model.objects.filter(locale_id=locale_id)).order_by()
    rows = model._meta.get_field("topics").remote_field.through.objects.filter(**{f"{name}__in": pages})
    return rows.select_related(*(f"{name}__{relation}" for relation in model.entry_relations))


def _members(locale_id: int) -> QuerySet[Any, dict[str, Any]]:
    """Count the members that everybody may know of who work on each topic; say where their directory stands."""
    rows = Membership.topics.through.objects.filter(membership__in=Membership.objects.public().order_by())
    directories = open_directories().filter(locale_id=locale_id).values("url_path")
    return rows.order_by().values("topic_id").annotate(total=Count("pk"), directory=Subquery(directories[:1]))


def _first(rows: QuerySet[Any], order: list[Any], most: int) -> Iterator[Any]:
    """Return the first so many of each topic, with how many there are in all."""
    numbered = rows.annotate(
        place=Window(RowNumber(), partition_by="topic", order_by=order),
        total=Window(Count("pk"), partition_by="topic"),
    )
    return numbered.filter(place__lte=most).order_by("topic_id", "place").iterator()
