"""What readers are told of a decision, in whole sentences. Nothing here asks the database.

The attribution of a text is made from its record, never typed. Numbers stand where neither language inflects them.
"""

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.agreement.enums import CertificateKind, EventKind, RoundState, TextKind, Voice
from network.agreement.events import AgreementEvent
from network.agreement.policies import AgreementPolicy
from network.agreement.rounds import AgreementRound

GROUP = 4
HOURS_A_DAY = 24


def day(moment: datetime.datetime | None) -> str:
    """Write the day of a moment as it was in Tbilisi."""
    return date_format(timezone.localtime(moment), "DATE_FORMAT") if moment else ""


def moment(at: datetime.datetime | None) -> str:
    """Write a moment as clocks in Tbilisi showed it."""
    return date_format(timezone.localtime(at), "DATETIME_FORMAT") if at else ""


def groups(hexadecimal: str) -> list[str]:
    """Cut a fingerprint into groups of four signs."""
    return [hexadecimal[start : start + GROUP] for start in range(0, len(hexadecimal), GROUP)]


def short(hexadecimal: str) -> str:
    """Write the first two groups of a fingerprint, as they stand beside a text."""
    return " ".join(groups(hexadecimal)[:2])


def kind_of_text(asked: AgreementRound) -> str:
    """Name the kind of the text."""
    return str(TextKind(asked.kind).label)


def title(asked: AgreementRound) -> str:
    """Name the record, for tabs and those who share its address."""
    return _("Record %(number)s: %(title)s") % {"number": asked.pk, "title": asked.title}


def question(voice: str) -> str:
    """Ask what the members were asked."""
    if voice == Voice.LISTED:
        return _("May this text go out in the name of the members listed?")
    if voice == Voice.MEMBER:
        return _("May this text go out in the member’s own name?")
    return _("May this text go out in the Network’s name?")


def result(asked: AgreementRound) -> str:
    """Say how many agreed, without a full stop."""
    numbers = {"agreed": asked.agree_count, "total": asked.roll_size}
    if asked.voice == Voice.MEMBER:
        return _("Agreed by the member in whose name it stands")
    if asked.voice == Voice.LISTED:
        if asked.agree_count == asked.roll_size:
            return _("Agreed by each of the members listed: %(total)s") % numbers
        return _("Agreed by %(agreed)s of the %(total)s members listed") % numbers
    if asked.agree_count == asked.roll_size > 1:
        return _("Agreed by all %(total)s members") % numbers
    text = ngettext(
        "Agreed by %(agreed)s of %(total)s member", "Agreed by %(agreed)s of %(total)s members", asked.roll_size
    )
    return text % numbers


def summary(asked: AgreementRound) -> str:
    """Say the decision in one line, for search engines and those who share the address."""
    sentences = [
        _("%(result)s.") % {"result": result(asked)},
        _("Stand aside: %(aside)s; abstain: %(abstain)s; object: %(object)s; no answer: %(silent)s.")
        % {
            "aside": asked.aside_count,
            "abstain": asked.abstain_count,
            "object": asked.object_count,
            "silent": asked.silent_count,
        },
    ]
    if asked.published_at:
        sentences.append(_("Published: %(date)s.") % {"date": day(asked.published_at)})
    return " ".join(sentences)


def closing(asked: AgreementRound) -> str:
    """Say when and why the round closed."""
    if asked.is_early:
        return _("Closed early: every member had answered.")
    return _("Closed at the deadline: %(date)s.") % {"date": moment(asked.closed_at or asked.closes_at)}


def standing(asked: AgreementRound) -> str:
    """Say what has become of the decision since; nothing while it holds."""
    if asked.state == RoundState.SUPERSEDED:
        return _("A newer text has taken the place of this one: %(date)s. This record stays as it was.") % {
            "date": day(asked.ended_at)
        }
    if asked.state == RoundState.REVOKED:
        return _(
            "The agreement to this text was revoked: %(date)s. The text is no longer public; this record says what had "
            "been decided."
        ) % {"date": day(asked.ended_at)}
    return ""


def legacy(decision: str) -> str:
    """Say what a text rests on that was agreed before this site."""
    return _("Agreed before this site. Recorded decision: %(decision)s") % {"decision": decision}


