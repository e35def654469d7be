"""The verbs of this room: grant, confirm and end a mandate, and hand it over to a successor.

Each locks the member's row first, so that of two who act at once the second sees what the first has done. What
cannot be done raises ``ValidationError`` with a sentence for the person who asked, and changes nothing.
"""

import datetime
import hashlib
import secrets

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from cms.users.models import User
from network.members import mail
from network.members.accounts import account_of, close_account_if_idle
from network.members.enums import EndReason, MandateKind, SuccessionState
from network.members.models import Mandate, Membership, Succession
from network.members.rules import ANSWER_DAYS, LETTER_YEARS, YEAR

ENDED = gettext_lazy("This mandate has ended.")
OWN_ADDRESS = gettext_lazy("This is your own address. Give that of your successor.")
SPEAKS_ALREADY = gettext_lazy("This person speaks for the member already.")
WAITING = gettext_lazy("Your proposal is waiting for an answer. Withdraw it before you propose somebody else.")


class SuccessionClosed(ValidationError):
    """A hand-over cannot be accepted (any more). ``state`` says why; nothing for a link that was never sent."""

    def __init__(self, state: SuccessionState | None) -> None:
        super().__init__(state.label if state else gettext("This link is not known."), code=state or "unknown")
        self.state = state


@transaction.atomic
def grant_mandate(
    *,
    membership: Membership,
    email: str,
    granted_by: str,
    name: str = "",
    language: str = "ka",
    kind: MandateKind = MandateKind.PRIMARY,
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
    letter: "UploadedFile[bytes] | None" = None,
) -> Mandate:
    """Let somebody speak for a member; who has no account yet gets one, without a password. The person is told."""
    member = _lock(membership.pk)
    if not member.is_current:
        raise ValidationError(gettext("This member has left the Network."), code="left")
    close_lapsed_mandates(of=member)
    mandate = Mandate(
        membership=member,
        user=account_of(email=email, name=name, language=language),
        kind=kind,
        starts_on=starts_on or timezone.localdate(),
        ends_on=ends_on,
        granted_by=granted_by,
    )
    if letter:
        mandate.letter = letter
    _record(mandate)
    mail.tell_granted(mandate)
    return mandate


@transaction.atomic
def confirm_mandate(*, mandate: Mandate) -> None:
    """Write down that the representative still speaks for the member."""
    current = _current(mandate)
    current.confirmed_at = timezone.now()
    current.save(update_fields=["confirmed_at"])


@transaction.atomic
def give_up_mandate(*, mandate: Mandate) -> None:
    """End a mandate because its holder does not speak for the member any longer. Member and secretariat are told."""
    current = _current(mandate)
    _end(current, EndReason.OWN_WISH)
    mail.tell_ended(current, by_secretariat=False)


@transaction.atomic
def revoke_mandate(*, mandate: Mandate, note: str) -> None:
    """End a mandate by the secretariat's hand, with a note that says why. Representative and member are told."""
    current = _current(mandate, even_if_not_valid=True)
    _end(current, EndReason.REVOKED, note=note)
    mail.tell_ended(current, by_secretariat=True)


@transaction.atomic
def propose_successor(
    *, mandate: Mandate, name: str, email: str, language: str, stays_as_deputy: bool = False
) -> Succession:
    """Ask somebody to take over a mandate: a link goes out by mail, of which only the hash is kept here."""
    current = _current(mandate)
    _check_successor(current, email)
    open_ones = current.successions.filter(accepted_at=None, withdrawn_at=None)
    if any(succession.state == SuccessionState.OPEN for succession in open_ones):
        raise ValidationError(WAITING, code="waiting")
    for succession in open_ones:
        _withdraw(succession)
    token = secrets.token_urlsafe(32)
    succession = Succession.objects.create(
        mandate=current,
        name=name,
        email=User.objects.normalize_email(email),
        language=language,
        stays_as_deputy=stays_as_deputy and current.kind == MandateKind.PRIMARY,
        token_hash=hash_of(token),
        expires_at=timezone.now() + datetime.timedelta(days=ANSWER_DAYS),
    )
    mail.invite(succession, token)
    return succession


@transaction.atomic
def withdraw_succession(*, succession: Succession) -> bool:
    """Take a proposal back before it is accepted; say whether there was still something to take back."""
    _lock(succession.mandate.membership_id)
    current = Succession.objects.get(pk=succession.pk)
    if current.accepted_at or current.withdrawn_at:
        return False
    _withdraw(current)
    return True


def find_succession(token: str) -> Succession | None:
    """Return the hand-over to which a link belongs."""
    found = Succession.objects.filter(token_hash=hash_of(token))
    return found.select_related(
        "mandate__user", "mandate__membership__organisation", "mandate__membership__person"
    ).first()


@transaction.atomic
def accept_succession(*, token: str) -> Succession:
    """Hand the mandate over: the successor has it from now on, and the predecessor's has ended.

    A second call, as after a double click, changes nothing. Raises ``SuccessionClosed``.
    """
    seen = find_succession(token)
    if seen is None:
        raise SuccessionClosed(None)
    _lock(seen.mandate.membership_id)
    succession = Succession.objects.select_related("mandate__user", "mandate__membership").get(pk=seen.pk)
    if succession.state == SuccessionState.ACCEPTED:
        return succession
    if succession.state != SuccessionState.OPEN:
        raise SuccessionClosed(succession.state)
    before = succession.mandate
    _check_successor(before, succession.email)
    successor = account_of(email=succession.email, name=succession.name, language=succession.language)
    succession.accepted_at = timezone.now()
    # The account knows them now.
    succession.name = succession.email = ""
    succession.save(update_fields=["accepted_at", "name", "email"])
    mail.tell_handed_over(before, successor, _hand_over(succession, successor))
    close_account_if_idle(before.user)
    return succession


