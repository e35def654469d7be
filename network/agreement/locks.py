"""The lock over both languages of a text that the members are asked about."""

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.locks import BaseLock

from network.agreement.enums import RoundState
from network.agreement.rounds import AgreementRound

if TYPE_CHECKING:
    from django.db.models import Model

    from cms.users.models import User


class RoundLock(BaseLock):
    """Nobody edits a text while members answer about it, a superuser neither."""

    def __init__(self, page: "Model", asked: AgreementRound) -> None:
        super().__init__(page)
        self.round = asked

    def for_user(self, user: "User") -> bool:
        """Lock for everybody."""
        return True

    def get_message(self, user: "User") -> str:
        """Say why, and until when."""
        if self.round.state == RoundState.OPEN:
            return _("The members are being asked about this text. It is locked in both languages until: %(date)s") % {
                "date": date_format(timezone.localtime(self.round.closes_at), "DATETIME_FORMAT")
            }
        return _("The members have agreed to this text. It is locked in both languages until it is published.")

    def get_icon(self, user: "User", can_lock: bool = False) -> str:
        """Return the name of Wagtail's icon."""
        return "lock"

    def get_locked_by(self, user: "User", can_lock: bool = False) -> str:
        """Say who holds the lock."""
        return _("Locked by the members’ round %(number)s") % {"number": self.round.pk}

    def get_description(self, user: "User", can_lock: bool = False) -> str:
        """Say what is locked."""
        return _("Members answer about the exact text, so nobody can change it, in either language.")
