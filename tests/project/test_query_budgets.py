"""How many questions to the database an answer may cost: written down here, and the same at 1 row and at 50.

Nothing is remembered when a page is asked for: neither Wagtail's paths of the site, nor content types, nor locales.
"""

import datetime
from collections.abc import Iterator
from itertools import count as numbers
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from cms.core.dates import FuzzyDate
from cms.core.pages import BasePage
from network.agreement.gate import opened_for_maintenance
from network.letters.enums import LetterState
from network.letters.models import Delivery, Letter, LetterVersion, OpenLetterPage, ReceivedAnswer
from projects.models import Participation
from tests import factories
from tests.factories.agreement import members
from tests.factories.events import event_of, slot, speaker
from tests.factories.letters import letter_draft, open_letter, page_of
from tests.factories.pages import home_page, stream

FEW, MANY = 1, 50
# Each page type with a text, pictures, files, people, topics, places, organisations, donors and related pages, and the
# addresses that are no pages. At most 20 for the front page and 15 for any other is the rule of the house.
BUDGETS = {
    "front page": 15,  # two for what can be signed now, two for what comes
    "section with topics": 15,
    "section with resources": 15,
    "section with resources, filtered": 15,
    "section of action": 15,
    "page of text": 11,
    "about": 13,
    "news list": 12,
    "news list, filtered": 12,
    "news item": 15,
    "publication": 15,
    "letter": 15,
    "list of letters": 9,
    "list of letters, filtered": 9,
    "signatories of a letter": 13,
    "project list": 6,
    "project": 14,
    "list of events": 12,
    "list of events, filtered": 12,
    "event": 15,
    "concept note of an event": 15,
    "search": 14,
    "missing translation": 11,
    "not found": 10,
    "feed": 5,
    "map of the site": 4,
}


