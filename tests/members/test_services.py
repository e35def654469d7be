"""Granting, confirming and ending a mandate; what is kept, and for how long."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.translation import override

from cms.mail.models import OutboxMail
from cms.users.models import User
from network.members import periodic, services
from network.members.enums import EndReason, MandateKind
from network.members.models import Mandate, Membership
from tests.factories import MandateFactory, MembershipFactory, UserFactory
from tests.members.conftest import mails

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF\n"


def grant(membership: Membership, email: str = "nino@example.org", **changes) -> Mandate:
    given = {"name": "Nino Example Person", "language": "en", "granted_by": "The board"} | changes
    return services.grant_mandate(membership=membership, email=email, **given)


def test_a_new_person_gets_an_account_without_a_password() -> None:
    member = MembershipFactory(contact_email="office@example.org")
    mandate = grant(member)
    user = mandate.user
    assert (user.email, user.get_full_name(), user.language) == ("nino@example.org", "Nino Example Person", "en")
    assert not user.has_usable_password()
    assert not any([user.is_staff, user.groups.exists(), user.user_permissions.exists()])
    assert mandate.is_valid
    assert mails() == {
        ("nino@example.org", "members:mandate:mandate_granted:representative"),
        ("office@example.org", "members:mandate:mandate_recorded:member"),
    }


def test_a_known_person_keeps_the_account() -> None:
    user = UserFactory(email="Nino@Example.org", groups=["Editors"])
    assert grant(MembershipFactory(), "nino@EXAMPLE.org").user == user
    closed = UserFactory(email="old@example.org", is_active=False)
    assert grant(MembershipFactory(), "old@example.org").user.is_active
    closed.refresh_from_db()
    assert closed.is_active


def test_a_closed_account_of_the_staff_stays_closed() -> None:
    user = UserFactory(email="gone@example.org", is_active=False, groups=["Editors"])
    with override("en"), pytest.raises(ValidationError, match="closed"):
        grant(MembershipFactory(), "gone@example.org")
    user.refresh_from_db()
    assert not user.is_active
    assert not Mandate.objects.exists()


def test_a_letter_that_looks_alike_is_another_address() -> None:
    UserFactory(email="mike@example.org")
    assert grant(MembershipFactory(), "mıke@example.org").user.email == "mıke@example.org"
    assert User.objects.count() == 2


def test_what_cannot_be_granted() -> None:
    member = MembershipFactory()
    grant(member)
    for changes in ({}, {"email": "other@example.org"}, {"kind": MandateKind.DEPUTY}):
        with pytest.raises(ValidationError):
            grant(member, **changes)
    with override("en"), pytest.raises(ValidationError, match="left"):
        grant(MembershipFactory(left="2024"))
    assert Mandate.objects.count() == 1
    assert not User.objects.filter(email="other@example.org").exists()
    grant(member, "deputy@example.org", kind=MandateKind.DEPUTY)


def test_a_mandate_whose_last_day_has_passed_makes_room() -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    before = MandateFactory(starts_on=yesterday, ends_on=yesterday)
    mandate = grant(before.membership)
    before.refresh_from_db()
    assert (before.end_reason, mandate.is_valid) == (EndReason.EXPIRED, True)


def test_ending() -> None:
    mandate = MandateFactory(membership__contact_email="office@example.org")
    other = MandateFactory(user=mandate.user)
    services.give_up_mandate(mandate=mandate)
    mandate.refresh_from_db()
    assert mandate.end_reason == EndReason.OWN_WISH
    assert not mandate.is_valid
    assert other.is_valid
    assert ("office@example.org", "members:mandate:mandate_ended:member") in mails()
    services.revoke_mandate(mandate=other, note="The board asked")
    other.refresh_from_db()
    assert (other.end_reason, other.end_note) == (EndReason.REVOKED, "The board asked")
    assert not User.objects.get(pk=mandate.user_id).is_active
    for again in (services.give_up_mandate, services.confirm_mandate):
        with override("en"), pytest.raises(ValidationError, match="ended"):
            again(mandate=mandate)
    with pytest.raises(ValidationError):
        services.revoke_mandate(mandate=other, note="twice")


def test_staff_keep_their_account() -> None:
    mandate = MandateFactory(user=UserFactory(groups=["Editors"]))
    services.give_up_mandate(mandate=mandate)
    assert User.objects.get(pk=mandate.user_id).is_active


def test_a_member_that_leaves_takes_its_mandates_along() -> None:
    mandate = MandateFactory()
    Membership.objects.filter(pk=mandate.membership_id).update(left="2025")
    assert not Mandate.objects.valid().exists()
    periodic.close_lapsed()
    mandate.refresh_from_db()
    assert mandate.end_reason == EndReason.MEMBER_LEFT
    assert not User.objects.get(pk=mandate.user_id).is_active


def test_the_yearly_question_comes_once_a_year() -> None:
    start = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
    with time_machine.travel(start, tick=False):
        mandate = MandateFactory()
        MandateFactory(revoked_at=start)
    asked = OutboxMail.objects.filter(key__contains=":still_you:")
    for days, number in ((364, 0), (365, 1), (366, 1), (729, 1), (730, 2)):
        with time_machine.travel(start + datetime.timedelta(days=days), tick=False):
            periodic.ask_still_you()
            periodic.ask_still_you()
        assert asked.count() == number, days
    assert set(asked.values_list("recipient", flat=True)) == {mandate.user.email}
    with time_machine.travel(start + datetime.timedelta(days=731), tick=False):
        services.confirm_mandate(mandate=mandate)
    for days, number in ((1095, 2), (1096, 3)):
        with time_machine.travel(start + datetime.timedelta(days=days), tick=False):
            periodic.ask_still_you()
        assert asked.count() == number, days


@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_question_is_asked_in_the_language_of_the_representative(language: str) -> None:
    mandate = MandateFactory(starts_on=timezone.localdate() - datetime.timedelta(days=400), user__language=language)
    periodic.ask_still_you()
    mail = OutboxMail.objects.get()
    assert mail.language == language
    assert mandate.membership.name_in(language) in mail.subject
    assert f"http://testserver/{language}/mandates/" in mail.text
    assert f"http://testserver/{language}/mandates/" in mail.html


def test_letters_go_after_three_years(private_root) -> None:
    mandate = grant(MembershipFactory(), letter=SimpleUploadedFile("board decision.PDF", PDF))
    stored = private_root / mandate.letter.name
    assert stored.read_bytes() == PDF
    assert stored.stat().st_mode & 0o077 == 0
    assert "board" not in mandate.letter.name
    services.revoke_mandate(mandate=mandate, note="over")
    ended = timezone.now()
    for days, kept in ((3 * 365 - 1, True), (3 * 365 + 1, False)):
        with time_machine.travel(ended + datetime.timedelta(days=days), tick=False):
            services.forget_letters()
        mandate.refresh_from_db()
        assert bool(mandate.letter) is kept
