"""What mails of the directory say, and to whom they go. Nothing is written twice: every mail has a key."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext, override

from cms.core.addresses import named_address
from cms.core.site_settings import SiteSettings
from cms.mail.services import queue
from cms.users.models import User
from network.members.models import Mandate, Membership

SECRETARIATS_LANGUAGE = "ka"


@dataclass
class Notice:
    """One mail's words, in the active language."""

    heading: str
    paragraphs: list[str] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    link: str = ""
    button: str = ""
    note: str = ""
    # Why the person gets the mail; without it: because of a mandate or of work on the site.
    why: str = ""

    def send(self, key: str, to: str, language: str, *, at_once: bool = False) -> bool:
        """Write it into the outbox, unless it was written before."""
        context = {name: value for name, value in vars(self).items() if name != "why" or value}
        return queue(
            key=f"directory:{key}", to=to, language=language, template="directory/notice", context=context,
            at_once=at_once,
        )  # fmt: skip


Make = Callable[[str], Notice]
# Words that are looked up when the mail's language is active.
Words = Callable[[], str]
Paragraphs = Callable[[], list[str]]


def tell_secretariat(key: str, make: Make) -> bool:
    """Write to the secretariat, if it has an address."""
    address = SiteSettings.load().email
    return bool(address) and tell(address, SECRETARIATS_LANGUAGE, f"{key}:secretariat", make)


def tell_user(user: User | None, key: str, make: Make) -> bool:
    """Write to a representative in the person's language; to nobody if the account is gone or closed."""
    if user is None or not user.is_active:
        return False
    return tell(user.email, user.language, f"{key}:user:{user.pk}", make)


def tell_registered(membership: Membership, language: str, key: str, make: Make) -> bool:
    """Write to the member's registered address, if it has one."""

    def to_member(language: str) -> Notice:
        notice = make(language)
        notice.why = gettext("You get this mail because this is the registered address of a member of the Network.")
        return notice

    return bool(membership.contact_email) and tell(membership.contact_email, language, f"{key}:registered", to_member)


def tell(to: str, language: str, key: str, make: Make, *, at_once: bool = False) -> bool:
    """Write a mail in a language; ``make`` gets the language and returns the words."""
    with override(language):
        return make(language).send(key, to, language, at_once=at_once)


def representatives_of(membership: Membership) -> list[Mandate]:
    """Return the mandates of everybody who may speak for a member today."""
    return list(Mandate.objects.valid().filter(membership=membership).with_names().order_by("pk"))


def office_address(name: str, pk: int) -> str:
    """Return the full address of a page of the office."""
    return named_address(f"requests:{name}", pk)
