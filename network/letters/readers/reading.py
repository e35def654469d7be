"""What the page of a letter says, read in a fixed number of questions however many have signed."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from network.agreement.texts import LANGUAGES
from network.letters import wording
from network.letters.enums import LetterState, Position, SignatureKind
from network.letters.letters import Letter, LetterVersion
from network.letters.readers import drawings, signatories
from network.letters.readers.correspondence import Answer, Correspondence, correspondence_of
from network.letters.readers.share import ShareLink, badge_code, share_links
from network.letters.readers.signatories import Named, NamedMember
from network.letters.readers.way import Step, way_of
from network.letters.tally import Tally

# The page shows the first names; the whole lists have addresses of their own. So it is as long at 10 as at 100,000.
NAMED_ON_PAGE = {SignatureKind.ORGANISATION: 6, SignatureKind.PERSON: 4}


@dataclass(frozen=True, slots=True)
class Count:
    """How many of one kind have signed: ``named`` and ``hidden`` make ``number``."""

    kind: str
    number: int
    hidden: int

    @property
    def label(self) -> str:
        """What stands below the number."""
        return wording.counted(self.kind, self.number)

    @property
    def heading(self) -> str:
        """What stands above the list."""
        return wording.heading(self.kind)

    @property
    def amount(self) -> str:
        """The number with what it counts."""
        return wording.amount(self.kind, self.number)

    @property
    def unnamed(self) -> str:
        """How many are not named; nothing if all are."""
        return wording.hidden(self.kind, self.hidden, is_alone=self.hidden == self.number) if self.hidden else ""


@dataclass(frozen=True, slots=True)
class Goal:
    """What the letter wants to reach, as the drawing shows it."""

    wanted: int
    reached: int
    sentence: str
    label: str


@dataclass(frozen=True, slots=True)
class RollPart:
    """One kind in the roll: how many, and the first names."""

    count: Count
    names: list[Named] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file that is made from the letter: title and kind are each in the language that ``language`` says."""

    url: str
    title: str
    kind: str
    language: str = ""


def tally_of(letter: Letter) -> Tally:
    """Return the counts of a letter; zeros where nothing has been counted yet."""
    return getattr(letter, "tally", None) or Tally(letter=letter)


def counts_of(letter: Letter) -> list[Count]:
    """Return the counts of the kinds that may sign or have signed: three numbers that are never added up."""
    tally = tally_of(letter)
    found = (
        Count(SignatureKind.MEMBER, tally.all_members, tally.hidden_members),
        Count(SignatureKind.ORGANISATION, tally.all_organisations, tally.hidden_organisations),
        Count(SignatureKind.PERSON, tally.all_people, tally.hidden_people),
    )
    return [count for count in found if count.number or letter.accepts(count.kind)]


def address(name: str, *args: object, language: str = "") -> str:
    """Return the address of a view in a language, the active one if none is said."""
    with override(language or get_language()):
        return reverse(name, args=args)