class Content:
    """A site that grows: ``grow(n)`` brings every list on it to n rows, ``addresses`` has a page of each type."""

    def __init__(self) -> None:
        self.records: dict[str, list] = {"topics": [], "places": [], "organisations": [], "funding": []}
        self.news: list[Page] = []
        self.years = numbers(1960)
        self.country = factories.PlaceFactory(country=True)
        self.letter = open_letter(members(1))
        self.section = factories.SectionPageFactory(show_topics=True, show_in_menus=True)
        factories.translate(self.section, title="Section")

    def grow(self, size: int) -> None:
        """Bring every list to this size, and each item to records of its own."""
        for _number in range(size - len(self.news)):
            topic = factories.TopicFactory()
            place = factories.PlaceFactory(map_x=50, map_y=50, country_id=self.country.pk)
            organisation = factories.OrganisationFactory(country=self.country, logo=factories.ImageFactory())
            donor = factories.OrganisationFactory(logo=factories.ImageFactory())
            line = factories.FundingLineFactory(donor=donor, in_footer=True)
            for name, record in zip(self.records, (topic, place, organisation, line), strict=True):
                self.records[name].append(record)
            member = factories.MembershipFactory(organisation=organisation)
            said = {"topics": [topic], "voice": "member", "published_by": member}
            part = Participation(organisation=organisation, country=self.country)
            project = factories.ProjectPageFactory(places=[place], funding=[line], participations=[part], **said)
            date = FuzzyDate.parse(f"{next(self.years)}-05-01")
            self.news.append(factories.NewsPageFactory(date=date, places=[place], project=project, **said))
            factories.PublicationPageFactory(parent=self.section, publisher=organisation, **said)
            factories.EventPageFactory(places=[place], online=_number % 2, **said)
            factories.StandardPageFactory(parent=self.section, show_in_menus=True, title=f"საძიებო {_number}")

            self.sign_letter(organisation, topic)

    def sign_letter(self, organisation: Any, topic: Any) -> None:
        """Let a member with a logo, an organisation and a person sign the letter, and publish another one beside it."""
        mandate = factories.MandateFactory(membership=organisation.memberships.get())
        factories.SignatureFactory(letter=self.letter, of_member=True, mandate=mandate)
        factories.SignatureFactory(letter=self.letter, of_organisation=True)
        factories.SignatureFactory(letter=self.letter)
        other = letter_draft(topics=[topic])
        version = LetterVersion.objects.create(
            letter=other.letter, number=1, fingerprint=f"{other.pk:064}", titles={}, contents={}
        )
        times = {"opens_at": timezone.now(), "closes_at": timezone.now() + datetime.timedelta(days=9)}
        Letter.objects.filter(pk=other.letter.pk).update(state=LetterState.OPEN, version=version, **times)
        with opened_for_maintenance():
            OpenLetterPage.objects.filter(pk=other.pk).update(live=True)

    def letter_page(self) -> Page:
        """Return the page of the letter, which was changed, delivered and answered, with everything a page can have."""
        first = self.letter.version
        LetterVersion.objects.get_or_create(
            letter=self.letter, number=2, defaults={"fingerprint": "2" * 64, "titles": {}, "contents": first.contents}
        )
        Delivery.objects.get_or_create(letter=self.letter, version=first, delivered_on=timezone.localdate())
        ReceivedAnswer.objects.get_or_create(
            letter=self.letter, received_on=timezone.localdate(), defaults={"document": factories.DocumentFactory()}
        )
        now = timezone.now()
        Letter.objects.filter(pk=self.letter.pk).update(state="answered", delivered_at=now, answered_at=now)
        page = page_of(self.letter)
        related = stream(*(("page", page.pk) for page in self.news))
        type(page).objects.filter(pk=page.pk).update(related=related, share_image=factories.ImageFactory())
        for name in ("topics", "places", "funding"):
            through = type(page)._meta.get_field(name).remote_field.through
            column = type(page)._meta.get_field(name).related_model._meta.model_name
            for row in self.records[name]:
                through.objects.get_or_create(**{"openletterpage_id": page.pk, f"{column}_id": row.pk})
        return page

    def event_page(self, **everything: object) -> BasePage:
        """Make an event of others with a row of the agenda, an organiser and a step of the plan for each item."""
        offices = self.records["organisations"]
        rows = [
            slot("14:00", "14:15", "x", speaker(person=factories.PersonFactory().pk, organisation=office.pk))
            for office in offices
        ]
        held = [("organiser", {"organisation": office.pk, "part": "organiser", "role": ""}) for office in offices]
        known = {"date": "2026", "state": "planned", "text": ""}
        steps = [("step", {**known, "title": "x", "page": page.pk}) for page in self.news]
        lists = {"agenda": stream(*rows), "organisers": stream(*held), "workplan": stream(*steps)}
        return self.page(factories.EventPageFactory, online=True, report_page=self.news[0], **lists, **everything)

    def body(self) -> str:
        """Write a text with a link, a picture and a file for each item."""
        image, document = factories.ImageFactory(), factories.DocumentFactory()
        blocks = [
            (("paragraph", f'<p><a linktype="page" id="{page.pk}">x</a></p>'), ("image", {"image": image.pk}))
            for page in self.news
        ]
        return stream(*(block for pair in blocks for block in pair), ("document", {"document": document.pk}))

    def page(self, page_factory: type[factories.pages.SitePageFactory], **fields: object) -> BasePage:
        """Make a page that is related to all the others, and its translation."""
        related = stream(*(("page", page.pk) for page in self.news))
        page = page_factory(related=related, share_image=factories.ImageFactory(), **fields)
        factories.translate(page, title=f"Text {page.pk}")
        return page

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Return what is asked for; each detail page names everything there is."""
        everything = {**self.records, "body": self.body(), "voice": "member"}
        subjects = {name: self.records[name] for name in ("topics", "places", "funding")}
        organisation = self.records["organisations"][0]
        member = organisation.memberships.get()
        first = self.news[0]
        home = home_page("ka")
        home.related = stream(*(("page", page.pk) for page in self.news))
        home.save()
        text = self.page(factories.StandardPageFactory, body=self.body())
        people = [("person", {"person": factories.PersonFactory().pk, "function": "speaker"}) for _ in self.news]
        authors = [("organisation", row.pk) for row in self.records["organisations"]]
        programme = factories.ProgrammeFactory(implemented_by=organisation)
        item = self.page(
            factories.NewsPageFactory, published_by=member, project=first.project, people=stream(*people), **everything
        )
        publication = self.page(
            factories.PublicationPageFactory,
            parent=factories.SectionPageFactory(),
            published_by=member,
            publisher=organisation,
            authors=stream(*authors),
            **everything,
        )
        project = self.page(
            factories.ProjectPageFactory,
            body=self.body(),
            voice="member",
            published_by=member,
            programme=programme,
            participations=[Participation(organisation=row) for row in self.records["organisations"]],
            **subjects,
        )
        about = self.page(
            factories.AboutPageFactory,
            coordinator=organisation,
            parent_project=first.project,
            body=self.body(),
            **subjects,
        )
        event = self.event_page(published_by=member, **everything)
        with opened_for_maintenance():
            letter = self.letter_page()
        letters = letter.get_parent().specific.url
        Page.objects.filter(pk=letter.get_parent().pk).update(show_in_menus=True)
        listed = first.get_parent().specific.url
        chosen = f"topic={first.topics.first().slug}&place={first.places.first().slug}&project={first.project.slug}"
        yield "front page", "/ka/"
        yield "section with topics", self.section.url
        gathering = {name: factories.SectionPageFactory(**{name: True}) for name in ("show_resources", "show_action")}
        for section in gathering.values():
            factories.translate(section, title=f"Section {section.pk}")
        yield "section with resources", gathering["show_resources"].url
        chosen_kind = f"kind=news&topic={first.topics.first().slug}&language=ka"
        yield "section with resources, filtered", f"{gathering['show_resources'].url}?{chosen_kind}"
        yield "section of action", gathering["show_action"].url
        yield "page of text", text.url
        yield "about", about.url
        yield "news list", listed
        yield "news list, filtered", f"{listed}?{chosen}&kind=news&year=1960"
        yield "news item", item.url
        yield "publication", publication.url
        yield "letter", letter.url
        yield "list of letters", letters
        yield "list of letters, filtered", f"{letters}?state=answered&topic={first.topics.first().slug}&year=2026"
        yield "signatories of a letter", f"/ka/letters/{self.letter.pk}/signatories/?q=o"
        yield "project list", first.project.get_parent().specific.url
        yield "project", project.url
        yield "list of events", event.get_parent().specific.url
        filters = f"topic={first.topics.first().slug}&place={first.places.first().slug}&format=online&when=coming"
        yield "list of events, filtered", f"{event.get_parent().specific.url}?{filters}&year={event.start_date.year}"
        yield "event", event.url
        yield "concept note of an event", f"/ka/events/{event_of(event).pk}/note/"
        yield "search", "/ka/search/?q=საძიებო"
        yield "missing translation", f"/en/untranslated/{first.pk}/"
        yield "not found", f"{listed}no/such/page/"
        yield "feed", "/ka/feed.xml"
        yield "map of the site", "/sitemap.xml"


def questions(client: Client, address: str) -> list[str]:
    """Return what one answer asks the database when nothing is remembered."""
    client.get(address)  # loads templates and routes, and makes the pictures' sizes
    cache.clear()
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    # Content types and locales are read once in the life of a process.
    once = ("django_content_type", "wagtailcore_locale")
    return [query["sql"] for query in captured if not query["sql"].split(" FROM ", 1)[-1].strip('"').startswith(once)]


@pytest.mark.django_db
def test_no_answer_costs_more_than_is_written_down(client: Client) -> None:
    content, counts = Content(), {}
    for size in (FEW, MANY):
        content.grow(size)
        asked = {name: questions(client, address) for name, address in content.addresses()}
        counts[size] = {name: len(statements) for name, statements in asked.items()}
        # With the statements, so that a failure says what was asked too much.
        assert {name: said for name, said in asked.items() if len(said) > BUDGETS[name]} == {}
    assert counts[FEW] == counts[MANY]
    assert counts[MANY].keys() == BUDGETS.keys()


def test_the_budgets_keep_the_rule_of_the_house() -> None:
    assert BUDGETS["front page"] <= 20
    assert all(number <= 15 for name, number in BUDGETS.items() if name != "front page")
