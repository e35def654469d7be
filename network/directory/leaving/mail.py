"""Mails about a member that leaves: to its registered address above all, since nobody there may have decided it."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext

from cms.core.addresses import named_address
from cms.users.models import User
from network.directory import notices
from network.directory.departures import Departure
from network.directory.notices import Notice
from network.members.models import Membership


def people_of(membership: Membership) -> list[User]:
    """Return who speaks for a member today; read before the mandates end, so that they can be told."""
    return [mandate.user for mandate in notices.representatives_of(membership)]


def tell_declared(departure: Departure) -> None:
    """Tell the registered address, everybody who speaks for the member, and the secretariat."""

    def words(language: str) -> Notice:
        return Notice(
            heading=gettext("A member declares that it leaves the Network"),
            paragraphs=[
                gettext("The representative declared it on the desk. The secretariat confirms the day."),
                gettext("Until then the member is asked like all others, and the declaration can be taken back."),
                gettext("If nobody at the member has decided this, answer the secretariat at once."),
            ],
            facts=_facts(departure, language),
            link=named_address("desk_entry", departure.membership_id, language=language),
            button=gettext("Open the entry"),
        )

    _to_the_member(departure, "declared", words, people_of(departure.membership))

    def for_office(language: str) -> Notice:
        notice = words(language)
        notice.paragraphs = [
            gettext("The member and its registered address are told. Confirm the day when it has come.")
        ]
        notice.link, notice.button = notices.office_address("departure", departure.pk), gettext("Look at it")
        return notice

    notices.tell_secretariat(f"departure:{departure.pk}:declared", for_office)


def tell_taken_back(departure: Departure) -> None:
    """Tell the same people that the member stays after all."""

    def words(language: str) -> Notice:
        return Notice(
            heading=gettext("The member stays in the Network"),
            paragraphs=[gettext("Its representative has taken the declaration back.")],
            facts=_facts(departure, language),
        )

    _to_the_member(departure, "withdrawn", words, people_of(departure.membership))
    notices.tell_secretariat(f"departure:{departure.pk}:withdrawn", words)


def tell_left(departure: Departure, people: list[User]) -> None:
    """Tell the member, and who spoke for it, that it has left."""

    def words(language: str) -> Notice:
        return Notice(
            heading=gettext("The member has left the Network"),
            paragraphs=[
                gettext("The secretariat has confirmed the day. All mandates have ended."),
                gettext("What was agreed and published until then stays on record. Thank you for the time together."),
            ],
            facts=_facts(departure, language),
        )

    for user in people:
        # The account may be closed with the last mandate; this is the last mail.
        notices.tell(user.email, user.language, f"departure:{departure.pk}:left:user:{user.pk}", words)
    notices.tell_registered(departure.membership, _language(departure), f"departure:{departure.pk}:left", words)


def tell_stays(departure: Departure) -> None:
    """Tell the member that the secretariat did not confirm it, and why."""

    def words(language: str) -> Notice:
        return Notice(
            heading=gettext("The member stays in the Network"),
            paragraphs=[gettext("The secretariat has not confirmed the declaration. Its reason:"), departure.answer],
            facts=_facts(departure, language),
        )

    _to_the_member(departure, "stays", words, people_of(departure.membership))


def _to_the_member(departure: Departure, name: str, words: notices.Make, people: list[User]) -> None:
    key = f"departure:{departure.pk}:{name}"
    for user in people:
        notices.tell_user(user, key, words)
    notices.tell_registered(departure.membership, _language(departure), key, words)


def _language(departure: Departure) -> str:
    """Write to the registered address in the language of who speaks for the member."""
    return departure.declared_by.language if departure.declared_by else settings.LANGUAGE_CODE


def _facts(departure: Departure, language: str) -> list[tuple[str, str]]:
    found = [(gettext("Member"), departure.membership.name_in(language))]
    if departure.declared_by:
        found.append((gettext("Declared by"), departure.declared_by.get_full_name() or departure.declared_by.email))
    if departure.left_on:
        found.append((gettext("Left on"), date_format(departure.left_on)))
    elif departure.wished_day:
        found.append((gettext("Wished last day"), date_format(departure.wished_day)))
    return found
