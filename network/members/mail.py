"""What people are told by mail about memberships and mandates."""

from django.utils import timezone
from django.utils.translation import gettext, override

from cms.core.addresses import named_address
from cms.core.site_settings import SiteSettings
from cms.mail.services import queue
from cms.users.models import User
from network.members.enums import MandateKind
from network.members.models import Mandate, Succession

SECRETARIATS_LANGUAGE = "ka"


def invite(succession: Succession, token: str) -> None:
    """Send a proposed successor the link. It stands nowhere else: who has it can accept."""
    language, mandate = succession.language, succession.mandate
    with override(language):
        why = gettext("You get this mail because a representative of this member proposed you as successor.")
    queue(
        key=f"members:succession:{succession.pk}:invited",
        to=succession.email,
        language=language,
        template="members/succession_invited",
        context={
            "member": mandate.membership.name_in(language),
            "predecessor": mandate.user.get_full_name(),
            "is_deputy": mandate.kind == MandateKind.DEPUTY,
            "link": named_address("succession_accept", token, language=language),
            "until": timezone.localtime(succession.expires_at),
            "why": why,
        },
        at_once=True,
    )


def tell_granted(mandate: Mandate) -> None:
    """Tell a new representative what the mandate means, and the member's registered address who has it."""
    _tell(mandate.user.email, mandate.user.language, "mandate_granted", mandate, "representative")
    _tell_member(mandate, "mandate_recorded")


def tell_handed_over(before: Mandate, successor: User, mandate: Mandate) -> None:
    """Tell the member's registered address, the secretariat and both people who speaks for the member now."""
    _tell(successor.email, successor.language, "mandate_granted", mandate, "representative")
    _tell(before.user.email, before.user.language, "mandate_recorded", mandate, "predecessor")
    _tell_member(mandate, "mandate_recorded")
    _tell_secretariat(mandate, "mandate_recorded")


def tell_ended(mandate: Mandate, *, by_secretariat: bool) -> None:
    """Tell the representative and the member's registered address that a mandate has ended; the secretariat too."""
    _tell(mandate.user.email, mandate.user.language, "mandate_ended", mandate, "representative")
    _tell_member(mandate, "mandate_ended")
    if not by_secretariat:
        _tell_secretariat(mandate, "mandate_ended")


def ask_still_you(mandate: Mandate, number: int) -> bool:
    """Ask a representative whether the mandate still holds; ``number`` is the year of asking. False if asked before."""
    return _tell(
        mandate.user.email, mandate.user.language, "still_you", mandate, f"asked:{mandate.confirmed_on:%Y%m%d}:{number}"
    )


def _tell_member(mandate: Mandate, template: str) -> None:
    """Write to the registered address, in the language of the person who speaks for the member."""
    if mandate.membership.contact_email:
        _tell(mandate.membership.contact_email, mandate.user.language, template, mandate, "member")


def _tell_secretariat(mandate: Mandate, template: str) -> None:
    address = SiteSettings.load().email
    if address:
        _tell(address, SECRETARIATS_LANGUAGE, template, mandate, "secretariat")


def _tell(to: str, language: str, template: str, mandate: Mandate, part: str) -> bool:
    membership = mandate.membership
    context = {
        "part": part.partition(":")[0],
        "member": membership.name_in(language),
        "representative": mandate.user.get_full_name(),
        "granted_by": mandate.granted_by,
        "is_deputy": mandate.kind == MandateKind.DEPUTY,
        "unrepresented": not membership.mandates.valid().exists(),
        "link": named_address("mandates", language=language),
    }
    return queue(
        key=f"members:mandate:{mandate.pk}:{template}:{part}",
        to=to,
        language=language,
        template=f"members/{template}",
        context=context,
    )
