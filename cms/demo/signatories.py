"""Who signs the demonstration's letters: through the verbs of the site, at the hours at which they would have.

Nobody here exists. Names, addresses and networks are of the kinds that are kept for examples.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from cms.core.languages import language_of_whole
from cms.demo.clock import at
from cms.demo.content import Entry
from cms.demo.records import Records
from cms.demo.rounds import speaker
from cms.mail.models import OutboxMail
from network.letters.by_mail.confirming import confirm
from network.letters.by_mail.managing import withdraw
from network.letters.by_mail.signing import Given, request_signature
from network.letters.by_members.member_signing import sign_for_member
from network.letters.counting.sequencing import sequence
from network.letters.enums import ConsentPurpose, Display, Position, SignatureKind, SignatureState, TokenPurpose
from network.letters.letters import Letter
from network.letters.office.checking import accept
from network.letters.signatures import Signature
from network.letters.tokens import Budget, Token

DAY, MINUTES = datetime.timedelta(days=1), datetime.timedelta(minutes=7)
NAMES = {"ka": "საჩვენებელი ხელმომწერი {number}", "en": "Demonstration signatory {number}"}
ROLES = {"ka": "დირექტორი", "en": "Director"}


def members_sign(records: Records, letter: Letter, entries: list[Entry], started: datetime.datetime) -> None:
    """Count those that signed by the round; let others say what they think."""
    fingerprint = letter.version.fingerprint if letter.version else ""
    with at(letter.opens_at or started):
        sequence(letter.pk)
    for entry in entries:
        membership = records.memberships[f"demo_{entry['number']:02}"]
        with at(started - entry["day"] * DAY):
            sign_for_member(
                letter_id=letter.pk,
                membership=membership,
                by=speaker(membership),
                position=entry.get("position", Position.SIGN),
                comment=entry.get("comment", ""),
                fingerprint=fingerprint,
            )
            sequence(letter.pk)


def others_sign(letter: Letter, entry: Entry, started: datetime.datetime, author: Any) -> None:
    """Let organisations and people sign by mail; the secretariat checks all but the last organisations."""
    moment = started - entry["from"] * DAY
    end = min(started, letter.closes_at or started) - DAY
    signers = list(_signers(entry))
    for left, (kind, number, details) in zip(range(len(signers), 0, -1), signers, strict=True):
        moment += (end - moment) / left
        with at(moment):
            signature = _sign(letter, kind, number, details)
        with at(moment + MINUTES):
            if signature.state == SignatureState.HELD and not details.get("unchecked"):
                accept(signature_id=signature.pk, by=author)
            if details.get("withdrawn"):
                sequence(letter.pk)
                withdraw(signature_id=signature.pk)
            sequence(letter.pk)


def _signers(entry: Entry) -> Iterator[tuple[SignatureKind, int, Entry]]:
    """Yield organisations and people in turn, each with its number."""
    organisations = [(SignatureKind.ORGANISATION, 100 + n, it) for n, it in enumerate(entry["organisations"], start=1)]
    people = [(SignatureKind.PERSON, number, details) for number, details in enumerate(entry["people"], start=1)]
    for place in range(max(len(organisations), len(people))):
        yield from (*organisations[place : place + 1], *people[place : place + 1])


def _sign(letter: Letter, kind: SignatureKind, number: int, details: Entry) -> Signature:
    language = language_of_whole(details.get("place", ""), "ka") or "ka"
    display = Display.HIDDEN if details.get("hidden") else Display.PUBLIC
    consents = {ConsentPurpose.STORE, *([ConsentPurpose.SHOW_NAME] if display == Display.PUBLIC else [])}
    of_organisation = {
        "organisation_name": details["name"],
        "role": ROLES[language],
        "website": "https://example.org/",
    } if kind == SignatureKind.ORGANISATION else {}  # fmt: skip
    given = Given(
        kind=kind,
        email=f"signatory{number:02}@example.org",
        name=NAMES[language].format(number=number),
        place=details.get("place", ""),
        display=display,
        language=language,
        consents=frozenset(consents),
        **of_organisation,
    )
    request_signature(letter=letter, given=given, network=f"192.0.2.{number}")
    token = Token.objects.filter(signature__letter=letter, purpose=TokenPurpose.CONFIRM, used_at=None).latest("pk")
    return confirm(token=token, display=display, consents=consents)


def forget_what_was_sent(last_mail: int) -> None:
    """Leave no mails to people who do not exist, and nothing of what was counted to keep crowds away.

    ``last_mail`` is the newest that was there before.
    """
    OutboxMail.objects.filter(pk__gt=last_mail, key__startswith="letters:").delete()
    Budget.objects.filter(until__lte=timezone.now()).delete()
