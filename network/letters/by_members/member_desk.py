"""What a representative's desk shows of letters: read in a fixed number of questions, however many there are."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Case, F, Q, QuerySet, When
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, override

from cms.core.visibility import readable
from network.agreement.content import content_of
from network.agreement.deadlines import time_left
from network.agreement.diff import Change, changes
from network.agreement.plain import Passage
from network.agreement.plain import readable as passages_of
from network.agreement.texts import LANGUAGES
from network.letters import wording
from network.letters.by_members.member_words import version_of
from network.letters.enums import LetterState, Position, SignatureKind, SignatureState
from network.letters.letters import Letter
from network.letters.signatures import Signature
from network.members.models import Mandate, Membership

_SHOWN = 8


@dataclass(frozen=True)
class MembersWord:
    """What one member has said to a letter, if anything."""

    mandate: Mandate
    letter: Letter
    signature: Signature | None

    @property
    def membership(self) -> Membership:
        """The member."""
        return self.mandate.membership

    @property
    def stands(self) -> bool:
        """Whether the member has said something that counts."""
        return self.signature is not None and self.signature.state == SignatureState.ACTIVE

    @property
    def signs(self) -> bool:
        """Whether the member is a signatory."""
        return self.signature is not None and self.stands and self.signature.position == Position.SIGN

    @property
    def is_stopped(self) -> bool:
        """Whether the signature waits for the secretariat."""
        states = (SignatureState.CONTESTED, SignatureState.INVALIDATED)
        return self.signature is not None and self.signature.state in states

    @property
    def is_old(self) -> bool:
        """Whether it was said to an earlier version of the text."""
        return self.signature is not None and self.stands and self.signature.version_id != self.letter.version_id

    @property
    def can_renew(self) -> bool:
        """Whether it signed an earlier version and can sign the new one."""
        return self.signs and self.is_old and self.letter.is_renewable()

    @property
    def waits(self) -> bool:
        """Whether the member can still decide, and has not."""
        return self.signature is None and self.letter.accepts_members and self.letter.is_signable()

    @cached_property
    def code(self) -> str:
        """The code of the receipt: who signed what and when, with a mark that nobody else can make."""
        return receipt_code(self.signature) if self.signature else ""


@dataclass
class LetterOnDesk:
    """One letter with what the person's members have said to it."""

    letter: Letter
    words: list[MembersWord] = field(default_factory=list)
    now: datetime.datetime = field(default_factory=timezone.now)

    @property
    def standing(self) -> str:
        """Where the letter stands, in a few words."""
        return wording.state(self.letter, self.now)

    @property
    def left(self) -> str:
        """How much time is left to sign."""
        return time_left(self.letter.closes_at, self.now) if self.letter.closes_at else ""

    @property
    def who_may_sign(self) -> str:
        """Who may sign, or could."""
        return wording.who_may_sign(self.letter)

    @property
    def waits(self) -> bool:
        """Whether a member of the person has not decided and still can."""
        return any(word.waits for word in self.words)

    @property
    def is_open(self) -> bool:
        """Whether members can sign it now."""
        return self.letter.accepts_members and self.letter.is_signable()


@dataclass(frozen=True)
class ShownLanguage:
    """The text of a letter in one language: its page, or the words alone where no page holds exactly this text."""

    language: str
    title: str
    is_open: bool
    page: Any = None
    passages: list[Passage] = field(default_factory=list)


@dataclass(frozen=True)
class ChangedLanguage:
    """What is different in one language from the version that a member signed."""

    language: str
    changes: list[Change]


def public_letters(mandates: Iterable[Mandate]) -> QuerySet[Any]:
    """Return the letters that members can sign, or that these members have said something to; the newest first."""
    said = Signature.objects.of_kind(SignatureKind.MEMBER).filter(
        membership__in=[mandate.membership_id for mandate in mandates]
    )
    letters = Letter.objects.published().filter(Q(accepts_members=True) | Q(pk__in=said.values("letter")))
    return letters.select_related("version").defer("version__contents").order_by(F("published_at").desc(), "-pk")


def running() -> Q:
    """Return the condition of letters that may still be signed."""
    return Q(state__in=[LetterState.OPEN, LetterState.PAUSED])


def on_desk(letters: Iterable[Letter], mandates: list[Mandate]) -> list[LetterOnDesk]:
    """Return the letters with what each of the person's members has said: two questions, however many."""
    held = list(letters)
    members = [mandate.membership_id for mandate in mandates]
    rows = Signature.objects.of_kind(SignatureKind.MEMBER).filter(letter__in=held, membership__in=members)
    said = {
        (row.letter_id, row.membership_id): row
        for row in rows.select_related("version", "user").defer("version__contents")
    }
    return [
        LetterOnDesk(
            letter, [MembersWord(each, letter, said.get((letter.pk, each.membership_id))) for each in mandates]
        )
        for letter in held
    ]


def letters_for_desk(mandates: list[Mandate], most: int) -> list[LetterOnDesk]:
    """Return letters for the front of the desk: what waits first, then what can still change, then the newest."""
    running_first = Case(When(running(), then=0), default=1)
    newest = public_letters(mandates).order_by(running_first, F("published_at").desc(), "-pk")
    return sorted(on_desk(newest[:most], mandates), key=lambda entry: not entry.waits)


def shown_languages(letter: Letter) -> list[ShownLanguage]:
    """Return the exact text that can be signed, Georgian first; on a phone the reader's own language is open."""
    rows: Any = readable(letter.pages)
    pages = {page.language: page for page in rows.specific()}
    return [_shown(letter, language, pages.get(language)) for language in LANGUAGES]


def _shown(letter: Letter, language: str, page: Any) -> ShownLanguage:
    version, is_open = version_of(letter), language == get_language()
    content = version.contents.get(language, {})
    title = version.titles.get(language, "")
    if page is not None and content_of(page) == content:
        return ShownLanguage(language, title, is_open, page=page)
    words = [passage for passage in passages_of(content) if passage.text != title]
    return ShownLanguage(language, title, is_open, passages=words)


def changed_since(words: Iterable[MembersWord], letter: Letter) -> list[ChangedLanguage]:
    """Return what has changed since the oldest version that one of the members signed; nothing if all signed this."""
    older = [word.signature.version for word in words if word.signature is not None and word.is_old]
    if not older:
        return []
    before = min(older, key=lambda version: version.number)
    return sorted(_changes(before.contents, letter), key=lambda changed: changed.language != get_language())


def _changes(before: dict[str, Any], letter: Letter) -> Iterator[ChangedLanguage]:
    for language in LANGUAGES:
        if language in before:
            with override(language):
                yield ChangedLanguage(language, list(changes(before[language], version_of(letter).contents[language])))


def receipt_code(signature: Signature) -> str:
    """Return the code of what was said: its number, and a mark that follows from everything that counts."""
    at = int(signature.confirmed_at.timestamp()) if signature.confirmed_at else 0
    said = (signature.letter_id, signature.subject_key, signature.position, signature.comment, signature.version_id, at)
    sealed = "\n".join(str(part) for part in said)
    mark = salted_hmac("network.letters.by_members.member_desk", sealed, algorithm="sha256").hexdigest()[:_SHOWN]
    return f"{signature.pk}-{mark[:4]}-{mark[4:]}"