def _hand_over(succession: Succession, successor: User) -> Mandate:
    before = succession.mandate
    for mandate in before.membership.mandates.filter(user=successor, revoked_at=None):
        _end(mandate, EndReason.HANDED_OVER)  # a deputy who becomes the representative
    _end(before, EndReason.HANDED_OVER)
    granted_by = before.user.get_full_name() or gettext("The predecessor")
    shared = {"membership": before.membership, "ends_on": before.ends_on, "granted_by": granted_by}
    if succession.stays_as_deputy:
        _record(Mandate(user=before.user, kind=MandateKind.DEPUTY, **shared))
    mandate = Mandate(user=successor, kind=before.kind, **shared)
    _record(mandate)
    return mandate


@transaction.atomic
def close_lapsed_mandates(*, of: Membership | None = None) -> int:
    """End what has ended by itself: the last day has passed, or the member has left. Return how many."""
    open_ones = Mandate.objects.filter(revoked_at=None).select_related("user", "membership")
    if of is not None:
        open_ones = open_ones.filter(membership=of)
    closed = 0
    for mandate in open_ones:
        if not mandate.membership.is_current:
            _end(mandate, EndReason.MEMBER_LEFT)
        elif mandate.ends_on and mandate.ends_on < timezone.localdate():
            _end(mandate, EndReason.EXPIRED)
        closed += bool(mandate.revoked_at)
    return closed


@transaction.atomic
def replace_letter(*, mandate: Mandate, letter: "UploadedFile[bytes] | None") -> None:
    """Keep another letter of mandate, or none; the former file is erased when that is certain."""
    current = Mandate.objects.get(pk=mandate.pk)
    storage, former = current.letter.storage, current.letter.name
    current.letter = letter or ""
    current.save(update_fields=["letter"])
    if former:
        transaction.on_commit(lambda: storage.delete(former))


def forget_letters() -> int:
    """Erase the letters of mandates that ended ``LETTER_YEARS`` ago; return how many."""
    limit = timezone.now() - datetime.timedelta(days=LETTER_YEARS * YEAR)
    outworn = list(Mandate.objects.filter(revoked_at__lt=limit).exclude(letter=""))
    for mandate in outworn:
        replace_letter(mandate=mandate, letter=None)
    return len(outworn)


def forget_proposals() -> int:
    """Forget whom proposals named that nobody answered in time; return how many."""
    unanswered = Succession.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__lt=timezone.now())
    return int(unanswered.exclude(email="").update(name="", email=""))


def hash_of(token: str) -> str:
    """Return what is kept of a link: who reads the database cannot make the link of it."""
    return hashlib.sha256(token.encode()).hexdigest()


def _lock(membership_id: int) -> Membership:
    member: Membership = Membership.objects.select_for_update().get(pk=membership_id)
    return member


def _current(mandate: Mandate, *, even_if_not_valid: bool = False) -> Mandate:
    """Return the mandate as it is now, behind the lock; refuse one that has ended meanwhile."""
    _lock(mandate.membership_id)
    current = Mandate.objects.select_related("user", "membership").get(pk=mandate.pk)
    if current.revoked_at or not (current.is_valid or even_if_not_valid):
        raise ValidationError(ENDED, code="ended")
    return current


def _record(mandate: Mandate) -> None:
    """Check and save; the constraints speak to the secretariat."""
    mandate.full_clean()
    mandate.save()


def _end(mandate: Mandate, reason: EndReason, *, note: str = "") -> None:
    mandate.revoked_at, mandate.end_reason, mandate.end_note = timezone.now(), reason, note
    mandate.save(update_fields=["revoked_at", "end_reason", "end_note"])
    for succession in mandate.successions.filter(accepted_at=None, withdrawn_at=None):
        _withdraw(succession)
    if reason != EndReason.HANDED_OVER:
        close_account_if_idle(mandate.user)


def _withdraw(succession: Succession) -> None:
    """Close a proposal and forget whom it named: nobody asked that person before."""
    succession.withdrawn_at, succession.name, succession.email = timezone.now(), "", ""
    succession.save(update_fields=["withdrawn_at", "name", "email"])


def _check_successor(mandate: Mandate, email: str) -> None:
    address = email.casefold()
    if mandate.user.email.casefold() == address:
        raise ValidationError({"email": OWN_ADDRESS}, code="own_address")
    others = mandate.membership.mandates.filter(revoked_at=None).exclude(pk=mandate.pk).select_related("user")
    theirs = [other for other in others if other.user.email.casefold() == address]
    # A deputy may become the representative; nobody gives up the first voice for the second.
    if any(mandate.kind == MandateKind.DEPUTY or other.kind == MandateKind.PRIMARY for other in theirs):
        raise ValidationError({"email": SPEAKS_ALREADY}, code="speaks_already")
