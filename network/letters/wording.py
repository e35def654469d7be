"""What readers are told of a letter, in whole sentences. Nothing here asks the database.

A numeral stands before a noun only where ngettext chooses its form; names are never inflected.
"""

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, npgettext
from django.utils.translation import gettext as _

from cms.core.dates import FuzzyDate
from cms.core.typography import format_number
from network.letters.enums import LetterState, SignatureKind
from network.letters.letters import Letter

MEMBER, ORGANISATION, PERSON = SignatureKind.MEMBER, SignatureKind.ORGANISATION, SignatureKind.PERSON


def number(value: int) -> str:
    """Write a number as the reader's language does."""
    return format_number(value, get_language() or "ka")


def day(date: datetime.date | None) -> str:
    """Write a day."""
    return date_format(date, "DATE_FORMAT") if date else ""


def local_day(moment: datetime.datetime | None) -> datetime.date | None:
    """Return the day of a moment in Tbilisi."""
    return timezone.localdate(moment) if moment else None


def last_day(letter: Letter) -> datetime.date | None:
    """Return the last day on which the letter can be signed: the one before, if signing ends at midnight."""
    return local_day(letter.closes_at - datetime.timedelta(microseconds=1)) if letter.closes_at else None


def ended_on(letter: Letter) -> datetime.date | None:
    """Return the day on which signing ended, or is to end."""
    return local_day(letter.closed_at) or last_day(letter)


def period(letter: Letter) -> str:
    """Write from when to when the letter can be signed, or could be if it was closed before its time."""
    first = local_day(letter.opens_at)
    last = local_day(letter.closed_at) if letter.closed_at and _ended_early(letter) else last_day(letter)
    if first is None or last is None:
        return ""
    language = get_language() or "ka"
    end = FuzzyDate.from_date(last).format(language)
    if first >= last:
        return end
    start = FuzzyDate.from_date(first).format(language, with_year=first.year != last.year)
    return f"{start}\N{NO-BREAK SPACE}– {end}"


def _ended_early(letter: Letter) -> bool:
    return letter.closes_at is None or (letter.closed_at is not None and letter.closed_at < letter.closes_at)


def state(letter: Letter, now: datetime.datetime) -> str:
    """Say where the letter stands, in a few words."""
    if letter.is_signable(now):
        return _("Open for signatures")
    if letter.state == LetterState.OPEN and letter.opens_at and letter.opens_at > now:
        return _("Signing has not begun yet")
    if letter.state == LetterState.PAUSED:
        return _("Signing is paused")
    if letter.state == LetterState.OPEN:
        return str(LetterState.CLOSED.label)
    return str(LetterState(letter.state).label)


def days_left(letter: Letter, now: datetime.datetime) -> str:
    """Say how many days are left, today not counted."""
    last = last_day(letter)
    if last is None:
        return ""
    left = (last - timezone.localdate(now)).days
    if left <= 0:
        return _("Last day to sign")
    return ngettext("%(count)s day left", "%(count)s days left", left) % {"count": number(left)}


def counted(kind: str, count: int) -> str:
    """Name what stands below a number: „members of the Network“."""
    match kind:
        case SignatureKind.MEMBER:
            return npgettext("below a number", "member of the Network", "members of the Network", count)
        case SignatureKind.ORGANISATION:
            return npgettext("below a number", "other organisation", "other organisations", count)
    return npgettext("below a number", "person", "people", count)


def amount(kind: str, count: int) -> str:
    """Write a number with what it counts: 298 organisations."""
    said = {"count": number(count)}
    match kind:
        case SignatureKind.MEMBER:
            return ngettext("%(count)s member of the Network", "%(count)s members of the Network", count) % said
        case SignatureKind.ORGANISATION:
            return ngettext("%(count)s other organisation", "%(count)s other organisations", count) % said
    return ngettext("%(count)s person", "%(count)s people", count) % said


def goal(kind: str, count: int) -> str:
    """Write the number that the letter wants to reach."""
    return _("Goal: %(amount)s") % {"amount": short_amount(kind, count)}


def reached(kind: str, count: int, wanted: int) -> str:
    """Say how far the goal is, for those who do not see its drawing."""
    return _("%(amount)s, goal: %(goal)s") % {"amount": short_amount(kind, count), "goal": number(wanted)}


def short_amount(kind: str, count: int) -> str:
    """Do the same where there is little room, or beside a goal: that the organisations are the other ones, is known."""
    if kind != SignatureKind.ORGANISATION:
        return amount(kind, count)
    return ngettext("%(count)s organisation", "%(count)s organisations", count) % {"count": number(count)}


def heading(kind: str) -> str:
    """Name a kind above its list."""
    return {
        MEMBER: _("Members of the Network"),
        ORGANISATION: _("Other organisations"),
        PERSON: _("People"),
    }[SignatureKind(kind)]


def hidden(kind: str, count: int, *, is_alone: bool) -> str:
    """Say how many are counted and not named; ``is_alone``: none of the kind is named."""
    said = {"count": number(count)}
    if is_alone:
        return {
            MEMBER: ngettext("%(count)s member, not named here.", "%(count)s members, not named here.", count),
            ORGANISATION: ngettext(
                "%(count)s organisation that prefers not to be named.",
                "%(count)s organisations that prefer not to be named.",
                count,
            ),
            PERSON: ngettext(
                "%(count)s person who prefers not to be named.",
                "%(count)s people who prefer not to be named.",
                count,
            ),
        }[SignatureKind(kind)] % said
    return {
        MEMBER: ngettext("And %(count)s member, not named here.", "And %(count)s members, not named here.", count),
        ORGANISATION: ngettext(
            "And %(count)s organisation that prefers not to be named.",
            "And %(count)s organisations that prefer not to be named.",
            count,
        ),
        PERSON: ngettext(
            "And %(count)s person who prefers not to be named.",
            "And %(count)s people who prefer not to be named.",
            count,
        ),
    }[SignatureKind(kind)] % said


def withdrawn(count: int) -> str:
    """Say how many took their signature back."""
    return ngettext("%(count)s signature was withdrawn.", "%(count)s signatures were withdrawn.", count) % {
        "count": number(count)
    }


def who_may_sign(letter: Letter) -> str:
    """Say who may sign, from the letter's own settings."""
    allowed = (letter.accepts_members, letter.accepts_organisations, letter.accepts_people)
    return {
        (True, True, True): _("Members of the Network, other organisations and people – from any country."),
        (True, True, False): _("Members of the Network and other organisations – from any country."),
        (True, False, True): _("Members of the Network and people – from any country."),
        (True, False, False): _("Members of the Network only."),
        (False, True, True): _("Organisations and people – from any country."),
        (False, True, False): _("Organisations – from any country."),
        (False, False, True): _("People – from any country."),
    }.get(allowed, "")
