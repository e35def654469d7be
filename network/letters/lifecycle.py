"""How a letter goes from one state to the next. Each verb is one conditional UPDATE; doing it again changes nothing."""

import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.models import Page

from cms.core.visibility import readable
from network.agreement.content import Content, content_of, digest, fingerprint
from network.agreement.rounds import AgreementRound
from network.agreement.texts import LANGUAGES
from network.letters import happenings
from network.letters.enums import LetterState
from network.letters.letters import KEPT_AT_MOST, OPEN_FOR, Letter, LetterVersion
from network.letters.pages import OpenLetterPage


@transaction.atomic
def text_published(
    *,
    translation_key: UUID,
    round: AgreementRound | None = None,
    is_correction: bool = False,
    now: datetime.datetime | None = None,
) -> Letter | None:
    """Follow what is public now: keep the exact text as a version, and let the letter be signed if it is the first.

    Nothing happens as long as one language is not public. A text that was public before is its old version again.
    """
    moment = now or timezone.now()
    pages = _live_pages(translation_key)
    if set(pages) != set(LANGUAGES):
        return None
    letter = _hold(Letter.objects.of_text(translation_key).get().pk)
    before = letter.version
    letter.version = _version(letter, pages, round, is_correction, moment)
    # The members agreed to who may sign: it is part of the text.
    letter.accepts_organisations = pages["ka"].accepts_organisations
    letter.accepts_people = pages["ka"].accepts_people
    if letter.state == LetterState.DRAFT:
        letter.state = LetterState.OPEN
        letter.published_at = moment
        letter.opens_at = max(letter.opens_at or moment, moment)
        closes_at = _hour_of_closing(letter)
        letter.closes_at, letter.kept_at_most_until = closes_at, closes_at + KEPT_AT_MOST
        letter.save()
        happenings.letter_opened.send(sender=Letter, letter=letter)
    else:
        letter.save(update_fields=["version", "accepts_organisations", "accepts_people"])
        if before is not None and before.pk != letter.version.pk:
            happenings.version_changed.send(sender=Letter, letter=letter, before=before)
    return letter


def close(*, letter_id: int, now: datetime.datetime | None = None) -> bool:
    """End the signing, now; say whether it had not ended before."""
    moment = now or timezone.now()
    states = (LetterState.OPEN, LetterState.PAUSED)
    return _move(letter_id, states, LetterState.CLOSED, happenings.letter_closed, closed_at=moment)


@transaction.atomic
def pause(*, letter_id: int) -> bool:
    """Let nobody sign until the letter is resumed."""
    _hold(letter_id)  # a text may go offline while the letter is resumed
    return _move(letter_id, (LetterState.OPEN,), LetterState.PAUSED)


@transaction.atomic
def resume(*, letter_id: int) -> bool:
    """Let people sign again, within the letter's hours, if what is signed can be read in both languages."""
    letter = _hold(letter_id)
    pages = _live_pages(letter.translation_key)
    if letter.version is None or set(pages) != set(LANGUAGES) or _mark(_contents(pages)) != letter.version.fingerprint:
        return False
    return _move(letter_id, (LetterState.PAUSED,), LetterState.OPEN)


def archive(*, letter_id: int, now: datetime.datetime | None = None) -> bool:
    """Put a letter away: nothing more is expected."""
    states = (LetterState.CLOSED, LetterState.DELIVERED, LetterState.ANSWERED)
    return _move(letter_id, states, LetterState.ARCHIVED, archived_at=now or timezone.now())


def retract(*, letter_id: int, now: datetime.datetime | None = None) -> bool:
    """Take a letter back: its text is no longer agreed. Signatures stay as they were, and nobody signs."""
    states = tuple(state for state in LetterState if state not in (LetterState.DRAFT, LetterState.RETRACTED))
    moment = now or timezone.now()
    return _move(letter_id, states, LetterState.RETRACTED, happenings.letter_retracted, retracted_at=moment)


def close_due_letters(now: datetime.datetime | None = None) -> int:
    """Close the letters whose last hour is over; return how many."""
    moment = now or timezone.now()
    due = list(Letter.objects.due_to_close(moment).values_list("pk", flat=True))
    return sum(close(letter_id=pk, now=moment) for pk in due)


def _hold(letter_id: int) -> Letter:
    letter: Letter = Letter.objects.select_for_update(of=("self",)).select_related("version").get(pk=letter_id)
    return letter


@transaction.atomic
def _move(letter_id: int, allowed: tuple[str, ...], state: str, signal: Any = None, **values: Any) -> bool:
    moved = Letter.objects.filter(pk=letter_id, state__in=allowed).update(state=state, **values)
    if moved and signal is not None:
        signal.send(sender=Letter, letter=Letter.objects.select_related("version").get(pk=letter_id))
    return bool(moved)


def _hour_of_closing(letter: Letter) -> datetime.datetime:
    opens_at = letter.opens_at or timezone.now()
    if letter.closes_at is not None and letter.closes_at > opens_at:
        return letter.closes_at
    return opens_at + OPEN_FOR


def _live_pages(translation_key: UUID) -> dict[str, Any]:
    rows = Page.objects.filter(translation_key=translation_key, alias_of=None)
    return {page.language: page for page in readable(rows).specific() if isinstance(page, OpenLetterPage)}


def _contents(pages: dict[str, Any]) -> dict[str, Content]:
    return {code: content_of(pages[code]) for code in LANGUAGES}


def _mark(contents: dict[str, Content]) -> str:
    return fingerprint(digest(contents[code]) for code in LANGUAGES)


def _version(
    letter: Letter, pages: dict[str, Any], round: AgreementRound | None, is_correction: bool, moment: datetime.datetime
) -> LetterVersion:
    contents = _contents(pages)
    mark = _mark(contents)
    found = letter.versions.filter(fingerprint=mark).first()
    if found is not None:
        return found
    last = letter.versions.aggregate(last=Max("number"))["last"] or 0
    return LetterVersion.objects.create(
        letter=letter,
        number=last + 1,
        fingerprint=mark,
        titles={code: pages[code].title for code in LANGUAGES},
        contents=contents,
        round=round,
        is_correction=is_correction,
        made_at=moment,
    )
