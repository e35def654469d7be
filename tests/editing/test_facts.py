"""Facts are compared by what they say, and told in the editor's words."""

import pytest
from django.utils import translation

from cms.editing.facts import differing_facts
from projects.models import Participation
from tests.factories import (
    NewsPageFactory,
    OrganisationFactory,
    ParticipationFactory,
    PlaceFactory,
    ProjectPageFactory,
    TopicFactory,
    stream,
    translate,
)

pytestmark = pytest.mark.django_db


def told(source, target) -> dict[str, tuple[str, str]]:
    return {entry.name: (entry.source, entry.target) for entry in differing_facts(source, target)}


def test_the_same_page_in_either_language_is_the_same_fact() -> None:
    other = NewsPageFactory()
    english_other = translate(other, title="Other")
    news = NewsPageFactory(related=stream(("page", other.pk)))
    english = translate(news, title="News", related=stream(("page", english_other.pk)))
    assert told(news, english) == {}


def test_block_ids_are_no_difference_but_order_is() -> None:
    news = NewsPageFactory(hashtags=stream(("hashtag", "#one"), ("hashtag", "#two")))
    english = translate(news, title="News", hashtags=stream(("hashtag", "#one"), ("hashtag", "#two")))
    assert told(news, english) == {}
    english.hashtags = stream(("hashtag", "#two"), ("hashtag", "#one"))
    assert told(news, english) == {"hashtags": ("#one; #two", "#two; #one")}


def test_facts_in_words() -> None:
    country = PlaceFactory(country=True, name_ka="სერბეთი", name_en="Serbia")
    organisation = OrganisationFactory(name_ka="ინიციატივა", name_en="Initiative")
    leading = Participation(organisation=organisation, role="lead", country=country)
    project = ProjectPageFactory(start="2017-12", is_ours=True, voice="network", participations=[leading])
    topic = TopicFactory(name_ka="უფლებები", name_en="Rights")
    project.topics.set([topic])
    english = translate(project, title="Project")
    english.start, english.is_ours, english.voice = "2018", False, "editorial"
    english.participations.set([])
    english.topics.set([])
    with translation.override("en"):
        found = told(project, english)
    assert found == {
        "start": ("December 2017", "2018"),
        "is_ours": ("Yes", "No"),
        "voice": ("The Network", "The secretariat"),
        "participations": ("Initiative, Lead applicant, Serbia", ""),
        "topics": ("Rights", ""),
    }
    with translation.override("ka"):
        assert told(project, english)["start"][0] == "დეკემბერი, 2017"
        assert told(project, english)["topics"] == ("უფლებები", "")


def test_labels_are_those_of_the_form() -> None:
    project = ProjectPageFactory(acronym="IRIS")
    ParticipationFactory(page=project)
    english = translate(project, title="Project")
    english.acronym = ""
    english.participations.set([])
    with translation.override("en"):
        assert {entry.label for entry in differing_facts(project, english)} == {"Acronym", "Participations"}
