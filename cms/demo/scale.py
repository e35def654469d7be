"""Generated content for load tests: many news items and some projects, in both languages.

News rows are written in bulk, without revisions: what counts is a valid tree that lists, filters and search can
work on. ``manage.py rebuild_references_index`` adds the references, should somebody want to measure those.
"""

import datetime
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import F
from wagtail.models import Page
from wagtail.search.backends import get_search_backends

from cms.core.dates import FuzzyDate
from cms.core.languages import slugify_national
from cms.demo.content import LANGUAGES, NOON, ZONE, Entry, stable_uuid
from cms.demo.records import Records
from cms.demo.sections import NEWS, PROJECTS
from cms.demo.streams import StreamWriter
from cms.demo.tree import PagePlan, Tree
from cms.demo.work import fill_project
from network.agreement.enums import Voice
from network.agreement.gate import passing
from network.registry.enums import PlaceKind
from network.registry.models import Place, Topic
from news.enums import NewsKind
from news.models import NewsPage
from projects.models import ProjectPage

FIRST_DAY, DAYS, STRIDE = datetime.date(2018, 1, 1), 2900, 37
NEWS_PER_PROJECT, MOST_PROJECTS = 50, 40
BATCH = 100
KINDS = tuple(kind.value for kind in NewsKind if kind != NewsKind.MEMBER_STATEMENT)
PROJECT = {"ka": "სატესტო პროექტი {number}", "en": "Test project {number}"}
TITLE = {"ka": "სატესტო სიახლე {number}: {topic}, {place}", "en": "Test item {number}: {topic}, {place}"}
LEAD = {
    "ka": "ტექსტი დატვირთვის შესამოწმებლად შეიქმნა. თემა: {topic}. ადგილი: {place}.",
    "en": "This text was generated to measure the load. Topic: {topic}. Place: {place}.",
}


def seed_generated(records: Records, tree: Tree, wanted: int) -> None:
    """Make those of the items 1 to ``wanted`` that are missing."""
    projects = list(_projects(min(wanted // NEWS_PER_PROJECT, MOST_PROJECTS)))
    tree.plant(projects)
    for language in LANGUAGES:
        index = Page.objects.get(pk=tree.pages[NEWS, language].pk)
        there = set(index.get_children().values_list("translation_key", flat=True))
        missing = (number for number in range(1, wanted + 1) if _key(number) not in there)
        items = _Items(records, language, [tree.pages[plan.key, language].pk for plan in projects])
        while numbers := list(islice(missing, BATCH)):
            made = [items.make(number) for number in numbers]
            with passing(str(item.translation_key) for item in made):  # a page’s voice is written after it
                insert_news(index, made)
            records.made[NewsPage] += len(numbers)


def _projects(wanted: int) -> Iterator[PagePlan]:
    for number in range(1, wanted + 1):
        year = 2018 + number % 7
        entry: Entry = {
            "title": {language: PROJECT[language].format(number=number) for language in LANGUAGES},
            "voice": Voice.EDITORIAL,
            "ours": False,
            "acronym": f"TEST {number}",
            "period": {"precision": "month", "start": f"{year}-03", "end": f"{year + 2}-02"},
            "lead_organisation": {"organisation": "irc", "country": "GE", "role": "implementing"},
            "partners": [],
            "topics": ["policy"],
            "places": ["country_ge"],
            "body": [],
            "demonstration": True,
        }
        yield PagePlan(f"{PROJECTS}/generated/{number}", ProjectPage, PROJECTS, entry, fill_project)


def _key(number: int) -> Any:
    return stable_uuid("page", NEWS, "generated", number)


class _Items:
    """Makes unsaved news items: kinds, topics, towns, days and projects in turn."""

    def __init__(self, records: Records, language: str, projects: list[int]) -> None:
        self.language = language
        self.projects = projects
        self.records = records
        self.topics = list(records.topics.values())
        self.towns = [place for place in records.places.values() if place.kind == PlaceKind.TOWN]

    def make(self, number: int) -> NewsPage:
        topic, town = self.topics[number % len(self.topics)], self.towns[number % len(self.towns)]
        named = {"number": number, "topic": self._name(topic), "place": self._name(town)}
        title, lead = TITLE[self.language].format(**named), LEAD[self.language].format(**named)
        day = FIRST_DAY + datetime.timedelta(days=number * STRIDE % DAYS)
        published = datetime.datetime.combine(day, NOON, ZONE)
        writer = StreamWriter(f"{NEWS}/generated/{number}", self.language, self.records, lambda key: None)
        page = NewsPage(
            title=title,
            draft_title=title,
            voice=Voice.EDITORIAL,
            slug=slugify_national(title),
            lead=lead,
            kind=KINDS[number % len(KINDS)],
            date=FuzzyDate.from_date(day),
            date_earliest=day,
            date_latest=day,
            body=writer.body([{"heading": {self.language: title}}, *[{"paragraph": {self.language: lead}}] * 5]),
            project_id=self.projects[number % len(self.projects)] if self.projects and number % 5 == 0 else None,
            is_demonstration=True,
            translation_key=_key(number),
            first_published_at=published,
            last_published_at=published,
        )
        page.topics, page.places = [topic], [town]
        return page

    def _name(self, record: Topic | Place) -> str:
        return str(getattr(record, f"name_{self.language}"))


def insert_news(index: Page, items: list[NewsPage]) -> None:
    """Append items below the list, with a few statements for all of them."""
    last = index.get_last_child()
    step = Page._str2int(last.path[-Page.steplen :]) if last else 0
    for position, item in enumerate(items, start=step + 1):
        item.path, item.depth = Page._get_path(index.path, index.depth + 1, position), index.depth + 1
        item.locale_id, item.content_type_id = index.locale_id, item.cached_content_type.pk
        item.url_path = f"{index.url_path}{item.slug}/"
    columns = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    rows = Page.objects.bulk_create([Page(**{name: getattr(item, name) for name in columns}) for item in items])
    for item, row in zip(items, rows, strict=True):
        item.pk = item.page_ptr_id = row.pk
    # Django's bulk_create refuses a model that stands on another's table; this is what it would call.
    NewsPage._base_manager._insert(items, fields=NewsPage._meta.local_concrete_fields, using=index._state.db)
    topics = ((item.pk, record.pk) for item in items for record in item.topics.all())
    NewsPage.topics.through.objects.bulk_create(
        NewsPage.topics.through(newspage_id=item, topic_id=topic) for item, topic in topics
    )
    places = ((item.pk, record.pk) for item in items for record in item.places.all())
    NewsPage.places.through.objects.bulk_create(
        NewsPage.places.through(newspage_id=item, place_id=place) for item, place in places
    )
    Page.objects.filter(pk=index.pk).update(numchild=F("numchild") + len(items))
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(NewsPage, items)