def procedure(policy: AgreementPolicy, voice: str) -> list[str]:
    """Say the rules of the round, one sentence each."""
    sentences = [
        _("Kind of text: %(kind)s. Version of the rules: %(version)s.")
        % {"kind": policy.get_kind_display(), "version": policy.version},
        window(policy.window_hours),
        _must_agree(policy, voice),
    ]
    if policy.quorum_percent:
        sentences.append(_("Must answer: at least %(percent)s %% of the roll.") % {"percent": policy.quorum_percent})
    sentences.append(_("Any open objection blocks."))
    if policy.tacit_consent:
        sentences.append(_("Silence does not block, and is never counted as support."))
    else:
        sentences.append(_("Every member on the roll must have answered."))
    return sentences


def window(hours: int) -> str:
    """Say how long members could answer."""
    days, rest = divmod(hours, HOURS_A_DAY)
    if rest or days == 1:
        return ngettext("Time to answer: %(count)s hour.", "Time to answer: %(count)s hours.", hours) % {"count": hours}
    return ngettext("Time to answer: %(count)s day.", "Time to answer: %(count)s days.", days) % {"count": days}


def _must_agree(policy: AgreementPolicy, voice: str) -> str:
    if voice == Voice.LISTED:
        return _("Each of the members listed agrees for itself.")
    if voice == Voice.MEMBER:
        return _("The member in whose name the text stands agrees.")
    parts = policy.agrees_numerator, policy.agrees_denominator
    known = {
        (0, 1): _("At least one member on the roll agrees."),
        (1, 3): _("At least a third of the roll agrees."),
        (1, 2): _("At least half of the roll agrees."),
        (2, 3): _("At least two thirds of the roll agree."),
        (1, 1): _("Every member on the roll agrees."),
    }
    return known.get(parts) or _("Must agree: at least %(part)s/%(whole)s of the roll.") % {
        "part": parts[0],
        "whole": parts[1],
    }


def earlier(asked: AgreementRound) -> str:
    """Say in counts how an earlier round of the same text ended; nobody's answer and no reason."""
    values = {
        "number": asked.number,
        "date": day(asked.closed_at or asked.ended_at),
        "agreed": asked.agree_count,
        "total": asked.roll_size,
        "objections": asked.object_count,
    }
    if asked.state == RoundState.OBJECTED:
        text = ngettext(
            "Round %(number)s closed on %(date)s with %(objections)s objection. The members were asked again, and "
            "answers started from zero.",
            "Round %(number)s closed on %(date)s with %(objections)s objections. The members were asked again, and "
            "answers started from zero.",
            asked.object_count,
        )
    else:
        text = {
            RoundState.LAPSED: _(
                "Round %(number)s lapsed on %(date)s: of %(total)s members %(agreed)s agreed, which was too few."
            ),
            RoundState.WITHDRAWN: _("Round %(number)s was withdrawn on %(date)s."),
            RoundState.INVALIDATED: _(
                "Round %(number)s became invalid on %(date)s: the text was no longer the one that the members were "
                "asked about."
            ),
            RoundState.REVOKED: _("Round %(number)s was agreed; the agreement was revoked later."),
        }.get(RoundState(asked.state), _("Round %(number)s was agreed; a newer text has taken its place."))
    return text % values


def happening(event: AgreementEvent, answers: int = 1) -> str:
    """Say what an entry of the log records; ``answers`` entries of members' answers are told together."""
    data = event.data
    match event.kind:
        case EventKind.OPENED:
            return _("Round opened. Members on the roll: %(total)s. Both languages are frozen.") % {
                "total": data.get("roll", "–")
            }
        case EventKind.ANSWERED:
            return ngettext("Answers received: %(count)s.", "Answers received: %(count)s.", answers) % {
                "count": answers
            }
        case EventKind.CLOSED:
            state = data.get("outcome", "")
            outcome = RoundState(state).label if state in RoundState.values else _("not known")
            return _("Round closed. Outcome: %(outcome)s.") % {"outcome": outcome}
        case EventKind.EXTENDED:
            until = _parsed(data.get("until"))
            return _("Deadline extended. New deadline: %(date)s.") % {"date": moment(until) or "–"}
        case EventKind.STRUCK:
            return _("A member that left was struck off the roll. Members on the roll: %(total)s.") % {
                "total": data.get("roll", "–")
            }
    known = event.kind in EventKind.values
    return _("%(event)s.") % {"event": EventKind(event.kind).label if known else event.kind}


def _parsed(written: object) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(str(written))
    except ValueError:
        return None


def rests_on(kind: str) -> str:
    """Name what a certificate rests on."""
    return str(CertificateKind(kind).label)
