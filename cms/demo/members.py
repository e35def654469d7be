"""Demonstration members, and who speaks for each."""

import datetime

from django.utils import timezone

from cms.demo.accounts import representative
from cms.demo.content import Entry, both, date_of, load
from cms.demo.records import Records, build_organisation, build_person, seed_named
from network.members.enums import MandateKind
from network.members.models import Mandate, Membership
from network.registry.models import Organisation, Person

GRANTED_BY = "საჩვენებელი გამგეობა / Demonstration board"
SINCE = datetime.date(2026, 1, 12)


def seed_members(records: Records, *, with_representatives: bool) -> None:
    """Make the members that are missing, and the mandates of those that have none."""
    entries = load("members")["members"]
    organisations = [_as_organisation(entry) for entry in entries if entry["kind"] == "organisation"]
    people = [entry for entry in entries if entry["kind"] == "person"]
    records.organisations |= seed_named(records, Organisation, organisations, build_organisation)
    records.people |= seed_named(records, Person, people, build_person)
    for entry in entries:
        records.memberships[entry["key"]] = _membership(records, entry)
    if with_representatives:
        by_key = {entry["key"]: entry for entry in entries}
        for entry in entries:
            _seed_mandate(records, entry, entry, MandateKind.PRIMARY)
            if "deputy" in entry:
                _seed_mandate(records, entry, by_key[entry["deputy"]], MandateKind.DEPUTY)


def _as_organisation(entry: Entry) -> Entry:
    return {**entry, "kind": "cso", "acronym": None, "country": "GE"}


def _membership(records: Records, entry: Entry) -> Membership:
    organisation = records.organisations.get(entry["key"])
    person = records.people.get(entry["key"])
    found: Membership | None = Membership.objects.filter(organisation=organisation, person=person).first()
    if found is not None:
        return found
    membership = Membership(
        # An organisation's own record says what it does.
        **(both("about", entry["about"]) if person else {}),
        organisation=organisation,
        person=person,
        level=entry["level"],
        joined=date_of(entry["joined"]),
        left=date_of(entry["left"]),
        visibility=entry["visibility"],
        contact_email=f"member{entry['number']:02}@example.org",
        is_demonstration=entry["demonstration"],
    )
    membership.full_clean()
    membership.save()
    membership.topics.set([records.topics[key] for key in entry["topics"]])
    membership.regions.set([records.places[key] for key in entry["regions"]])
    records.made[Membership] += 1
    return membership


def _seed_mandate(records: Records, member: Entry, speaker: Entry, kind: MandateKind) -> None:
    membership = records.memberships[member["key"]]
    if membership.mandates.filter(kind=kind).exists():
        return
    Mandate.objects.create(
        membership=membership,
        user=representative(records, speaker["number"], speaker["language"]),
        kind=kind,
        starts_on=SINCE,
        granted_by=GRANTED_BY,
        confirmed_at=timezone.now(),
    )
    records.made[Mandate] += 1
