"""Projects (facts A, C, E), news (D, E and the Network's own) and publications."""

from collections.abc import Iterable, Iterator
from typing import Any

from cms.core.models import BasePage
from cms.demo.content import Entry, date_of, load, period_of, published_on
from cms.demo.sections import NEWS, PROJECTS
from cms.demo.streams import Child, StreamWriter, contact, stored
from cms.demo.tree import Fill, PagePlan
from network.registry.models import Organisation
from news.models import NewsPage, PublicationPage
from projects.enums import ParticipationRole
from projects.models import Participation, ProjectPage

RESOURCES = "resources"


def plans() -> Iterator[PagePlan]:
    """Yield projects, news and publications, each in the order of its file."""
    for position, entry in enumerate(load("projects")["projects"]):
        yield _plan(PROJECTS, ProjectPage, PROJECTS, entry, fill_project, position)
    for position, entry in enumerate(load("news")["items"]):
        related = [f"letters/{entry['letter']}"] if entry["letter"] else []
        entry = {**entry, "related": [*related, *(f"{NEWS}/{key}" for key in entry["related"])]}
        yield _plan(NEWS, NewsPage, NEWS, entry, fill_news, position)
    for position, entry in enumerate(load("publications")["publications"]):
        yield _plan("publications", PublicationPage, RESOURCES, entry, fill_publication, position)


def _plan(prefix: str, model: type[BasePage], parent: str, entry: Entry, fill: Fill, position: int) -> PagePlan:
    published = published_on(date_of(entry.get("date")), position)
    return PagePlan(f"{prefix}/{entry['key']}", model, parent, entry, fill, published, related=tuple(entry["related"]))


def fill_subject(page: Any, entry: Entry, writer: StreamWriter) -> None:
    """What projects, news, publications and letters share: voice, topics, places, funding, text."""
    records = writer.records
    page.voice = entry["voice"]
    page.published_by = records.memberships.get(entry.get("member", ""))
    page.topics = [records.topics[key] for key in entry["topics"]]
    page.places = [records.places[key] for key in entry["places"]]
    lines = (line["key"] if isinstance(line, dict) else line for line in entry.get("funding", ()))
    page.funding = [records.funding[key] for key in lines]
    page.body = writer.body(entry["body"])


def fill_project(page: ProjectPage, entry: Entry, writer: StreamWriter) -> None:
    """A project with its period, organisations, objectives, groups, results and activities."""
    fill_subject(page, entry, writer)
    page.acronym = entry["acronym"] or ""
    page.is_ours = entry["ours"]
    page.start, page.end = period_of(entry["period"])
    page.programme = writer.records.programmes.get(entry.get("parent_programme", ""))
    page.participations.set(list(_participations(entry, writer)))
    page.overall_objective = writer.say(entry.get("overall_objective"))
    objectives = [f"<p>{writer.say(objective['text'])}</p>" for objective in entry.get("specific_objectives", ())]
    page.specific_objectives = writer.stream("specific_objectives", "objective", objectives)
    page.target_groups = _groups("target_groups", entry.get("target_groups", ()), writer)
    page.beneficiaries = _groups("beneficiaries", entry.get("final_beneficiaries", ()), writer)
    page.results = writer.stream("results", "result", [_result(result, writer) for result in entry.get("results", ())])
    page.pillars = writer.stream("pillars", "pillar", [_pillar(pillar, writer) for pillar in entry.get("pillars", ())])
    accounts = [{"service": it["service"], "handle": it["handle"], "url": ""} for it in entry.get("contacts", ())]
    page.contacts = writer.stream("contacts", "account", accounts)
    sources = [
        {"date": source["date"], "text": writer.say(source["text"]), "url": ""} for source in entry.get("sources", ())
    ]
    page.sources = writer.stream("sources", "source", sources)


def _participations(entry: Entry, writer: StreamWriter) -> Iterator[Participation]:
    rows = [entry["lead_organisation"], *({"role": ParticipationRole.PARTNER, **row} for row in entry["partners"])]
    for number, row in enumerate(rows):
        yield Participation(
            organisation=writer.records.organisations[row["organisation"]],
            role=row["role"],
            country=writer.records.country(row["country"]),
            country_published_as=row.get("country_published_as", ""),
            sort_order=number,
        )


def _groups(field: str, groups: Iterable[Entry], writer: StreamWriter) -> str:
    """Groups of people or bodies, each with its figures."""
    values = [
        {
            "text": writer.say(group["text"]),
            "figures": writer.items(
                [writer.figure(figure) for figure in group["figures"]], field, group["number"], "figures"
            ),
            "organisation": _pk(writer.records.organisations.get(group.get("organisation", ""))),
        }
        for group in groups
    ]
    return writer.stream(field, "group", values)


def _pk(organisation: Organisation | None) -> int | None:
    return organisation.pk if organisation else None


def _result(entry: Entry, writer: StreamWriter) -> Child:
    return {"text": writer.say(entry["text"]), "date": stored(date_of(entry.get("date")))}


def _pillar(entry: Entry, writer: StreamWriter) -> Child:
    activities = [
        {"text": writer.say(activity["text"]), "note": writer.say(activity.get("note"))}
        for activity in entry["activities"]
    ]
    return {
        "title": writer.say(entry["title"]),
        "activities": writer.items(activities, "pillars", entry["number"], "activities"),
    }


def fill_news(page: NewsPage, entry: Entry, writer: StreamWriter) -> None:
    """A news item with people, organisations, project and publication."""
    fill_subject(page, entry, writer)
    page.kind = entry["kind"]
    page.date, page.event_date = date_of(entry["date"]), date_of(entry["event_date"])
    page.place_line = writer.say(entry.get("place_line"))
    page.organisations = [writer.records.organisations[key] for key in entry["organisations"]]
    page.people = writer.stream("people", "person", [_appearance(person, writer) for person in entry["people"]])
    messages = [writer.say(message) for message in entry.get("key_messages", ())]
    page.key_messages = writer.stream("key_messages", "message", messages)
    page.hashtags = writer.stream("hashtags", "hashtag", entry["hashtags"])
    contacts = [contact(writer, entry["media_contact"])] if "media_contact" in entry else []
    page.media_contact = writer.stream("media_contact", "contact", contacts)
    if entry["project"]:
        page.project_id = writer.page_id(f"{PROJECTS}/{entry['project']}")
    if entry["publication"]:
        page.publication_id = writer.page_id(f"publications/{entry['publication']}")


def _appearance(entry: Entry, writer: StreamWriter) -> Child:
    return {
        "person": writer.records.people[entry["person"]].pk,
        "function": entry["function"],
        "role": writer.say(entry["role"]),
        "organisation": writer.records.organisations[entry["organisation"]].pk,
    }


def fill_publication(page: PublicationPage, entry: Entry, writer: StreamWriter) -> None:
    """A publication with authors and files."""
    fill_subject(page, entry, writer)
    records = writer.records
    page.authors = writer.stream("authors", "organisation", [records.organisations[key].pk for key in entry["authors"]])
    page.publisher = records.organisations[entry["publisher"]]
    page.year = entry["year"]
    page.language_of_text = entry["language"] or ""
    page.series = writer.say(entry.get("series"))
    page.organisations = [records.organisations[key] for key in entry["organisations"]]
    files = [{"document": records.documents[key].pk, "label": ""} for key in entry["files"]]
    page.files = writer.stream("files", "document", files)
    messages = [writer.say(message) for message in entry.get("key_messages", ())]
    page.key_messages = writer.stream("key_messages", "message", messages)
