"""What a mail about agreement says, and to whom it goes. Nothing is written twice: every mail has a key.

Reasons and proposals of members are not in any mail: they are read on the site, by members alone.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import QuerySet, prefetch_related_objects
from django.utils.translation import gettext, override

from cms.core.addresses import named_address
from cms.core.site_settings import SiteSettings
from cms.mail.services import queue
from network.agreement.diff import Change
from network.agreement.rounds import AgreementRound, RoundMember
from network.agreement.wording import moment, short
from network.members.models import Mandate, Membership

SECRETARIATS_LANGUAGE = "ka"


@dataclass
class Notice:
    """One mail's words, in the active language."""

    heading: str
    paragraphs: list[str] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    link: str = ""
    button: str = ""
    note: str = ""

    def send(self, key: str, to: str, language: str) -> bool:
        """Write it into the outbox, unless it was written before."""
        context = vars(self) | {"changed_heading": gettext("What has changed")}
        return queue(key=f"agreement:{key}", to=to, language=language, template="agreement/notice", context=context)


def representatives(entries: Iterable[RoundMember]) -> Iterator[Mandate]:
    """Return the mandates of everybody who may answer for members on the roll."""
    members = [entry.membership_id for entry in entries]
    return _with_names(Mandate.objects.valid().filter(membership__in=members, user__is_active=True))


def _with_names(mandates: QuerySet[Mandate]) -> Iterator[Mandate]:
    return mandates.select_related("user", "membership__organisation", "membership__person").order_by("pk").iterator()


def tell(mandates: Iterable[Mandate], key: str, make: Callable[[Mandate], Notice]) -> int:
    """Write a mail to each representative in the person's language; return how many were not written before."""
    sent = 0
    for mandate in mandates:
        language = mandate.user.language
        with override(language):
            sent += make(mandate).send(f"{key}:{mandate.pk}", mandate.user.email, language)
    return sent


def tell_roll(
    asked: AgreementRound, entries: Iterable[RoundMember], key: str, make: Callable[[Mandate], Notice]
) -> int:
    """Write a mail about a round to the representatives of these of its members; the round's texts are read once."""
    prefetch_related_objects([asked], "texts")
    return tell(representatives(entries), f"round:{asked.pk}:{key}", make)


def tell_members(asked: AgreementRound, key: str, make: Callable[[], Notice]) -> int:
    """Tell the representatives of all members on the roll of a round; the mail leads to its page on the desk."""

    def about_round(mandate: Mandate) -> Notice:
        notice = make()
        notice.facts = notice.facts or facts(asked, mandate)
        notice.link = notice.link or round_address(asked, mandate.user.language)
        notice.button = notice.button or gettext("Open the round")
        return notice

    return tell_roll(asked, asked.roll.standing(), key, about_round)


def tell_network(key: str, make: Callable[[Mandate], Notice]) -> int:
    """Tell the representatives of all members that belong to the Network now."""
    found = Mandate.objects.valid().filter(membership__in=Membership.objects.current(), user__is_active=True)
    return tell(_with_names(found), key, make)


def tell_secretariat(key: str, make: Callable[[], Notice]) -> bool:
    """Write to the secretariat, if it has an address."""
    address = SiteSettings.load().email
    if not address:
        return False
    with override(SECRETARIATS_LANGUAGE):
        return make().send(f"{key}:secretariat", address, SECRETARIATS_LANGUAGE)


def facts(asked: AgreementRound, mandate: Mandate) -> list[tuple[str, str]]:
    """Return what stands in every mail about a round: for whom, which round, until when, which exact text."""
    held = [
        (gettext("Member"), mandate.membership.name),
        (gettext("Round"), str(asked.number)),
        (gettext("Fingerprint of the text"), short(asked.fingerprint)),
    ]
    if asked.is_open:
        held.insert(1, (gettext("Deadline (Tbilisi time)"), moment(asked.closes_at)))
    return held


def round_address(asked: AgreementRound, language: str) -> str:
    """Return the full address of a round's page on the desk."""
    return named_address("desk_round", asked.pk, language=language)
