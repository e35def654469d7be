"""Mails about rounds: asked, reminded, an objection, more time, the result."""

from django.utils.translation import get_language, gettext

from cms.core.addresses import named_address
from network.agreement.answer_links import link_for
from network.agreement.answers import Answer
from network.agreement.content import Content, content_of
from network.agreement.diff import LEFT_OUT, Change, changes
from network.agreement.enums import ReminderKind, RoundState, TextKind
from network.agreement.notices import Notice, facts, tell_members, tell_roll, tell_secretariat
from network.agreement.rounds import AgreementRound, Reminder
from network.agreement.wording import moment, question
from network.members.models import Mandate

# The page shows all of them; a mail stays short.
MOST_CHANGES = 5
MOST_LETTERS = 600


def tell_opened(asked: AgreementRound) -> None:
    """Ask everybody on the roll, with what has changed since the members were asked before."""
    before = _earlier_contents(asked)

    def ask(mandate: Mandate) -> Notice:
        return Notice(
            gettext("Please answer: “%(title)s”") % {"title": asked.title},
            _words_to_members(asked),
            [*facts(asked, mandate), (gettext("Kind of text"), str(TextKind(asked.kind).label))],
            _changes(asked, before),
            link_for(asked, mandate),
            gettext("Read and answer"),
            gettext("The link is yours alone: whoever has it can answer for the member. Opening it changes nothing."),
        )

    tell_roll(asked, asked.roll.standing(), "opened", ask)


def remind(asked: AgreementRound, kind: ReminderKind) -> int:
    """Remind the representatives of members that have not answered; return how many mails were written. Never twice."""

    def ask(mandate: Mandate) -> Notice:
        Reminder.objects.get_or_create(round=asked, user=mandate.user, kind=kind)
        return Notice(
            gettext("No answer yet: “%(title)s”") % {"title": asked.title},
            [gettext("Your member has not answered yet. Silence is never shown as support.")],
            facts(asked, mandate),
            link=link_for(asked, mandate),
            button=gettext("Read and answer"),
        )

    return tell_roll(asked, asked.roll.undecided(), kind, ask)


def tell_objection(answer: Answer) -> None:
    """Tell all members that one objects; who and why is read on the site."""
    tell_members(
        answer.round_member.round,
        f"objection:{answer.pk}",
        lambda: Notice(
            gettext("An objection: “%(title)s”") % {"title": answer.round_member.round.title},
            [gettext("A member objects and proposes a change. While the objection stands the text cannot go out.")],
            note=gettext("You can change your own answer until the deadline."),
        ),
    )


def tell_objection_withdrawn(answer: Answer) -> None:
    """Tell all members that an objection stands no longer."""
    tell_members(
        answer.round_member.round,
        f"objection_withdrawn:{answer.pk}",
        lambda: Notice(
            gettext("An objection was withdrawn: “%(title)s”") % {"title": answer.round_member.round.title},
            [gettext("The member that objected has withdrawn its objection.")],
        ),
    )


def tell_extended(asked: AgreementRound) -> None:
    """Tell all members the new deadline."""
    tell_members(
        asked,
        "extended",
        lambda: Notice(
            gettext("More time to answer: “%(title)s”") % {"title": asked.title},
            [
                gettext("The deadline was extended once. Answers that were given stay as they are."),
                gettext("New deadline (Tbilisi time): %(date)s") % {"date": moment(asked.closes_at)},
            ],
        ),
    )


def tell_closed(asked: AgreementRound) -> None:
    """Tell all members how a round ended, with the counts."""
    closed = asked.closed_at or asked.closes_at
    tell_members(asked, f"closed:{closed.timestamp():.0f}", lambda: _result(asked))


def tell_withdrawn(asked: AgreementRound) -> None:
    """Tell all members that they need not answer any more."""
    tell_members(
        asked,
        "withdrawn",
        lambda: Notice(
            gettext("Withdrawn: “%(title)s”") % {"title": asked.title},
            [gettext("The question was withdrawn. Nothing goes out, and you need not answer.")],
        ),
    )


def tell_invalidated(asked: AgreementRound) -> None:
    """Tell all members, and the secretariat, that the text was not the one asked about."""

    def notice() -> Notice:
        return Notice(
            gettext("Nothing was published: “%(title)s”") % {"title": asked.title},
            [gettext("The text differed from what the members were asked about, so it did not go out.")],
        )

    def alarm() -> Notice:
        told = notice()
        told.link = named_address("agreement:round", asked.pk)
        told.button = gettext("Open the round")
        return told

    tell_members(asked, "invalidated", notice)
    tell_secretariat(f"round:{asked.pk}:invalidated", alarm)


def tell_revoked(asked: AgreementRound) -> None:
    """Tell all members that the text is offline."""
    tell_members(
        asked,
        "revoked",
        lambda: Notice(
            gettext("Taken offline: “%(title)s”") % {"title": asked.title},
            [gettext("The agreement was revoked. The text is offline in Georgian and English; its record stays.")],
        ),
    )


def _words_to_members(asked: AgreementRound) -> list[str]:
    """Return the question as the text's voice puts it, why it is urgent, and the editors' own word."""
    urgent = gettext("Urgent: %(reason)s") % {"reason": asked.urgent_reason[:MOST_LETTERS]}
    return [
        question(asked.voice),
        gettext("Every member is asked about the exact words."),
        *([urgent] if asked.urgent_reason else []),
        *([asked.explanation[:MOST_LETTERS]] if asked.explanation else []),
    ]


def _result(asked: AgreementRound) -> Notice:
    words = {
        RoundState.OBJECTED: gettext(
            "An objection stands, so the text does not go out. It can be changed and asked again."
        ),
        RoundState.LAPSED: gettext("Too few members have agreed, so the text does not go out."),
    }
    agreed = gettext("The members have agreed. The text goes out in Georgian and English at the same moment.")
    counts = [
        (gettext("Members on the roll"), asked.roll_size),
        (gettext("Agree"), asked.agree_count),
        (gettext("May go out, without us"), asked.aside_count),
        (gettext("Abstain"), asked.abstain_count),
        (gettext("Object"), asked.object_count),
        (gettext("No answer"), asked.silent_count),
    ]
    return Notice(
        gettext("Result: “%(title)s”") % {"title": asked.title},
        [words.get(RoundState(asked.state), agreed)],
        [(label, str(count)) for label, count in counts],
    )


def _earlier_contents(asked: AgreementRound) -> dict[str, Content]:
    """Return by language what the members were asked about before without agreement, else what is public."""
    before = AgreementRound.objects.of_text(asked.translation_key).filter(number__lt=asked.number).first()
    if before and before.state in RoundState.failed():
        return {text.language: text.content for text in before.texts.all()}
    live = [(text.language, text.page) for text in asked.texts.select_related("page") if text.page and text.page.live]
    return {language: content_of(page.specific) for language, page in live}


def _changes(asked: AgreementRound, before: dict[str, Content]) -> list[Change]:
    """Return the first changes of the text in the active language, each cut to what a mail can hold."""
    language = get_language() or ""
    text = next((text for text in asked.texts.all() if text.language == language), None)
    if text is None or language not in before:
        return []
    return [_shortened(change) for change in changes(before[language], text.content)[:MOST_CHANGES]]


def _shortened(change: Change) -> Change:
    runs, room = [], MOST_LETTERS
    for kind, words in change.runs:
        if room <= 0:
            break
        runs.append((kind, words if len(words) <= room else f"{words[:room].rsplit(' ', 1)[0]} {LEFT_OUT}"))
        room -= len(words)
    return Change(change.label, runs)
