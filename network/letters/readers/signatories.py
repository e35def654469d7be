"""Who signed, as readers may see it: names in alphabetical order, in parts that cost the same wherever they begin."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from django.db.models import F, Q, Value, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from cms.core.languages import fold_mtavruli
from cms.core.media import CustomImage
from network.letters.by_mail.logos import logo_address
from network.letters.enums import Display, Position, SignatureKind, SignatureState
from network.letters.letters import Letter
from network.letters.readers import drawings
from network.letters.signatures import Signature
from network.members.enums import Visibility
from network.members.models import Membership

PER_PAGE = 50
MOST_MEMBERS = 200
LONGEST_SEARCH = 100
MOST_WORDS = 6
LONGEST_NUMBER = 18
_SHOWN = (
    "pk", "sort_key", "name", "organisation_name", "place", "role", "website", "logo", "version_id", "version__number",
)  # fmt: skip


class Written(Value):
    """A value of our own that is written into the statement: SQLite takes an index for some rows only if it reads
    their condition there.
    """

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        """Write the value; it comes from an enumeration, never from outside."""
        return f"'{self.value}'", ()


@dataclass(frozen=True, slots=True)
class Named:
    """A signatory whose name readers see. ``older`` is the version that was signed, if it is not today's; else 0.

    ``logo``: the address of an organisation's logo that the secretariat has accepted; else "".
    """

    pk: int
    name: str
    place: str = ""
    role: str = ""
    website: str = ""
    older: int = 0
    logo: str = ""


@dataclass(frozen=True, slots=True)
class NamedMember:
    """A member with its word on the letter, its logo if it has one, and its own line of the mark."""

    pk: int
    name: str
    place: str
    position: str
    comment: str
    older: int
    logo: CustomImage | None
    line: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list; ``before`` and ``after`` are the numbers by which its neighbours are asked for, 0 for none."""

    rows: list[Any] = field(default_factory=list)
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked of a list: words of a name, and where the part begins or ends."""

    words: tuple[str, ...] = ()
    after: int = 0
    before: int = 0

    @property
    def is_first(self) -> bool:
        """Whether it is the beginning of the whole list."""
        return not (self.words or self.after or self.before)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words to look for, folded as the names are: case, Georgian capitals and wide letters do not count."""
    folded = fold_mtavruli(unicodedata.normalize("NFKC", text[:LONGEST_SEARCH])).casefold().replace("\0", " ")
    return tuple(folded.split()[:MOST_WORDS])


def number_of(text: str) -> int:
    """Return a row's number from an address; 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


def names(letter: Letter, kind: str, asked: Asked | None = None, size: int = PER_PAGE) -> Part:
    """Return the organisations or people that are named, by name: one question, one more where a part begins late."""
    asked = asked or Asked()
    rows = _named(letter, kind)
    for word in asked.words:
        rows = rows.filter(search_text__contains=word)
    part = _part(rows.values(*_SHOWN), F("sort_key"), asked, size)
    return Part([_row(row, kind, letter) for row in part.rows], part.before, part.after)


def members(letter: Letter, asked: Asked | None = None, size: int = MOST_MEMBERS) -> Part:
    """Return the members that everybody may know of and that signed, by name in the reader's language."""
    asked = asked or Asked()
    rows = _of_members(letter).filter(position=Position.SIGN)
    for word in asked.words:
        rows = rows.filter(_member_has(word))
    part = _part(rows, _by_name(), asked, size)
    return Part(_with_marks(part.rows, letter), part.before, part.after)


def words_of_members(letter: Letter, beside: CustomImage | None = None) -> list[NamedMember]:
    """Return all members that everybody may know of and that signed, abstain or decline openly.

    For the letter's page; the sizes of a picture that is shown ``beside`` them are read together with the logos.
    """
    rows = _of_members(letter).annotate(_key=_by_name()).order_by("_key", "pk")
    return _with_marks(list(rows[:MOST_MEMBERS]), letter, beside)


def first_names(letter: Letter, sizes: Mapping[str, int]) -> dict[str, list[Named]]:
    """Return the first names of each kind, as many as it says: one question for all of them."""
    firsts = [_named(letter, kind).order_by("sort_key", "pk").values("pk")[:size] for kind, size in sizes.items()]
    # Each by its own index: together in one condition they would make PostgreSQL read the whole table.
    found = [Signature.objects.filter(pk__in=first).order_by().values("kind", *_SHOWN) for first in firsts]
    rows = sorted(found[0].union(*found[1:], all=True), key=itemgetter("sort_key", "pk"))
    return {kind: [_row(row, kind, letter) for row in rows if row["kind"] == kind] for kind in sizes}


