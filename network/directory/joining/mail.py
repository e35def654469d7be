"""Mails about applications. What was typed stands in none of them but the name, for the secretariat."""

from django.utils.translation import gettext

from cms.core.addresses import named_address
from network.directory import notices
from network.directory.applications import Application, ApplicationLink
from network.directory.joining.links import make_link
from network.directory.notices import Notice


def send_link(application: Application, link: ApplicationLink, secret: str, language: str) -> None:
    """Send the link with which the application is written; to the address of the application, never to another."""

    def words(language: str) -> Notice:
        written = application.can_be_written
        return Notice(
            heading=gettext("Your application to join the Network"),
            paragraphs=[
                gettext("With this link you fill in the application. What you type is kept: go on another day.")
                if written
                else gettext("With this link you see how far your application has come."),
                gettext("Whoever has the link can open the application, so keep it to yourself."),
            ],
            link=_address(secret, language),
            button=gettext("Open the application"),
            note=gettext("If you did not ask for this, do nothing: what nobody fills in is erased after three days."),
            why=_why(),
        )

    key = f"application:{application.pk}:link:{link.pk}"
    notices.tell(application.email, language, key, words, at_once=True)


def tell_sent(application: Application) -> None:
    """Tell the applicant that it has arrived, and the secretariat that it is there."""
    moment = f"{application.sent_at:%Y%m%d%H%M%S%f}"
    _to_applicant(
        application,
        f"sent:{moment}",
        lambda: gettext("Your application is with the secretariat"),
        lambda: [
            gettext("The secretariat looks at it, and asks if something is not clear."),
            gettext("Then the members of the Network are asked: whoever joins is agreed with them. We write to you."),
        ],
    )

    def for_office(language: str) -> Notice:
        return Notice(
            heading=gettext("An application to join the Network"),
            paragraphs=[gettext("Look at it, and put it to the members, ask back, or say why not.")],
            facts=[(gettext("Who applies"), application.name_in(language))],
            link=notices.office_address("application", application.pk),
            button=gettext("Look at the application"),
        )

    notices.tell_secretariat(f"application:{application.pk}:sent:{moment}", for_office)


def ask_back(application: Application) -> None:
    """Send the applicant the secretariat's question, with a link to go on writing."""
    moment = f"{application.changed_at:%Y%m%d%H%M%S%f}"
    _to_applicant(
        application,
        f"returned:{moment}",
        lambda: gettext("A question about your application"),
        lambda: [
            gettext("The secretariat asks:"),
            application.note,
            gettext("Change the application where it is needed, and send it once more."),
        ],
    )


def tell_asked(application: Application) -> None:
    """Tell the applicant that the members are to be asked."""
    _to_applicant(
        application,
        "asked",
        lambda: gettext("The members are asked about your application"),
        lambda: [
            gettext("The secretariat has looked at your application and prepares the question to the members."),
            gettext("If they agree and the announcement is published, you are a member. We write to you."),
        ],
    )


def tell_joined(application: Application) -> None:
    """Welcome the new member."""
    _to_applicant(
        application,
        "joined",
        lambda: gettext("Welcome to the Network"),
        lambda: [
            gettext("The members have agreed, and the announcement is published. You are a member now."),
            gettext("Another mail says how the representative signs in."),
            gettext("On the desk you can change your entry in the directory and subscribe to the charter."),
        ],
        with_link=False,
    )


def tell_refused(application: Application) -> None:
    """Tell the applicant why not, and what becomes of what was typed."""
    _to_applicant(
        application,
        "refused",
        lambda: gettext("Your application to join the Network was not accepted"),
        lambda: [
            gettext("The reason:"),
            application.note,
            gettext("What you wrote is erased in 30 days. You can apply again at any time."),
        ],
        with_link=False,
    )


def tell_withdrawn(application: Application) -> None:
    """Tell the secretariat that the application is no longer upheld; the applicant has just seen it."""

    def for_office(language: str) -> Notice:
        return Notice(
            heading=gettext("An application was taken back"),
            paragraphs=[gettext("If the members were being asked, the question is withdrawn. Delete its drafts.")],
            facts=[(gettext("Who applied"), application.name_in(language))],
            link=notices.office_address("application", application.pk),
            button=gettext("Look at the application"),
        )

    notices.tell_secretariat(f"application:{application.pk}:withdrawn", for_office)


def _to_applicant(
    application: Application,
    name: str,
    heading: notices.Words,
    paragraphs: notices.Paragraphs,
    *,
    with_link: bool = True,
) -> None:
    """Write to the applicant. The links of earlier mails go on working, but are not known here: a new one is made."""
    address = _address(make_link(application)[1], application.language) if with_link else ""

    def words(language: str) -> Notice:
        return Notice(
            heading=heading(),
            paragraphs=paragraphs(),
            link=address,
            button=gettext("Open the application") if address else "",
            why=_why(),
        )

    notices.tell(application.email, application.language, f"application:{application.pk}:{name}", words)


def _address(secret: str, language: str) -> str:
    return named_address("join_application", secret, language=language)


def _why() -> str:
    return gettext("You get this mail because somebody typed this address in an application to join the Network.")
