"""What people are told by mail about their registration. Nothing is written twice: every mail has a key.

Keys begin with "events:registration:<number>:" and name no person. Whoever registers by mail gets a new link in each
mail, since only the hash of a link is kept; a representative is led to the desk.
"""

import datetime
from dataclasses import dataclass, field

from django.utils.translation import gettext, override

from cms.core.addresses import named_address
from cms.mail.models import OutboxMail
from cms.mail.services import queue
from network.agreement.wording import moment as written
from network.events.enums import RegistrationState
from network.events.links import make_link
from network.events.public import page_in, title_of, when, where
from network.events.records import UNCONFIRMED_KEPT, Registration


@dataclass
class RegistrationNotice:
    """One mail's words, in the active language; a representative is told why by the outbox, others by ``why``."""

    heading: str
    paragraphs: list[str] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    link: str = ""
    button: str = ""
    note: str = ""
    why: str = ""
    joining_link: str = ""

    def send(self, registration: Registration, what: str) -> bool:
        """Write it into the outbox, unless it was written before."""
        if not registration.address:
            return False
        context = {name: value for name, value in vars(self).items() if name != "why" or value}
        context["joining_words"] = gettext("Joining link, for you alone:")
        return queue(
            key=f"events:registration:{registration.pk}:{what}",
            to=registration.address,
            language=language_of(registration),
            template="events/notice",
            context=context,
        )


def language_of(registration: Registration) -> str:
    """Return the language of a person's mails."""
    return str(registration.user.language if registration.user is not None else registration.language)


def ask_to_confirm(registration: Registration, now: datetime.datetime) -> None:
    """Send the link that confirms. Nothing that was typed stands in it but the address."""
    with override(language_of(registration)):
        told = _about(
            registration,
            gettext("Please confirm: “%(title)s”"),
            [gettext("This address was entered to register for an event. You have a place only once you confirm it.")],
        )
        told.facts.append((gettext("Works until (Tbilisi time)"), written(now + UNCONFIRMED_KEPT)))
        told.button = gettext("Review and confirm")
        told.note = gettext(
            "Opening the link changes nothing: only the button on its page does. You did not ask for this? Then do "
            "nothing: what was entered is erased within two days, or at once on that page."
        )
        _with_link(told, registration).send(registration, f"confirm:{_stamp(now)}")


def remind_of_registration(registration: Registration, now: datetime.datetime) -> None:
    """Answer an address that is registered and asks once more."""
    with override(language_of(registration)):
        told = _about(
            registration,
            gettext("You are registered already: “%(title)s”"),
            [gettext("This address was entered once more to register for this event. Nothing has changed.")],
        )
        told.facts.append((gettext("Your registration"), str(registration.get_state_display())))
        _with_link(told, registration).send(registration, f"again:{_stamp(now)}")


def tell_registered(registration: Registration) -> None:
    """Tell somebody who has just registered: a place, or the waiting list."""
    if registration.state == RegistrationState.CONFIRMED:
        tell_placed(registration, at_once=True)
        return
    with override(language_of(registration)):
        told = _about(
            registration,
            gettext("On the waiting list: “%(title)s”"),
            [
                gettext("You stand on the waiting list. As soon as there is a place for you, we write to you."),
                _why_waiting(registration),
            ],
        )
        _with_link(told, registration).send(registration, f"waiting:{_stamp(registration.asked_at)}")


def tell_placed(registration: Registration, *, at_once: bool = False) -> None:
    """Tell somebody of the place, with the joining link if it is known; one mail for one place."""
    with override(language_of(registration)):
        heading = gettext("You have a place: “%(title)s”")
        words = gettext("You are registered for this event.")
        if not at_once:
            heading = gettext("A place has become free for you: “%(title)s”")
            words = gettext("You stood on the waiting list. Now you have a place.")
        told = _about(registration, heading, [words])
        told.joining_link = registration.event.joining_link
        if not told.joining_link and at_once:
            told.paragraphs.append(
                gettext("One day before, we remind you. If there is a joining link, you get it then.")
            )
        stamp = _stamp(registration.placed_at or registration.asked_at)
        _with_link(told, registration).send(registration, f"placed:{stamp}")