def all_named(letter: Letter, kind: str, most: int) -> list[Named]:
    """Return every organisation or person that is named, at most so many; one question."""
    return names(letter, kind, size=most).rows


def _named(letter: Letter, kind: str) -> Any:
    return Signature.objects.filter(
        letter=letter,
        kind=SignatureKind(kind).value,
        state=Written(SignatureState.ACTIVE.value),
        position=Written(Position.SIGN.value),
        display=Written(Display.PUBLIC.value),
    )


def _of_members(letter: Letter) -> Any:
    return (
        Signature.objects.active()
        .of_kind(SignatureKind.MEMBER)
        .filter(letter=letter, display=Display.PUBLIC, membership__visibility=Visibility.PUBLIC)
        .select_related("membership__organisation__place", "membership__person", "version")
        .select_related("membership__organisation__logo_ka", "membership__organisation__logo_en")
        .defer("version__contents")
    )


def _by_name() -> Coalesce:
    key = "sort_en" if get_language() == "en" else "sort_ka"
    return Coalesce(f"membership__organisation__{key}", f"membership__person__{key}")


def _member_has(word: str) -> Q:
    found = Q(search_text__contains=word)
    for name in ("organisation__name_ka", "organisation__name_en", "organisation__acronym"):
        found |= Q(**{f"membership__{name}__icontains": word})
    for name in ("person__name_ka", "person__name_en"):
        found |= Q(**{f"membership__{name}__icontains": word})
    return found


def _part(rows: Any, key: Any, asked: Asked, size: int) -> Part:
    """Cut a part out of rows ordered by a key and their number, on either side of a row if one is named."""
    rows = rows.annotate(_key=key)
    backwards = bool(asked.before) and not asked.after
    at = asked.before if backwards else asked.after
    place = rows.filter(pk=at).values_list("_key", flat=True).first() if at else None
    if place is None:
        backwards = False
    elif backwards:
        rows = rows.filter(_key__lte=place).exclude(_key=place, pk__gte=at)
    else:
        rows = rows.filter(_key__gte=place).exclude(_key=place, pk__lte=at)
    order = ("-_key", "-pk") if backwards else ("_key", "pk")
    found = list(rows.order_by(*order)[: size + 1])
    has_more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_before = has_more if backwards else place is not None
    has_after = backwards or has_more
    return Part(found, _pk(found[0]) if found and has_before else 0, _pk(found[-1]) if found and has_after else 0)


def _pk(row: Any) -> int:
    return int(row["pk"] if isinstance(row, dict) else row.pk)


def _row(row: dict[str, Any], kind: str, letter: Letter) -> Named:
    is_organisation = kind == SignatureKind.ORGANISATION
    return Named(
        pk=row["pk"],
        name=row["organisation_name"] if is_organisation else row["name"],
        place=row["place"],
        role="" if is_organisation else row["role"],
        website=row["website"] if is_organisation else "",
        older=row["version__number"] if row["version_id"] != letter.version_id else 0,
        logo=logo_address(row["logo"]) if is_organisation else "",
    )


def _with_marks(rows: Iterable[Signature], letter: Letter, beside: CustomImage | None = None) -> list[NamedMember]:
    rows = list(rows)
    logos = [_logo_of(row.membership) if row.membership else None for row in rows]
    prefetch_related_objects([picture for picture in (*logos, beside) if picture], "renditions")
    return [_member(row, letter, logos[index], index, len(rows)) for index, row in enumerate(rows)]


def _member(row: Signature, letter: Letter, logo: CustomImage | None, index: int, count: int) -> NamedMember:
    organisation = row.membership.organisation if row.membership else None
    return NamedMember(
        pk=row.pk,
        name=row.shown_name,
        place=str(organisation.place.name) if organisation and organisation.place else row.place,
        position=row.position,
        comment=row.comment,
        older=row.version.number if row.version_id != letter.version_id else 0,
        logo=logo,
        line=drawings.mark_line(index, count),
    )


def _logo_of(membership: Membership) -> CustomImage | None:
    """Return the logo in the reader's language, else in the other one."""
    organisation = membership.organisation
    if organisation is None:
        return None
    logos = {"ka": organisation.logo_ka, "en": organisation.logo_en}
    return logos.get(get_language() or "ka") or logos["ka"] or logos["en"]
