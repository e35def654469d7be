"""The open letters of the demonstration: one that can be signed, one that was delivered and answered."""

import datetime
from collections.abc import Iterator
from uuid import UUID

from django.utils import timezone

from cms.demo.content import Entry, load, stable_uuid
from cms.demo.sections import fill_nothing
from cms.demo.streams import StreamWriter
from cms.demo.tree import PagePlan
from cms.demo.work import fill_subject
from network.letters.models import Letter, LetterIndexPage, OpenLetterPage

LETTERS = "letters"
OPEN_LETTER = "protect_all_migrants"
DAY = datetime.timedelta(days=1)


def plans() -> Iterator[PagePlan]:
    """Yield the list of letters and the letters."""
    yield PagePlan(LETTERS, LetterIndexPage, "take_action", load(LETTERS)["index"], fill_nothing, in_menus=True)
    for entry in load(LETTERS)["letters"]:
        yield PagePlan(
            f"{LETTERS}/{entry['key']}", OpenLetterPage, LETTERS, entry, fill_letter, related=tuple(entry["related"])
        )


def fill_letter(page: OpenLetterPage, entry: Entry, writer: StreamWriter) -> None:
    """Fact D: to whom, for which occasion, who may sign, the text."""
    fill_subject(page, entry, writer)
    organisations = writer.records.organisations
    addressees = [
        {"text": writer.say(addressee["text"]), "organisation": organisations[addressee["organisation"]].pk}
        for addressee in entry["addressees"]
    ]
    page.addressees = writer.stream("addressees", "addressee", addressees)
    page.context = writer.say(entry["context"])
    page.accepts_organisations = entry["who_may_sign"]["organisations"]
    page.accepts_people = entry["who_may_sign"]["people"]


def seed_hours() -> None:
    """Say how long each letter can be signed, before its text is published: the hours are the secretariat's."""
    now = timezone.now()
    for entry in load(LETTERS)["letters"]:
        Letter.objects.get_or_create(
            translation_key=key_of(entry["key"]),
            defaults={"closes_at": now - entry["closes"] * DAY, "goal": entry["goal"]},
        )


def key_of(name: str) -> UUID:
    """Return what joins both languages of a letter."""
    return stable_uuid("page", f"{LETTERS}/{name}")