class LetterReading:
    """A letter as its page shows it; each part is read when it is first asked for, and only once."""

    def __init__(self, letter: Letter, page: Any = None, now: datetime.datetime | None = None) -> None:
        self.letter = letter
        self.page = page
        self.now = now or timezone.now()

    @classmethod
    def of_page(cls, page: Any) -> "LetterReading | None":
        """Read the letter of a page with all its versions in one question; nothing before the first publication."""
        key = page.alias_of.translation_key if page.alias_of else page.translation_key
        rows = LetterVersion.objects.filter(letter__translation_key=key).select_related("letter__tally", "round")
        versions = list(rows.defer("contents").order_by("number"))
        if not versions or versions[0].letter.state == LetterState.DRAFT:
            return None
        letter = versions[0].letter
        letter.version = next(version for version in versions if version.pk == letter.version_id)
        reading = cls(letter, page)
        reading.versions = versions
        return reading

    @property
    def is_signable(self) -> bool:
        """Whether it can be signed now."""
        return self.letter.is_signable(self.now)

    @property
    def is_coming(self) -> bool:
        """Whether signing is still to begin."""
        opens = self.letter.opens_at
        return self.letter.state == LetterState.OPEN and opens is not None and opens > self.now

    @property
    def state(self) -> str:
        """Where the letter stands, in a few words."""
        return wording.state(self.letter, self.now)

    @property
    def period(self) -> str:
        """From when to when it can be signed."""
        return wording.period(self.letter)

    @property
    def days_left(self) -> str:
        """How many days are left, if it can be signed."""
        return wording.days_left(self.letter, self.now) if self.is_signable else ""

    @property
    def ended_on(self) -> datetime.date | None:
        """The day on which signing ended."""
        return wording.ended_on(self.letter)

    @property
    def sign_url(self) -> str:
        """Where it is signed; nothing while nobody can."""
        return address("letter_sign", self.letter.pk) if self.is_signable else ""

    @cached_property
    def tally(self) -> Tally:
        """The counts."""
        return tally_of(self.letter)

    @cached_property
    def counts(self) -> list[Count]:
        """The numbers by kind."""
        return counts_of(self.letter)

    @property
    def goal(self) -> Goal | None:
        """The goal, if there is one."""
        wanted, kind = self.letter.goal, self.letter.goal_kind
        if not wanted:
            return None
        reached = next((count.number for count in self.counts if count.kind == kind), 0)
        label = wording.reached(kind, reached, wanted)
        return Goal(wanted, min(reached, wanted), wording.goal(kind, wanted), label)

    @property
    def in_short(self) -> str:
        """The number that the bar of a phone shows: that of the goal, else the largest."""
        kinds = {count.kind: count for count in self.counts}
        count = kinds.get(self.letter.goal_kind) if self.letter.goal else None
        count = count or max(self.counts, key=lambda each: each.number, default=None)
        return wording.short_amount(count.kind, count.number) if count else ""

    @property
    def strip_lines(self) -> str:
        """The lines that run to the button: one for each member that signed."""
        return drawings.strip_lines(self.tally.all_members)

    @cached_property
    def _members(self) -> list[NamedMember]:
        # The page's own picture is cut to its sizes by the same question as the members' logos.
        beside = getattr(self.page, "share_image", None)
        return signatories.words_of_members(self.letter, beside)

    @property
    def members(self) -> list[NamedMember]:
        """The named members that signed."""
        return [member for member in self._members if member.position == Position.SIGN]

    @property
    def mark(self) -> str:
        """What the members' marks have in common."""
        return drawings.mark_lines(len(self._members))

    @property
    def notes(self) -> list[NamedMember]:
        """The members that signed with a note."""
        return [member for member in self.members if member.comment]

    @property
    def abstaining(self) -> list[NamedMember]:
        """The members that openly abstain."""
        return [member for member in self._members if member.position == Position.ABSTAIN]

    @property
    def declining(self) -> list[NamedMember]:
        """The members that openly decline."""
        return [member for member in self._members if member.position == Position.DECLINE]

    @cached_property
    def roll(self) -> list[RollPart]:
        """Other organisations, then people: how many, and the first names."""
        counts = [count for count in self.counts if count.kind != SignatureKind.MEMBER]
        sizes = {count.kind: NAMED_ON_PAGE[SignatureKind(count.kind)] for count in counts}
        names = signatories.first_names(self.letter, sizes) if sizes else {}
        return [RollPart(count, names[count.kind]) for count in counts]

    @property
    def member_count(self) -> Count | None:
        """How many members signed."""
        return next((count for count in self.counts if count.kind == SignatureKind.MEMBER), None)

    @property
    def withdrawn(self) -> str:
        """How many signatures were taken back; nothing if none was."""
        return wording.withdrawn(self.tally.withdrawn) if self.tally.withdrawn else ""

    @property
    def who_may_sign(self) -> str:
        """Who may sign, or could."""
        return wording.who_may_sign(self.letter)

    @cached_property
    def versions(self) -> list[LetterVersion]:
        """Every text that was public, the first one first, without its words."""
        return list(self.letter.versions.select_related("round").defer("contents").order_by("number"))

    @cached_property
    def _correspondence(self) -> Correspondence:
        return correspondence_of(self.letter)

    @property
    def handed_over_on(self) -> datetime.date | None:
        """The day on which the letter was first handed over."""
        return next((handover.day for handover in self._correspondence.handovers), None)

    @property
    def answers(self) -> list[Answer]:
        """What was answered."""
        return self._correspondence.answers

    @cached_property
    def files(self) -> list[FileLink]:
        """The files that are made from the letter: its text with the signatories in each language, the list as data."""
        found = []
        for language in sorted(LANGUAGES, key=lambda code: code != get_language()):
            url = address("letter_pdf", self.letter.pk, language=language)
            with override(language):
                title = _("Letter with its signatories")
            kind = _("PDF, Georgian") if language == "ka" else _("PDF, English")
            found.append(FileLink(url, title, kind, language))
        found.append(FileLink(address("letter_csv", self.letter.pk), _("Public signatures"), "CSV"))
        return found

    @property
    def share_links(self) -> list[ShareLink]:
        """Where readers can pass the letter on."""
        return share_links(self.page.full_url, self.page.title) if self.page is not None else []

    @property
    def badge_code(self) -> str:
        """The lines by which another site shows the counts."""
        return badge_code(self.letter, self.page)

    @cached_property
    def way(self) -> list[Step]:
        """What has happened to the letter and what is still to come."""
        return way_of(self.letter, self.versions, self._correspondence, is_coming=self.is_coming)
