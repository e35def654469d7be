"""Handing a mandate over: proposing, taking back, accepting; and what goes wrong on the way."""

import datetime
from threading import Barrier, Thread

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from cms.core.models import SiteSettings
from cms.mail.models import OutboxMail
from cms.users.models import User
from network.members import services
from network.members.enums import EndReason, MandateKind, SuccessionState
from network.members.models import Mandate, Membership, Succession, mandates_of
from tests.factories import MandateFactory, UserFactory
from tests.members.conftest import mails, token_in_mail

NEW = "new@example.org"


def propose(mandate: Mandate, email: str = NEW, **changes) -> Succession:
    given = {"name": "Giorgi Successor", "language": "ka"} | changes
    return services.propose_successor(mandate=mandate, email=email, **given)


@pytest.mark.django_db
def test_in_two_steps() -> None:
    settings = SiteSettings.load()
    settings.email = "office@network.example"
    settings.save()
    mandate = MandateFactory(membership__contact_email="member@example.org")
    succession = propose(mandate)
    token = token_in_mail()
    assert mandates_of(mandate.user).exists()
    assert token not in str(Succession.objects.values())
    assert not User.objects.filter(email=NEW).exists()

    services.accept_succession(token=token)
    successor = Mandate.objects.valid().get(membership=mandate.membership)
    assert (successor.user.email, successor.kind) == (NEW, MandateKind.PRIMARY)
    assert successor.granted_by == mandate.user.get_full_name()
    assert not successor.user.has_usable_password()
    mandate.refresh_from_db()
    assert mandate.end_reason == EndReason.HANDED_OVER
    assert not mandate.user.__class__.objects.get(pk=mandate.user_id).is_active
    succession.refresh_from_db()
    assert (succession.state, succession.name, succession.email) == (SuccessionState.ACCEPTED, "", "")
    recorded = "members:mandate:mandate_recorded"
    assert mails() >= {
        ("member@example.org", f"{recorded}:member"),
        ("office@network.example", f"{recorded}:secretariat"),
        (mandate.user.email, f"{recorded}:predecessor"),
        (NEW, "members:mandate:mandate_granted:representative"),
    }


@pytest.mark.django_db
def test_the_predecessor_may_stay_as_deputy() -> None:
    mandate = MandateFactory()
    propose(mandate, stays_as_deputy=True)
    services.accept_succession(token=token_in_mail())
    kinds = {entry.user.email: entry.kind for entry in Mandate.objects.valid().select_related("user")}
    assert kinds == {NEW: MandateKind.PRIMARY, mandate.user.email: MandateKind.DEPUTY}
    assert User.objects.get(pk=mandate.user_id).is_active


@pytest.mark.django_db
def test_a_deputy_may_become_the_representative() -> None:
    mandate = MandateFactory()
    deputy = MandateFactory(membership=mandate.membership, deputy=True)
    propose(mandate, deputy.user.email.upper())
    services.accept_succession(token=token_in_mail())
    valid = Mandate.objects.valid().get()
    assert (valid.user, valid.kind) == (deputy.user, MandateKind.PRIMARY)


@pytest.mark.django_db
def test_bad_proposals() -> None:
    mandate = MandateFactory()
    deputy = MandateFactory(membership=mandate.membership, deputy=True)
    for refused, email, reason in (
        (mandate, mandate.user.email.upper(), services.OWN_ADDRESS),
        (deputy, mandate.user.email, services.SPEAKS_ALREADY),
    ):
        with pytest.raises(ValidationError) as error:
            propose(refused, email)
        assert error.value.message_dict == {"email": [str(reason)]}
    propose(mandate)
    with pytest.raises(ValidationError) as error:
        propose(mandate, "third@example.org")
    assert error.value.code == "waiting"
    assert OutboxMail.objects.count() == 1
    services.revoke_mandate(mandate=deputy, note="over")
    with pytest.raises(ValidationError) as error:
        propose(deputy)
    assert error.value.code == "ended"


@pytest.mark.django_db
def test_what_was_proposed_can_be_taken_back() -> None:
    mandate = MandateFactory()
    succession = propose(mandate)
    token = token_in_mail()
    assert services.withdraw_succession(succession=succession)
    assert not services.withdraw_succession(succession=succession)
    with pytest.raises(services.SuccessionClosed) as error:
        services.accept_succession(token=token)
    assert error.value.state == SuccessionState.WITHDRAWN
    assert mandates_of(mandate.user).exists()
    succession.refresh_from_db()
    assert succession.email == ""
    propose(mandate, "third@example.org")
    services.accept_succession(token=token_in_mail())
    assert not services.withdraw_succession(succession=Succession.objects.latest("pk"))


