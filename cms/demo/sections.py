"""The frame of the demonstration site: front page, sections, lists, "About", and the site's own practical pages."""

from collections.abc import Iterator

from cms.core.models import BasePage
from cms.demo.content import Entry, date_of, load
from cms.demo.streams import Child, StreamWriter, stored
from cms.demo.tree import HOME, PagePlan
from home.models import AboutPage, HomePage, SectionPage, StandardPage
from network.charter.models import CharterPage
from network.directory.models import MemberDirectoryPage
from network.events.models import EventIndexPage
from news.models import NewsIndexPage
from projects.models import ProjectIndexPage

# The main menu, in its order; what stands below a section follows it.
ABOUT, CHARTER, MEMBERS, PROJECTS, EVENTS, NEWS = "about", "charter", "members", "projects", "events", "news"


def plans() -> Iterator[PagePlan]:
    """Yield the frame from the top; what stands in menus stands there in this order."""
    site, sections = load("site"), {entry["key"]: entry for entry in load("about")["sections"]}
    yield PagePlan(HOME, HomePage, "", site["home"], fill_home, related=tuple(site["home"]["related"]))
    yield _section(sections["who_we_are"])
    about = load("about")["page"]
    yield PagePlan(ABOUT, AboutPage, "who_we_are", about, fill_about, in_menus=True, related=tuple(about["related"]))
    yield PagePlan(CHARTER, CharterPage, "who_we_are", load("charter"), fill_charter, in_menus=True)
    yield PagePlan(MEMBERS, MemberDirectoryPage, "who_we_are", load(MEMBERS)["directory"], fill_nothing, in_menus=True)
    yield _section(sections["our_work"])
    yield PagePlan(PROJECTS, ProjectIndexPage, "our_work", site["lists"]["projects"], fill_nothing, in_menus=True)
    yield PagePlan(EVENTS, EventIndexPage, "our_work", load(EVENTS)["index"], fill_nothing, in_menus=True)
    yield _section(sections["agenda_2030"], parent="our_work")
    yield PagePlan(NEWS, NewsIndexPage, HOME, site["lists"]["news"], fill_nothing, in_menus=True)
    yield _section(sections["resources"])
    yield _section(sections["take_action"])
    for entry in site["sections"]:
        yield _section(entry, in_menus=False)
    for entry in site["pages"]:
        yield PagePlan(entry["key"], StandardPage, entry["section"], entry, fill_text, in_menus=entry["in_menus"])


def _section(entry: Entry, parent: str = HOME, *, in_menus: bool = True) -> PagePlan:
    return PagePlan(entry["key"], SectionPage, parent, entry, fill_section, in_menus=in_menus)


def fill_nothing(page: BasePage, entry: Entry, writer: StreamWriter) -> None:
    """A list has only what every page has."""


def fill_home(page: HomePage, entry: Entry, writer: StreamWriter) -> None:
    """The opening line and the rules."""
    page.opening_from = writer.say(entry["opening_from"])
    page.opening_to = writer.say(entry["opening_to"])
    page.rules = writer.stream("rules", "rule", [writer.say(rule) for rule in entry["rules"]])
    page.share_image = writer.records.images[f"share_{writer.language}"]


def fill_section(page: SectionPage, entry: Entry, writer: StreamWriter) -> None:
    """A section's text, and what it gathers."""
    shows = entry.get("shows", ())
    page.body = writer.body(entry.get("body", ()))
    page.show_topics = entry.get("group_by") == "topic"
    page.show_resources = "publications" in shows
    page.show_action = "open_letters" in shows


def fill_text(page: StandardPage, entry: Entry, writer: StreamWriter) -> None:
    """A page of text."""
    page.body = writer.body(entry["body"])


def fill_charter(page: CharterPage, entry: Entry, writer: StreamWriter) -> None:
    """Fact A: values and rules of work."""
    page.voice, page.version = entry["voice"], entry["version"]
    page.preamble = writer.say(entry["preamble"])
    values = [{part: writer.say(value[part]) for part in ("name", "meaning")} for value in entry["values"]]
    page.values = writer.stream("values", "value", values)
    page.rules_title = writer.say(entry["rules_title"])
    page.rules = writer.stream("rules", "rule", [_rule(rule, writer) for rule in entry["rules"]])


def _rule(rule: Entry, writer: StreamWriter) -> Child:
    return {
        "name": writer.say(rule["short_name"]),
        "text": writer.say(rule["text"]),
        "kept_by": writer.say(rule["how_site_keeps_it"]),
        "page": writer.page_id("how_we_agree"),
    }


def fill_about(page: AboutPage, entry: Entry, writer: StreamWriter) -> None:
    """Fact A: who the Network is."""
    about, records = load("about"), writer.records
    page.voice = entry["voice"]
    page.body = writer.body(entry["body"])
    page.founded = date_of(about["founded"])
    page.places = [records.places[about["country"]]]
    page.mission_lead = writer.say(about["mission"]["lead"])
    page.mission_aims = writer.stream("mission_aims", "aim", [writer.say(aim) for aim in about["mission"]["aims"]])
    page.general_objectives = writer.stream("general_objectives", "objective", _titled(about, writer))
    page.roles = writer.stream("roles", "role", _titled(about, writer, "roles"))
    strategies = [_strategy(strategy, writer, number) for number, strategy in enumerate(about["strategies"])]
    page.strategies = writer.stream("strategies", "strategy", strategies)
    page.funding = [records.funding[line["key"]] for line in about["funding"]]
    _fill_coordination(page, about, writer)
    notes = [about["name"], *about["strategies"], about["coordinator"]]
    page.internal_note = "\n".join(writer.say(noted["note"]) for noted in notes)


def _fill_coordination(page: AboutPage, about: Entry, writer: StreamWriter) -> None:
    coordinator = about["coordinator"]
    page.coordinator = writer.records.organisations[coordinator["organisation"]]
    page.coordinator_start, page.coordinator_end = date_of(coordinator["from"]), date_of(coordinator["to"])
    page.coordinator_text = writer.say(coordinator["text"])
    page.parent_project_id = writer.page_id(f"projects/{about['parent_project']}")
    page.programme = writer.records.programmes[about["programme"]]


def _titled(about: Entry, writer: StreamWriter, name: str = "general_objectives") -> list[Child]:
    return [{part: writer.say(entry[part]) for part in ("title", "description")} for entry in about[name]]


def _strategy(entry: Entry, writer: StreamWriter, number: int) -> Child:
    position = ("strategies", number, "objectives")
    objectives = [_objective(objective, writer, *position) for objective in entry["objectives"]]
    return {
        "title": writer.say(entry["title"]),
        "period": stored(date_of(entry["period"])),
        "intro": writer.say(entry["intro"]),
        "objectives": writer.items(objectives, *position),
    }


def _objective(entry: Entry, writer: StreamWriter, *position: object) -> Child:
    concerned = [writer.records.organisations[key].pk for key in entry.get("organisations", ())]
    return {
        "title": writer.say(entry["title"]),
        "description": writer.say(entry["description"]),
        "due": stored(date_of(entry["due"])),
        "status": entry["status"],
        "organisations": writer.items(concerned, *position, entry["number"], "organisations"),
        "evidence": writer.items(entry["evidence"], *position, entry["number"], "evidence"),
    }
