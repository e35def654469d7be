"""A member subscribes to the charter, and takes it back. Whoever calls has read nobody's rights: they are read here."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from cms.core.visibility import readable
from cms.users.models import User
from network.charter.models import CharterPage, CharterSubscription
from network.charter.versions import in_force
from network.members.models import Mandate, Membership

REFUSALS = {
    "no_mandate": _("You have no mandate to subscribe for this member."),
    "not_public": _("At present no charter is public."),
    "text_changed": _("The charter has changed since you read it. Read it again, then subscribe."),
}


class SubscriptionRefused(ValidationError):
    """A subscription that does not count; ``code`` says which rule it breaks, the message tells the person."""

    def __init__(self, code: str) -> None:
        super().__init__(REFUSALS[code], code=code)


@transaction.atomic
def subscribe(
    *, membership: Membership, by: User, page: CharterPage, fingerprint: str, now: datetime.datetime | None = None
) -> CharterSubscription:
    """Write down that a member subscribes to the text named by ``fingerprint``, which must be the public one.

    A repeated click changes nothing. Raises ``SubscriptionRefused``.
    """
    _check_mandate(membership, by)
    held = in_force(_public_row(page))
    if held is None:
        raise SubscriptionRefused("not_public")
    if held.fingerprint != fingerprint:
        raise SubscriptionRefused("text_changed")
    details: dict[str, Any] = {
        "translation_key": held.page.translation_key,
        "version": held.page.version,
        "round": held.round,
        "given_by": by,
        "subscribed_at": now or timezone.now(),
    }
    subscription, is_new = CharterSubscription.objects.get_or_create(
        membership=membership, fingerprint=fingerprint, defaults=details
    )
    if is_new:
        log(instance=subscription, action="wagtail.create", user=by, content_changed=True)
    return subscription


@transaction.atomic
def unsubscribe(*, membership: Membership, by: User, page: CharterPage) -> int:
    """Take back a member's subscriptions to every version; return how many there were. The log keeps when and by whom.

    Raises ``SubscriptionRefused``.
    """
    _check_mandate(membership, by)
    held = CharterSubscription.objects.select_for_update().filter(
        membership=membership, translation_key=page.translation_key
    )
    rows = list(held)
    for subscription in rows:
        log(instance=subscription, action="wagtail.delete", user=by, deleted=True)
        subscription.delete()
    return len(rows)


def _check_mandate(membership: Membership, by: User) -> None:
    """Demand a mandate that counts today; a member that has left has none."""
    if not Mandate.objects.valid().of_user(by).filter(membership=membership).exists():
        raise SubscriptionRefused("no_mandate")


def _public_row(page: CharterPage) -> CharterPage | None:
    """Return the charter as it is public now, in whichever language."""
    rows = CharterPage.objects.filter(translation_key=page.translation_key, alias_of=None)
    return readable(rows).select_related("locale").order_by("path").first()