@pytest.mark.django_db
def test_a_link_lasts_fourteen_days() -> None:
    mandate = MandateFactory()
    propose(mandate)
    token, now = token_in_mail(), timezone.now()
    with time_machine.travel(now + datetime.timedelta(days=14, minutes=1), tick=False):
        with pytest.raises(services.SuccessionClosed) as error:
            services.accept_succession(token=token)
        assert error.value.state == SuccessionState.EXPIRED
        assert services.forget_proposals() == 1
        assert services.forget_proposals() == 0
        assert services.find_succession(token).state == SuccessionState.EXPIRED
        propose(mandate, "third@example.org")
        services.accept_succession(token=token_in_mail())
    assert not User.objects.filter(email=NEW).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("ends_it", ["revoked", "left", "closed"])
def test_a_mandate_that_ends_meanwhile_cannot_be_accepted(ends_it: str) -> None:
    mandate = MandateFactory()
    propose(mandate)
    token = token_in_mail()
    if ends_it == "revoked":
        services.revoke_mandate(mandate=mandate, note="over")
    elif ends_it == "left":
        Membership.objects.filter(pk=mandate.membership_id).update(left="2025")
    else:
        User.objects.filter(pk=mandate.user_id).update(is_active=False)
    with pytest.raises(services.SuccessionClosed):
        services.accept_succession(token=token)
    assert not User.objects.filter(email=NEW).exists()
    assert not Mandate.objects.valid().exists()


@pytest.mark.django_db
def test_foreign_tokens() -> None:
    propose(MandateFactory())
    token = token_in_mail()
    for wrong in ("", "x", token[:-1], token + "a", token.swapcase(), services.hash_of(token), "ა" * 500):
        with pytest.raises(services.SuccessionClosed) as error:
            services.accept_succession(token=wrong)
        assert error.value.state is None
    assert Mandate.objects.count() == 1


@pytest.mark.django_db
def test_a_double_click_makes_one_mandate() -> None:
    propose(MandateFactory())
    token = token_in_mail()
    first = services.accept_succession(token=token)
    assert services.accept_succession(token=token) == first
    assert Mandate.objects.valid().count() == 1
    assert OutboxMail.objects.filter(key__contains="mandate_granted").count() == 1


@pytest.mark.django_db
def test_a_successor_with_an_account_keeps_it() -> None:
    editor = UserFactory(email=NEW, groups=["Editors"], language="en")
    propose(MandateFactory(), name="Another Name")
    services.accept_succession(token=token_in_mail())
    editor.refresh_from_db()
    assert (editor.language, editor.first_name) == ("en", "")
    assert mandates_of(editor).exists()


def at_once(*works) -> list[BaseException | None]:
    """Do several things at the same moment, each in a thread and a connection of its own; return what each raised."""
    barrier, raised = Barrier(len(works)), [None] * len(works)

    def run(number: int, work) -> None:
        try:
            barrier.wait(10)
            work()
        except BaseException as error:
            raised[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=entry) for entry in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return raised


@pytest.mark.django_db(transaction=True)
def test_two_at_once_accept_once() -> None:
    mandate = MandateFactory()
    propose(mandate)
    token = token_in_mail()
    assert at_once(*[lambda: services.accept_succession(token=token)] * 4) == [None] * 4
    assert Mandate.objects.valid().count() == 1
    assert User.objects.filter(email=NEW).count() == 1


@pytest.mark.django_db(transaction=True)
def test_accepting_and_taking_back_at_once() -> None:
    mandate = MandateFactory()
    succession = propose(mandate)
    token = token_in_mail()
    refused, failed = at_once(
        lambda: services.accept_succession(token=token),
        lambda: services.withdraw_succession(succession=succession),
    )
    assert failed is None
    succession.refresh_from_db()
    assert bool(succession.accepted_at) != bool(succession.withdrawn_at)
    assert (refused is None) == bool(succession.accepted_at)
    assert Mandate.objects.valid().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_proposals_at_once_leave_one() -> None:
    mandate = MandateFactory()
    raised = at_once(lambda: propose(mandate, "one@example.org"), lambda: propose(mandate, "two@example.org"))
    assert [type(error) for error in raised if error] == [ValidationError]
    assert Succession.objects.count() == 1
