"""Mails about answers and corrections: receipts, answers given by phone, a colleague's answer, slips of the pen."""

from collections.abc import Callable

from django.utils.translation import gettext

from cms.core.addresses import named_address
from network.agreement.answer_links import link_for
from network.agreement.answers import Answer
from network.agreement.certificates import MinorCorrection
from network.agreement.correction_queries import title_of
from network.agreement.enums import Channel, Stance
from network.agreement.notices import Notice, representatives, tell, tell_network
from network.agreement.receipts import receipt_code
from network.agreement.rounds import RoundMember
from network.agreement.wording import moment, short
from network.members.models import Mandate


def tell_answered(answer: Answer) -> None:
    """Send the person who answered a receipt, and tell the member's other representatives.

    Every receipt brings a new link, since the one that was used works no longer.
    """
    entry = answer.round_member
    for mandate in representatives([entry]):
        if mandate.user_id == answer.given_by_id:
            tell([mandate], f"answer:{answer.pk}:receipt", lambda mandate: _receipt(answer, mandate))
        elif answer.channel != Channel.PHONE:
            tell([mandate], f"answer:{answer.pk}:colleague", lambda mandate: _from_colleague(answer, mandate))


def tell_recorded(answer: Answer) -> None:
    """Tell a member's representatives that the secretariat recorded an answer by phone; they can overwrite it."""

    def notice(mandate: Mandate) -> Notice:
        told = _receipt(answer, mandate)
        told.heading = gettext("Recorded from your call: “%(title)s”") % {"title": entry.round.title}
        told.paragraphs = [
            gettext("The secretariat recorded this answer of your member, given by phone. If it is wrong, change it."),
        ]
        return told

    entry = answer.round_member
    tell(representatives([entry]), f"answer:{answer.pk}:recorded", notice)


def tell_struck(entry: RoundMember) -> None:
    """Tell a member that it is no longer asked, since it has left."""
    tell(
        representatives([entry]),
        f"struck:{entry.pk}",
        lambda mandate: Notice(
            gettext("No longer asked: “%(title)s”") % {"title": entry.round.title},
            [gettext("Your member was struck off the roll of this round, because it has left the Network.")],
        ),
    )


def tell_proposed(correction: MinorCorrection) -> None:
    """Ask all members to look at a proposed correction: a representative of another member must confirm it."""
    _tell_about(
        correction,
        "proposed",
        lambda: Notice(
            gettext("A slip of the pen: “%(title)s”") % {"title": title_of(correction)},
            [
                gettext("The secretariat wants to mend it. It goes out when a representative of a member confirms it."),
                *_words(correction),
            ],
            button=gettext("Look at the correction"),
        ),
    )


def tell_correction(correction: MinorCorrection) -> None:
    """Tell all members about a slip of the pen that was mended, and until when they can contest it."""
    until = correction.contest_until
    if until is None:
        return
    _tell_about(
        correction,
        "confirmed",
        lambda: Notice(
            gettext("A slip of the pen was mended: “%(title)s”") % {"title": title_of(correction)},
            [
                gettext("A representative of another member has confirmed it. Any member can contest it."),
                *_words(correction),
            ],
            [(gettext("Can be contested until (Tbilisi time)"), moment(until))],
            button=gettext("Look at it, or contest it"),
        ),
    )


def tell_contested(correction: MinorCorrection) -> None:
    """Tell all members that the earlier text is back."""
    _tell_about(
        correction,
        "contested",
        lambda: Notice(
            gettext("The earlier text is back: “%(title)s”") % {"title": title_of(correction)},
            [gettext("A member contested the correction, so the text that was agreed stands again.")],
            button=gettext("Look at the correction"),
        ),
    )


def _tell_about(correction: MinorCorrection, happening: str, make: Callable[[], Notice]) -> None:
    """Tell all members, since any of them may contest; the mail leads to the correction's page on the desk."""

    def about_correction(mandate: Mandate) -> Notice:
        notice = make()
        notice.facts = [(gettext("Member"), mandate.membership.name), *notice.facts]
        notice.link = named_address("desk_correction", correction.pk)
        return notice

    tell_network(f"correction:{correction.pk}:{happening}", about_correction)


def _words(correction: MinorCorrection) -> list[str]:
    left_out = gettext("(left out)")
    return [f"{before or left_out} → {after or left_out}" for before, after in correction.changes]


def _receipt(answer: Answer, mandate: Mandate) -> Notice:
    asked = answer.round_member.round
    facts = [
        (gettext("Member"), mandate.membership.name),
        (gettext("Answer"), str(Stance(answer.stance).label)),
        (gettext("Given (Tbilisi time)"), moment(answer.given_at)),
        (gettext("Fingerprint of the text"), short(answer.fingerprint)),
        (gettext("Receipt"), receipt_code(answer)),
    ]
    if answer.name_us:
        facts.insert(2, (gettext("Shown by name"), gettext("yes")))
    return Notice(
        gettext("Your answer: “%(title)s”") % {"title": asked.title},
        [gettext("We have recorded your member’s answer. You can change it until the deadline.")],
        [*facts, (gettext("Deadline (Tbilisi time)"), moment(asked.closes_at))],
        link=link_for(asked, mandate),
        button=gettext("Change the answer"),
    )


def _from_colleague(answer: Answer, mandate: Mandate) -> Notice:
    told = _receipt(answer, mandate)
    told.heading = gettext("Your colleague has answered: “%(title)s”") % {"title": answer.round_member.round.title}
    told.paragraphs = [gettext("Another representative answered for your member. The latest answer counts.")]
    return told
