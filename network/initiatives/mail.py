"""What is told by mail about initiatives. Nothing is written twice: every mail has a key that names no person.

Whoever speaks for several of the members concerned gets one mail.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import get_language, gettext, override

from cms.core.addresses import named_address
from cms.core.site_settings import SiteSettings
from cms.mail.services import queue
from network.agreement.notices import SECRETARIATS_LANGUAGE, Notice
from network.initiatives.enums import InitiativeState
from network.initiatives.models import CoSponsor, Happening, Initiative
from network.initiatives.wording import written_day
from network.members.models import Mandate, Membership


@dataclass
class InitiativeNotice(Notice):
    """One mail's words about an initiative, in the active language."""

    def send(self, key: str, to: str, language: str) -> bool:
        """Write it into the outbox, unless it was written before."""
        return queue(
            key=f"initiatives:{key}", to=to, language=language, template="agreement/notice", context=vars(self)
        )


Maker = Callable[[], InitiativeNotice]


def tell_brought(initiative: Initiative) -> None:
    """Confirm it to those who speak for the member, and tell the secretariat, which has to promise a day."""

    def confirm() -> InitiativeNotice:
        return InitiativeNotice(
            gettext("Your initiative has been brought: “%(title)s”") % {"title": initiative.title},
            [
                gettext("All members see it now and can co-sponsor it."),
                gettext("The secretariat promises a day for the answer. We write to you then, and at each step."),
            ],
        )

    def ask() -> InitiativeNotice:
        return InitiativeNotice(
            gettext("A member has brought an initiative: “%(title)s”") % {"title": initiative.title},
            [gettext("Promise a day for the answer. The answer itself needs a reason.")],
        )

    _tell([initiative.membership], initiative, "brought", confirm)
    _tell_secretariat(initiative, "brought", ask)


def tell_supported(row: CoSponsor) -> None:
    """Tell those who speak for the member that brought it who stands by it now."""

    def notice() -> InitiativeNotice:
        return InitiativeNotice(
            gettext("A member co-sponsors your initiative: “%(title)s”") % {"title": row.initiative.title},
            facts=[(gettext("Co-sponsor"), row.membership.name)],
        )

    _tell([row.initiative.membership], row.initiative, f"supported:{row.pk}", notice)


def tell_promised(initiative: Initiative, happened: Happening) -> None:
    """Tell initiator and co-sponsors the day that was promised."""

    def notice() -> InitiativeNotice:
        return InitiativeNotice(
            gettext("An answer is promised: “%(title)s”") % {"title": initiative.title},
            facts=[(gettext("The answer comes at the latest on"), written_day(initiative.promised_on))],
        )

    _tell(_concerned(initiative), initiative, f"promised:{happened.pk}", notice)


def tell_answered(initiative: Initiative) -> None:
    """Tell initiator and co-sponsors the answer, with its reason."""
    is_taken_up = initiative.state == InitiativeState.TAKEN_UP

    def notice() -> InitiativeNotice:
        heading = gettext("Taken up: “%(title)s”") if is_taken_up else gettext("Not taken up: “%(title)s”")
        next_step = gettext("The secretariat prepares the text. All members are asked before it goes out.")
        return InitiativeNotice(
            heading % {"title": initiative.title}, [initiative.answer, *([next_step] if is_taken_up else [])]
        )

    _tell(_concerned(initiative), initiative, "answered", notice)


def tell_begun(initiative: Initiative) -> None:
    """Tell initiator and co-sponsors that the text is being written."""

    def notice() -> InitiativeNotice:
        return InitiativeNotice(
            gettext("The text is being written: “%(title)s”") % {"title": initiative.title},
            [gettext("Drafts stand in both languages. When they are ready, all members are asked.")],
        )

    _tell(_concerned(initiative), initiative, f"begun:{initiative.translation_key}", notice)


def tell_published(initiative: Initiative) -> None:
    """Tell initiator and co-sponsors that readers can read what came of it."""

    def notice() -> InitiativeNotice:
        return InitiativeNotice(
            gettext("Published: what came of “%(title)s”") % {"title": initiative.title},
            [gettext("The text that began with the initiative is public now.")],
        )

    _tell(_concerned(initiative), initiative, f"published:{initiative.translation_key}", notice)


def tell_withdrawn(initiative: Initiative) -> None:
    """Tell everybody concerned, and the secretariat, that nothing is to be answered any more."""

    def notice() -> InitiativeNotice:
        return InitiativeNotice(
            gettext("The initiative was taken back: “%(title)s”") % {"title": initiative.title},
            facts=[(gettext("Member"), initiative.membership.name)],
        )

    _tell(_concerned(initiative), initiative, "withdrawn", notice)
    _tell_secretariat(initiative, "withdrawn", notice)


def remind_of_promise(initiative: Initiative) -> bool:
    """Tell the secretariat that a promised day has passed; once for each day."""

    def notice() -> InitiativeNotice:
        return InitiativeNotice(
            gettext("The promised day has passed: “%(title)s”") % {"title": initiative.title},
            [gettext("Answer now, or promise another day: initiator and co-sponsors are told.")],
            [(gettext("The answer was promised for"), written_day(initiative.promised_on))],
        )

    return _tell_secretariat(initiative, f"overdue:{initiative.promised_on:%Y%m%d}", notice)


def _concerned(initiative: Initiative) -> list[Membership]:
    return [initiative.membership, *(row.membership for row in initiative.co_sponsors.select_related("membership"))]


def _tell(members: Iterable[Membership], initiative: Initiative, key: str, make: Maker) -> int:
    """Write to whoever speaks for the members, each person once; return how many mails were written."""
    mandates = Mandate.objects.valid().filter(membership__in=[member.pk for member in members])
    seen, sent = set(), 0
    for mandate in mandates.select_related("user").order_by("pk"):
        if mandate.user_id in seen:
            continue
        seen.add(mandate.user_id)
        language = mandate.user.language
        with override(language):
            notice = make()
            notice.facts = [*_from(initiative), *notice.facts]
            notice.link = named_address("desk_initiative", initiative.pk, language=language)
            notice.button = gettext("Open the initiative")
            sent += notice.send(f"{initiative.pk}:{key}:{mandate.pk}", mandate.user.email, language)
    return sent


def _tell_secretariat(initiative: Initiative, key: str, make: Maker) -> bool:
    address = SiteSettings.load().email
    if not address:
        return False
    with override(SECRETARIATS_LANGUAGE):
        notice = make()
        notice.facts = [*_from(initiative), *notice.facts]
        notice.link = named_address("initiatives:initiative", initiative.pk)
        notice.button = gettext("Open the initiative")
        return notice.send(f"{initiative.pk}:{key}:secretariat", address, SECRETARIATS_LANGUAGE)


def _from(initiative: Initiative) -> list[tuple[str, str]]:
    return [(gettext("Brought by"), initiative.membership.name_in(get_language() or "ka"))]
