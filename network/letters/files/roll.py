"""Who signed, for files: every named signatory once, the same in each kind of file, and how many are not named.

Only what readers may see is ever read: signatures that count, whose name is shown, of members that everybody may know
of. Who signs for an organisation, addresses, numbers in the log and hours are left out: nobody needs them here.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cms.core.languages import sort_key
from network.agreement.texts import LANGUAGES
from network.letters.enums import Display, Position, SignatureKind, SignatureState
from network.letters.letters import Letter, LetterVersion
from network.letters.signatures import Signature
from network.letters.tally import FIRST, Tally
from network.members.enums import Visibility

# Rows that are in memory at once while a list is streamed.
CHUNK = 2000
# A member of which only members know is counted, not named, whatever its signature says.
_NAMED = Q(display=Display.PUBLIC) & (Q(membership=None) | Q(membership__visibility=Visibility.PUBLIC))


@dataclass(frozen=True, slots=True)
class Signatory:
    """One line of a list. ``version`` is the number of the text that was signed; a ``note`` stands beside a member."""

    kind: str
    name: str
    place: str
    role: str
    website: str
    note: str
    version: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many of one kind have signed."""

    named: int = 0
    hidden: int = 0

    @property
    def all(self) -> int:
        """Named or not."""
        return self.named + self.hidden


@dataclass(frozen=True, slots=True)
class Roll:
    """A letter as it stands at one moment, with everybody who signed, in one language.

    ``removals`` was read before the names were: a name that has been taken back since raised the letter's own number,
    and what was made from this roll must not be handed out then. ``head``: number and hash of the log's last entry.
    """

    letter: Letter
    version: LetterVersion
    language: str
    removals: int
    head: tuple[int, str]
    read_at: datetime.datetime
    names: dict[str, list[Signatory]] = field(repr=False)
    counts: dict[str, Count]


def read_rolls(letter_id: int) -> dict[str, Roll]:
    """Read the whole list of a published letter once, and return it in each language: for files made in one piece."""
    letter = Letter.objects.get(pk=letter_id)
    version = LetterVersion.objects.select_related("round").get(pk=letter.version_id or 0)
    removals, head, now = letter.removals, head_of_log(letter_id), timezone.now()
    members = list(_members(letter_id))
    others = {str(kind): list(named(letter_id, kind, "")) for kind in SignatureKind if kind != SignatureKind.MEMBER}
    hidden = counts(letter_id)
    rolls = {}
    for language in LANGUAGES:
        names = {str(SignatureKind.MEMBER): _by_name(members, language), **others}
        rolls[language] = Roll(
            letter=letter,
            version=version,
            language=language,
            removals=removals,
            head=head,
            read_at=now,
            names=names,
            counts={kind: Count(len(rows), hidden[kind].hidden) for kind, rows in names.items()},
        )
    return rolls


def head_of_log(letter_id: int) -> tuple[int, str]:
    """Return the number and the hash of the letter's last log entry."""
    found = Tally.objects.filter(letter=letter_id).values_list("last_sequence", "last_hash").first()
    return found or (0, FIRST)


def counts(letter_id: int) -> dict[str, Count]:
    """Count the signatures by kind, named or not: one question."""
    rows = _signed(letter_id).order_by().values("kind")
    found = rows.annotate(named=models.Count("pk", filter=_NAMED), every=models.Count("pk")).values_list(
        "kind", "named", "every"
    )
    held = {kind: Count(number, every - number) for kind, number, every in found}
    return {str(kind): held.get(str(kind), Count()) for kind in SignatureKind}


def counts_as_data(found: Mapping[str, Count]) -> dict[str, dict[str, int]]:
    """Return counts as plain values."""
    return {kind: {"signed": count.all, "named": count.named} for kind, count in found.items()}


def named(letter_id: int, kind: str, language: str) -> Iterator[Signatory]:
    """Yield the named signatories of a kind by name; however many they are, only some are in memory."""
    if kind == SignatureKind.MEMBER:
        yield from _by_name(_members(letter_id), language)
        return
    shown = "organisation_name" if kind == SignatureKind.ORGANISATION else "name"
    fields = (shown, "place", "role", "website", "version__number")
    is_person = kind == SignatureKind.PERSON
    rows = _signed(letter_id).of_kind(kind).filter(_NAMED)
    for name, place, role, website, number in rows.order_by("sort_key", "pk").values_list(*fields).iterator(CHUNK):
        yield Signatory(str(kind), name, place, role if is_person else "", "" if is_person else website, "", number)


def _signed(letter_id: int) -> Any:
    return Signature.objects.filter(letter=letter_id, state=SignatureState.ACTIVE, position=Position.SIGN)


def _members(letter_id: int) -> Any:
    rows = _signed(letter_id).of_kind(SignatureKind.MEMBER).filter(_NAMED).order_by("pk")
    return rows.with_members().select_related("membership__organisation__place").defer("version__contents")


def _by_name(rows: Iterable[Signature], language: str) -> list[Signatory]:
    found = [_member(row, row.membership, language) for row in rows]
    return sorted(found, key=lambda member: sort_key(member.name))


def _member(row: Signature, membership: Any, language: str) -> Signatory:
    record = membership.record
    place = getattr(record, "place", None)
    names = {"ka": place.name_ka, "en": place.name_en} if place else {}
    return Signatory(
        kind=str(row.kind),
        name=membership.name_in(language),
        place=names.get(language) or next(filter(None, names.values()), "") or row.place,
        role="",
        website=getattr(record, "website", ""),
        note=row.comment,
        version=row.version.number,
    )