def tell_cancelled_by_office(registration: Registration) -> None:
    """Tell somebody whom the secretariat has taken off the list."""
    with override(language_of(registration)):
        told = _about(
            registration,
            gettext("Your registration was cancelled: “%(title)s”"),
            [gettext("The secretariat has cancelled your registration. If this is a mistake, please write to it.")],
        )
        told.send(registration, "office")


def remind(registration: Registration) -> None:
    """Remind somebody who has a place, a day before."""
    with override(language_of(registration)):
        told = _about(registration, gettext("It is soon: “%(title)s”"), [gettext("You have a place at this event.")])
        told.joining_link = registration.event.joining_link
        told.paragraphs.append(gettext("You cannot come? Please cancel, so that somebody else gets the place."))
        begins = registration.event.starts_at
        _with_link(told, registration).send(registration, f"reminder:{_stamp(begins) if begins else ''}")


def tell_joining_link(registration: Registration) -> None:
    """Tell somebody who has a place that the joining link is another one."""
    event = registration.event
    with override(language_of(registration)):
        told = _about(
            registration,
            gettext("Joining link: “%(title)s”"),
            [gettext("Please use this link; one that you may have got before does not hold any more.")],
        )
        told.joining_link = event.joining_link
        _with_link(told, registration).send(registration, f"link:{event.sequence}")


def tell_change(registration: Registration, what: str) -> None:
    """Tell whoever stands there that the event is cancelled, postponed, planned again or at another time."""
    with override(language_of(registration)):
        heading, words = _words_of_change(what)
        stays = what not in ("cancelled", "postponed")
        told = _about(registration, heading, [words], begins=gettext("Begins") if stays else gettext("Announced for"))
        if what != "cancelled":
            _with_link(told, registration)
        told.send(registration, f"{what}:{registration.event.sequence}")


def drop_unsent(registration_id: int) -> None:
    """Empty what waits in the outbox for somebody who is not registered any more: the address goes with it."""
    for mail in OutboxMail.objects.unfinished().filter(key__startswith=f"events:registration:{registration_id}:"):
        mail.finish(error="cancelled")


def _words_of_change(what: str) -> tuple[str, str]:
    return {
        "cancelled": (
            gettext("Cancelled: “%(title)s”"),
            gettext("This event does not take place. Your registration ends with it; you need not do anything."),
        ),
        "postponed": (
            gettext("Postponed: “%(title)s”"),
            gettext("This event does not take place at the time told. Your place is kept; we write to you again."),
        ),
        "planned": (
            gettext("It takes place: “%(title)s”"),
            gettext("This event takes place after all, at the time below. Your registration stands as it was."),
        ),
        "time": (
            gettext("Another time: “%(title)s”"),
            gettext("This event begins at another time than before. Your registration stands as it was."),
        ),
    }[what]


def _about(registration: Registration, heading: str, paragraphs: list[str], begins: str = "") -> RegistrationNotice:
    """Begin a mail about an event, in the active language. ``begins``: what its hour is called."""
    event = registration.event
    page = page_in(event)
    facts = [(gettext("Event"), title_of(event))]
    if event.starts_at:
        facts.append((begins or gettext("Begins"), when(event, page)))
    if where(page):
        facts.append((gettext("Where"), where(page)))
    if registration.membership is not None:
        facts.append((gettext("Member"), registration.membership.name))
    return RegistrationNotice(heading % {"title": title_of(event)}, paragraphs, facts)


def _with_link(told: RegistrationNotice, registration: Registration) -> RegistrationNotice:
    """Add the way to see and cancel the registration."""
    told.button = told.button or gettext("See or cancel the registration")
    if registration.user is not None:
        told.link = named_address("desk_event", registration.event_id)
        return told
    told.link = named_address("event_registration", make_link(registration))
    told.note = told.note or gettext("Whoever has the link can cancel the registration: please do not pass it on.")
    told.why = gettext("You get this mail because this address was entered to register for an event of the Network.")
    return told


def _why_waiting(registration: Registration) -> str:
    if registration.is_second:
        return gettext(
            "Somebody is registered for your member already. Second places are given when every member has had its "
            "chance, or when the time for that is over."
        )
    return gettext("At present all places are taken.")


def _stamp(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y%m%d%H%M%S%f}"
