"""What members are told by mail about letters. Nothing is written twice: every mail has a key that names no person.

Whoever speaks for several members gets one mail about all of them.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, override

from cms.core.addresses import named_address
from cms.core.site_settings import SiteSettings
from cms.mail.services import queue
from network.agreement.notices import SECRETARIATS_LANGUAGE, Notice
from network.agreement.wording import moment, short
from network.letters.by_mail.links import make_token
from network.letters.by_members.member_desk import receipt_code
from network.letters.by_members.member_words import version_of
from network.letters.enums import Display, Position, SignatureKind, SignatureState, TokenPurpose
from network.letters.letters import RENEW_WITHIN, Letter
from network.letters.signatures import Signature
from network.members.models import Mandate, Membership

# How long a member's registered address can object by the link in its mail.
TO_OBJECT = datetime.timedelta(days=14)
BETWEEN_REMINDERS = datetime.timedelta(days=1)


@dataclass
class LetterNotice(Notice):
    """One mail's words about a letter, in the active language; ``why`` says why a person gets it."""

    why: str = ""

    def send(self, key: str, to: str, language: str) -> bool:
        """Write it into the outbox, unless it was written before."""
        context = {name: value for name, value in vars(self).items() if name != "why" or value}
        return queue(key=f"letters:{key}", to=to, language=language, template="letters/member_notice", context=context)


def tell_signed(signature: Signature, *, by_round: bool) -> None:
    """Tell the member's registered address, with a link to object, and everybody who speaks for the member."""
    key = f"signed:{signature.pk}:{signature.confirmed_at:%Y%m%d%H%M%S%f}"

    def notice() -> LetterNotice:
        return LetterNotice(
            _heading(signature) % {"title": signature.letter.title},
            [_how(signature, by_round)],
            _facts(signature),
            link=_desk(signature.letter),
            button=gettext("Open the letter on your desk"),
        )

    _tell_registered(signature, key, notice)
    _tell_representatives(signature, key, notice)


def tell_withdrew(signature: Signature) -> None:
    """Tell both that nothing stands in the member's name any more."""
    key = f"withdrew:{signature.pk}:{signature.withdrawn_at:%Y%m%d%H%M%S%f}"

    def notice() -> LetterNotice:
        return LetterNotice(
            gettext("Taken back: “%(title)s”") % {"title": signature.letter.title},
            [gettext("A representative took back what the member had said to this letter. Its name is gone from it.")],
            [(gettext("Member"), _member(signature).name)],
            link=_desk(signature.letter),
            button=gettext("Open the letter on your desk"),
        )

    _tell_registered(signature, key, notice, can_object=False)
    _tell_representatives(signature, key, notice)


def tell_contested(signature: Signature) -> None:
    """Tell the secretariat, and those who speak for the member, that its registered address objects."""
    key = f"contested:{signature.pk}:{signature.withdrawn_at:%Y%m%d%H%M%S%f}"

    def notice(last: str, link: str, button: str) -> LetterNotice:
        return LetterNotice(
            gettext("The member objects: “%(title)s”") % {"title": signature.letter.title},
            [
                gettext("From the member’s registered address came the word that the signature is not the member’s."),
                gettext("It counts no more, and the name is gone from the letter."),
                last,
            ],
            _facts(signature),
            link=link,
            button=button,
        )

    def to_representative() -> LetterNotice:
        last = gettext("Nobody can sign for the member until the secretariat has recorded a mandate anew.")
        return notice(last, _desk(signature.letter), gettext("Open the letter on your desk"))

    _tell_representatives(signature, key, to_representative)
    address = SiteSettings.load().email
    if address:
        with override(SECRETARIATS_LANGUAGE):
            last = gettext("Ask the member. End the mandate; if it stands after all, record it anew.")
            told = notice(last, named_address("mandates:index"), gettext("Open the mandates"))
            told.send(f"{key}:secretariat", address, SECRETARIATS_LANGUAGE)


def tell_opened(letter: Letter) -> int:
    """Ask those who speak for members that have not said anything; return how many mails were written."""

    def notice(members: list[Mandate]) -> LetterNotice:
        begins = letter.opens_at and letter.opens_at > timezone.now()
        hours = [(gettext("Signing begins (Tbilisi time)"), moment(letter.opens_at))] if begins else []
        return LetterNotice(
            gettext("Does your member sign? “%(title)s”") % {"title": letter.title},
            [
                gettext("This open letter is public now. Each member says for itself whether it signs."),
                gettext("You can sign, with a note if you like, abstain openly or decline."),
            ],
            [*_of_letter(letter, members), *hours],
            link=_desk(letter),
            button=gettext("Read and decide"),
        )

    return _tell(undecided(letter), f"opened:{letter.pk}", notice)


def tell_new_version(letter: Letter) -> int:
    """Tell those who speak for signatories of an earlier version; return how many mails were written."""
    version = version_of(letter)
    signed = Signature.objects.of_kind(SignatureKind.MEMBER).signed().filter(letter=letter)
    members = signed.exclude(version=version).values("membership")
    until = moment(version.made_at + RENEW_WITHIN)

    def notice(mandates: list[Mandate]) -> LetterNotice:
        return LetterNotice(
            gettext("A letter that you signed has changed: “%(title)s”") % {"title": letter.title},
            [
                gettext("The members have agreed to a new version. Your signature stands under the earlier one."),
                gettext("One press moves it to the new version. If you do nothing it stays, shown with its version."),
            ],
            [(gettext("Please decide until (Tbilisi time)"), until), *_of_letter(letter, mandates)],
            link=_desk(letter),
            button=gettext("See what has changed, and sign"),
        )

    mandates = Mandate.objects.valid().filter(membership__in=members)
    return _tell(mandates, f"version:{letter.pk}:{version.number}", notice)


