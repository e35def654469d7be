"""The open letters of the demonstration: one that can be signed, one that was delivered and answered."""

import datetime
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from cms.demo.clock import at
from cms.demo.content import LANGUAGES, Entry, both, load, stable_uuid, words
from cms.demo.records import Records
from cms.demo.sections import fill_nothing
from cms.demo.signatories import forget_what_was_sent, members_sign, others_sign
from cms.demo.streams import StreamWriter
from cms.demo.tree import PagePlan
from cms.demo.work import fill_subject
from cms.mail.models import OutboxMail
from cms.users.models import User
from network.letters.enums import SignatureKind
from network.letters.files.sealed import seal_delivery
from network.letters.lifecycle import close
from network.letters.models import Letter, LetterIndexPage, OpenLetterPage, ReceivedAnswer, Signature
from network.letters.office.delivering import hand_over, prepare, record_answer

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


def last_mail() -> int:
    """Return the number of the newest mail that waits."""
    return OutboxMail.objects.aggregate(last=Max("pk"))["last"] or 0


def seed_signatures(records: Records, author: User | None, last_mail: int) -> None:
    """Let every letter be signed that nobody has signed by mail; hand over the one whose time is over.

    Without an ``author`` there are no accounts: nobody signs for a member then. Mails to signatories after
    ``last_mail`` are forgotten: nobody reads them.
    """
    started = timezone.now()
    for entry in load(LETTERS)["letters"]:
        letter = Letter.objects.select_related("version").get(translation_key=key_of(entry["key"]))
        if letter.version is None or letter.signatures.exclude(kind=SignatureKind.MEMBER).exists():
            continue
        signing = load(LETTERS)["signatures"][entry["key"]]
        before = letter.signatures.count()
        if letter.version.round is None:
            _opened_earlier(letter, signing["from"], entry["closes"], started)
        if author is not None:
            members_sign(records, letter, signing["members"], started)
        others_sign(letter, signing, started, author)
        if "delivery" in entry:
            _hand_over(records, letter, entry, started, author)
        records.made[Signature] += letter.signatures.count() - before
        forget_what_was_sent(last_mail)


def _opened_earlier(letter: Letter, opened: int, closes: int, started: datetime.datetime) -> None:
    """Put a letter that rests on an older decision where it would stand if the site had been there then."""
    moment = started - (opened + 1) * DAY
    letter.published_at, letter.opens_at, letter.closes_at = moment, moment, started - closes * DAY
    letter.save(update_fields=["published_at", "opens_at", "closes_at"])
    letter.versions.update(made_at=moment)


def _hand_over(records: Records, letter: Letter, entry: Entry, started: datetime.datetime, author: User | None) -> None:
    delivery, answer = entry["delivery"], entry["answer_received"]
    with at(letter.closes_at or started):
        close(letter_id=letter.pk)
    moment = started - delivery["day"] * DAY
    addressee = entry["addressees"][0]
    with at(moment):
        prepared = prepare(
            letter_id=letter.pk,
            by=author,
            to_organisation=records.organisations[delivery["to"]],
            **both("recipient", addressee["text"]),
            **both("way", delivery["way"]),
        )
        seal_delivery(prepared)
        hand_over(letter_id=letter.pk, delivered_on=timezone.localdate())
    moment = started - answer["day"] * DAY
    with at(moment):
        said: dict[str, Any] = {
            **both("sender", answer["from"]),
            **both("heading", answer["heading"]),
            **both("text", _paragraphs(answer["text"])),
        }
        record_answer(letter_id=letter.pk, now=moment, received_on=timezone.localdate(), document=None, **said)
    ReceivedAnswer.objects.filter(letter=letter).update(is_demonstration=True)


def _paragraphs(blocks: list[Entry]) -> dict[str, str]:
    return {code: "\n\n".join(words(block["paragraph"], code) for block in blocks) for code in LANGUAGES}


def key_of(name: str) -> UUID:
    """Return what joins both languages of a letter."""
    return stable_uuid("page", f"{LETTERS}/{name}")
