"""What exists once: places, topics, organisations, people, programmes, funding lines, site settings.

Each function finds what an earlier run made, by its short name in addresses or its natural key, and makes what is
missing. It never changes what is there, since an editor may have.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from django.db.models import Model

from cms.core.languages import slugify_national
from cms.core.models import CustomDocument, CustomImage, SiteSettings
from cms.demo.content import Entry, both, date_of, load, note_of, words
from network.members.models import Membership
from network.registry.enums import PlaceKind
from network.registry.models import NamedRecord, Organisation, Person, Place, PublishedName, Topic
from projects.funding import FundingLine, Programme

Record = TypeVar("Record", bound=NamedRecord)


@dataclass
class Records:
    """Everything that exists once, by the key of the content files; and how much of it this run made."""

    images: dict[str, CustomImage] = field(default_factory=dict)
    documents: dict[str, CustomDocument] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    memberships: dict[str, Membership] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    funding: dict[str, FundingLine] = field(default_factory=dict)
    made: Counter[type[Model]] = field(default_factory=Counter)

    def country(self, code: str | None) -> Place | None:
        """Return the country with an ISO 3166 code."""
        return self.places[f"country_{code.lower()}"] if code else None


def seed_records(records: Records) -> None:
    """Make the records in the order in which they need one another; pictures and documents are there already."""
    registry = load("registry")
    # Countries and regions first: towns stand in them.
    for kinds in ({PlaceKind.COUNTRY}, {PlaceKind.REGION}, set(PlaceKind) - {PlaceKind.COUNTRY, PlaceKind.REGION}):
        places = [entry for entry in registry["places"] if entry["kind"] in kinds]
        records.places |= seed_named(records, Place, places, _place)
    records.topics = seed_named(records, Topic, registry["topics"], _topic)
    records.organisations = seed_named(records, Organisation, registry["organisations"], build_organisation)
    records.people = seed_named(records, Person, registry["people"], build_person)
    for entry in load("projects")["programmes"]:
        _seed_programme(records, entry)
    for entry in load("about")["funding"]:
        _seed_funding(records, entry, in_footer=True)
    for project in load("projects")["projects"]:
        for entry in project["funding"]:
            if isinstance(entry, dict):
                _seed_funding(records, entry, in_footer=False)
    _seed_settings(load("site")["settings"])


def seed_named(
    records: Records, model: type[Record], entries: Iterable[Entry], build: Callable[[Records, Entry], Record]
) -> dict[str, Record]:
    """Find or make a record for each entry; return them by the entries' keys."""
    known = {record.slug: record for record in model._default_manager.all()}
    found = {}
    for entry in entries:
        slug = _slug(entry)
        if slug not in known:
            record = build(records, entry)
            record.slug = slug
            record.internal_note = note_of(entry.get("note"))
            record.full_clean()
            record.save()
            records.made[model] += 1
            known[slug] = record
        found[entry["key"]] = known[slug]
    return found


def _slug(entry: Entry) -> str:
    """Return the short name in addresses: the key, and for a country its English name."""
    if entry.get("kind") == PlaceKind.COUNTRY:
        return slugify_national(entry["name"]["en"])
    return str(entry["key"]).replace("_", "-")


def _place(records: Records, entry: Entry) -> Place:
    x, y = (Decimal(str(percent)) for percent in entry["map"]) if "map" in entry else (None, None)
    place = Place(
        **both("name", entry["name"]),
        kind=entry["kind"],
        iso=entry.get("iso", ""),
        region=records.places.get(entry.get("region", "")),
        country=records.country(entry.get("country")),
        map_x=x,
        map_y=y,
    )
    names = entry.get("published_as", ())
    place.published_names = [PublishedName(name=name["name"], source=name["in"]) for name in names]
    return place


def _topic(records: Records, entry: Entry) -> Topic:
    return Topic(
        **both("name", entry["name"]),
        **both("description", entry["description"]),
        order=entry["order"],
        cross_cutting=entry["cross_cutting"],
    )


def build_organisation(records: Records, entry: Entry) -> Organisation:
    """Return an organisation that is not in the database yet."""
    logo = records.images.get(entry.get("logo", ""))
    return Organisation(
        **both("name", entry["name"]),
        **both("about", entry.get("about")),
        acronym=entry["acronym"] or "",
        kind=entry["kind"],
        country=records.country(entry["country"]),
        place=records.places.get(entry.get("place", "")),
        logo_ka=logo,
        logo_en=logo,
        is_demonstration=entry.get("demonstration", False),
    )


def build_person(records: Records, entry: Entry) -> Person:
    """Return a person that is not in the database yet."""
    return Person(**both("name", entry["name"]), **both("honorific", entry.get("honorific")))


def _seed_programme(records: Records, entry: Entry) -> None:
    programme = Programme.objects.filter(acronym=entry["acronym"]).first()
    if programme is None:
        programme = Programme.objects.create(
            **both("title", entry["title"]),
            **both("lead", entry["lead"]),
            acronym=entry["acronym"],
            official_title=words(entry["official_title"], "en"),
            implemented_by=records.organisations[entry["implemented_by"]],
            internal_note=note_of(entry["note"]),
        )
        programme.donors.set([records.organisations[key] for key in entry["donors"]])
        records.made[Programme] += 1
    records.programmes[entry["key"]] = programme


def _seed_funding(records: Records, entry: Entry, *, in_footer: bool) -> None:
    donor = records.organisations[entry["donor"]]
    programme = records.programmes.get(entry.get("programme", ""))
    line = FundingLine.objects.filter(donor=donor, programme=programme, role=entry["role"]).first()
    if line is None:
        line = FundingLine.objects.create(
            **both("statement", entry["statement"]),
            **both("statement_after_end", entry["statement_after_end"]),
            **both("disclaimer", entry["disclaimer"]),
            donor=donor,
            programme=programme,
            role=entry["role"],
            start=date_of(entry["from"]),
            end=date_of(entry["to"]),
            order=entry["order"],
            in_footer=in_footer,
            internal_note=note_of(entry.get("note")),
        )
        records.made[FundingLine] += 1
    records.funding[entry["key"]] = line


def _seed_settings(entry: Entry) -> None:
    settings = SiteSettings.load()
    if settings.email:
        return
    for name in ("name", "full_name", "address"):
        for field_name, value in both(name, entry[name]).items():
            setattr(settings, field_name, value)
    settings.email, settings.press_email = entry["email"], entry["press_email"]
    settings.internal_note = note_of(entry["note"])
    settings.is_demonstration = True
    settings.save()
