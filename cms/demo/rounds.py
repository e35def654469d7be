"""What the demonstration members were asked and how they answered: played through the verbs of the site itself."""

import datetime
import json
from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from cms.demo.clock import at
from cms.demo.content import LANGUAGES, Entry, load, words
from cms.demo.records import Records
from cms.demo.sections import NEWS
from cms.demo.streams import StreamWriter
from cms.demo.tree import PagePlan, Tree
from cms.mail.models import OutboxMail
from network.agreement.enums import Stance, Voice
from network.agreement.rounds import AgreementRound
from network.agreement.services import answer, close_due_rounds, open_round
from network.charter.models import CharterPage, CharterSubscription
from network.members.enums import MandateKind
from network.members.models import Mandate, Membership
from news.models import NewsPage

ROUNDS = "rounds"
# How an answer is written in the file: stance, and whether the name is shown.
ANSWERS = {
    "agree": (Stance.AGREE, False),
    "named": (Stance.AGREE, True),
    "aside": (Stance.STAND_ASIDE, False),
    "shown_aside": (Stance.STAND_ASIDE, True),
    "abstain": (Stance.ABSTAIN, False),
}
BETWEEN_ANSWERS = datetime.timedelta(hours=3)


def asked_pages() -> frozenset[str]:
    """Return the keys of the pages about which the members are asked."""
    return frozenset(entry["page"] for entry in load(ROUNDS)["rounds"])


def plans() -> Iterator[PagePlan]:
    """Yield the texts that exist only as questions to the members so far."""
    for entry in load(ROUNDS)["texts"]:
        yield PagePlan(f"{ROUNDS}/{entry['key']}", NewsPage, NEWS, {**entry, "demonstration": True}, fill_text)


def fill_text(page: NewsPage, entry: Entry, writer: StreamWriter) -> None:
    """A text in the Network's name."""
    page.kind, page.voice = entry["kind"], Voice.NETWORK
    page.topics = [writer.records.topics[key] for key in entry["topics"]]
    page.body = writer.body(entry["body"])


def seed_rounds(records: Records, tree: Tree) -> None:
    """Ask about every text that nobody has been asked about; what is agreed is published."""
    started = timezone.now()
    before = set(AgreementRound.objects.values_list("pk", flat=True))
    for entry in load(ROUNDS)["rounds"]:
        page = Page.objects.get(pk=tree.pages[entry["page"], "ka"].pk).specific
        if AgreementRound.objects.of_text(page.translation_key).exists():
            continue
        _play(records, tree, page, entry, started)
        if "then" in entry:
            _change(tree, entry["page"])
            _play(records, tree, page, entry["then"], started)
    made = AgreementRound.objects.exclude(pk__in=before)
    if made:
        records.made[AgreementRound] += len(made)
        _forget_old_mails()
    _subscribe(tree)


def _play(records: Records, tree: Tree, page: Any, entry: Entry, started: datetime.datetime) -> None:
    """Open a round in the past, give its answers one after the other, and close it if its time is over."""
    moment = started - datetime.timedelta(days=entry["opened"])
    explanation = "\n".join(words(entry.get("explanation"), language) for language in LANGUAGES).strip()
    with at(moment):
        asked = open_round(page=page, by=tree.author, explanation=explanation)
    for number, stance, details in _answers(entry):
        moment += BETWEEN_ANSWERS
        membership = records.memberships[f"demo_{number:02}"]
        with at(moment):
            answer(
                round_id=asked.pk,
                membership=membership,
                by=speaker(membership),
                stance=stance,
                fingerprint=asked.fingerprint,
                **details,
            )
    asked.refresh_from_db()
    if asked.closes_at <= started:
        with at(asked.closes_at):
            close_due_rounds()


def _answers(entry: Entry) -> Iterator[tuple[int, Stance, dict[str, Any]]]:
    for name, (stance, name_us) in ANSWERS.items():
        for number in entry.get(name, ()):
            yield number, stance, {"name_us": name_us}
    for objection in entry.get("object", ()):
        said = {part: words(objection[part], "ka") for part in ("reason", "proposal")}
        yield objection["member"], Stance.OBJECT, said


def speaker(membership: Membership) -> Any:
    return Mandate.objects.valid().filter(membership=membership, kind=MandateKind.PRIMARY).get().user


def _change(tree: Tree, key: str) -> None:
    """Change a text as its entry says, in a new draft of each language."""
    (entry,) = (entry for entry in load(ROUNDS)["texts"] if f"{ROUNDS}/{entry['key']}" == key)
    for language in LANGUAGES:
        page = Page.objects.get(pk=tree.pages[key, language].pk).specific.get_latest_revision_as_object()
        body = json.dumps(page.body.get_prep_value(), ensure_ascii=False)
        for change in entry["changed"]:
            body = body.replace(words(change["from"], language), words(change["to"], language))
        page.body = body
        page.save_revision(user=tree.author)


def _forget_old_mails() -> None:
    """Keep the mails that ask about rounds that are still open; nobody wants the others any more."""
    waiting = OutboxMail.objects.filter(sent_at=None, key__startswith="agreement:")
    for asked in AgreementRound.objects.open():
        waiting = waiting.exclude(key__startswith=f"agreement:round:{asked.pk}:opened:")
    waiting.delete()


def _subscribe(tree: Tree) -> None:
    """Let every member that agreed to the charter subscribe to it."""
    page = CharterPage.objects.get(pk=tree.pages["charter", "ka"].pk)
    asked = AgreementRound.objects.public().of_text(page.translation_key).first()
    if asked is None or CharterSubscription.objects.filter(round=asked).exists():
        return
    agreed = asked.roll.filter(answers__counts=True, answers__stance=Stance.AGREE)
    CharterSubscription.objects.bulk_create(
        CharterSubscription(
            membership_id=entry.membership_id,
            translation_key=page.translation_key,
            version=page.version,
            fingerprint=asked.fingerprint,
            round=asked,
            subscribed_at=asked.published_at or asked.opened_at,
        )
        for entry in agreed
    )