def remind_members(letter: Letter, now: datetime.datetime | None = None) -> int:
    """Remind those who speak for members that have not said anything; return how many mails were written.

    At most once in 24 hours a letter, whoever asks; nothing if the letter cannot be signed by members now.
    """
    at = now or timezone.now()
    rested = Q(reminded_at=None) | Q(reminded_at__lte=at - BETWEEN_REMINDERS)
    due = Letter.objects.signable(at).filter(rested, pk=letter.pk, accepts_members=True)
    if not due.update(reminded_at=at):
        return 0

    def notice(members: list[Mandate]) -> LetterNotice:
        return LetterNotice(
            gettext("Not decided yet: “%(title)s”") % {"title": letter.title},
            [gettext("Your member has not said yet whether it signs. If it does not, one press spares you our mails.")],
            _of_letter(letter, members),
            link=_desk(letter),
            button=gettext("Read and decide"),
        )

    return _tell(undecided(letter), f"reminder:{letter.pk}:{at:%Y%m%d%H%M}", notice)


def undecided(letter: Letter) -> QuerySet[Mandate]:
    """Return the mandates of members that have not said anything to a letter, nor had anything said for them."""
    said = Signature.objects.of_kind(SignatureKind.MEMBER).filter(letter=letter)
    return Mandate.objects.valid().exclude(membership__in=said.values("membership"))


def _tell(mandates: QuerySet[Mandate], key: str, make: Callable[[list[Mandate]], LetterNotice]) -> int:
    """Write one mail to each person, in the person's language, about all the members that the person speaks for."""
    of_person: dict[int, list[Mandate]] = {}
    for mandate in mandates.select_related("user", "membership__organisation", "membership__person").order_by("pk"):
        of_person.setdefault(mandate.user_id, []).append(mandate)
    sent = 0
    for held in of_person.values():
        user = held[0].user
        with override(user.language):
            sent += make(held).send(f"{key}:{held[0].pk}", user.email, user.language)
    return sent


def _tell_representatives(signature: Signature, key: str, make: Callable[[], LetterNotice]) -> None:
    """Write to everybody who speaks for the member; not twice to somebody whose mailbox is the registered one."""
    mandates = Mandate.objects.valid().filter(membership=signature.membership)
    registered = _member(signature).contact_email
    _tell(mandates.exclude(user__email__iexact=registered), key, lambda _members: make())


def _tell_registered(
    signature: Signature, key: str, make: Callable[[], LetterNotice], *, can_object: bool = True
) -> None:
    """Write to the member's registered address, in the language of the person who spoke for it."""
    member, language = _member(signature), signature.language
    if not member.contact_email:
        return
    with override(language):
        told = make()
        told.why = gettext("You get this mail because this is the registered address of a member of the Network.")
        told.link = told.button = ""
        if can_object:
            token, _code = make_token(signature, TokenPurpose.OBJECT, lifetime=TO_OBJECT)
            told.link = named_address("letter_object", token)
            told.button = gettext("This is not our word: object")
            told.note = gettext(
                "If all is well you need not do anything. Opening the link changes nothing. It works for 14 days, and "
                "whoever has it can object: please do not pass it on."
            )
        told.send(f"{key}:registered", member.contact_email, language)


def _facts(signature: Signature) -> list[tuple[str, str]]:
    """Return what was said, for whom, by whom, and to which exact text."""
    held = [
        (gettext("Member"), _member(signature).name),
        (gettext("What was said"), str(Position(signature.position).label)),
        (gettext("Time (Tbilisi)"), moment(signature.confirmed_at)),
        (gettext("Version"), str(signature.version.number)),
        (gettext("Fingerprint of the text"), short(signature.fingerprint)),
    ]
    if signature.state == SignatureState.ACTIVE:
        held.append((gettext("Receipt"), receipt_code(signature)))
    if signature.user is not None:
        held.insert(2, (gettext("Representative"), signature.user.get_full_name() or signature.user.email))
    if signature.comment:
        held.append((gettext("Note"), signature.comment))
    if signature.display == Display.HIDDEN:
        held.append((gettext("Name"), gettext("not shown; counted only")))
    return held


def _of_letter(letter: Letter, mandates: list[Mandate]) -> list[tuple[str, str]]:
    names = ", ".join(dict.fromkeys(mandate.membership.name for mandate in mandates))
    return [
        (gettext("Member"), names),
        (gettext("Signing ends (Tbilisi time)"), moment(letter.closes_at)),
        (gettext("Fingerprint of the text"), short(version_of(letter).fingerprint)),
    ]


def _heading(signature: Signature) -> str:
    return {
        Position.SIGN: gettext("Signed: “%(title)s”"),
        Position.ABSTAIN: gettext("Openly abstained: “%(title)s”"),
        Position.DECLINE: gettext("Declined: “%(title)s”"),
    }[Position(signature.position)]


def _how(signature: Signature, by_round: bool) -> str:
    if by_round:
        return gettext(
            "In the round about this text your member answered “agree, name us”. So it is a signatory from the first "
            "moment. You can take it back."
        )
    return {
        Position.SIGN: gettext("A representative signed this open letter in the member’s name."),
        Position.ABSTAIN: gettext("A representative said in the member’s name that it abstains openly."),
        Position.DECLINE: gettext("A representative said in the member’s name that it does not sign."),
    }[Position(signature.position)]


def _member(signature: Signature) -> Membership:
    return cast("Membership", signature.membership)  # a member's signature has one, says a constraint


def _desk(letter: Letter) -> str:
    return named_address("desk_letter", letter.pk)
