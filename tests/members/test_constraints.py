"""What the database itself refuses, and how it is said in words."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from cms.core.dates import FuzzyDate
from network.members.models import Membership, mandates_of
from tests.factories import MandateFactory, MembershipFactory, OrganisationFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


def refused(make, **values) -> bool:
    try:
        with transaction.atomic():
            make(**values)
    except IntegrityError:
        return True
    return False


def test_a_member_is_an_organisation_or_a_person() -> None:
    both = Membership(organisation=OrganisationFactory(), person=PersonFactory())
    for membership in (both, Membership()):
        with override("en"), pytest.raises(ValidationError, match="an organisation or a person"):
            membership.full_clean()
    assert refused(MembershipFactory, person=PersonFactory())
    assert refused(MembershipFactory, organisation=None)
    MembershipFactory(of_person=True).full_clean()


@pytest.mark.parametrize("subject", ["organisation", "person"])
def test_one_current_membership_each(subject: str) -> None:
    record = {"organisation": OrganisationFactory, "person": PersonFactory}[subject]()
    other = "person" if subject == "organisation" else "organisation"
    former = MembershipFactory(**{subject: record, other: None, "left": "2020"})
    MembershipFactory(**{subject: record, other: None})
    assert refused(MembershipFactory, **{subject: record, other: None})
    former.left = None
    with override("en"), pytest.raises(ValidationError, match="already"):
        former.full_clean()


def test_one_primary_mandate_and_one_mandate_each() -> None:
    first = MandateFactory()
    assert refused(MandateFactory, membership=first.membership)
    deputy = MandateFactory(membership=first.membership, deputy=True)
    assert MandateFactory(membership=first.membership, deputy=True).pk
    assert refused(MandateFactory, membership=first.membership, user=deputy.user, deputy=True)
    MandateFactory(user=first.user)
    first.revoked_at = timezone.now()
    first.save()
    assert MandateFactory(membership=first.membership).is_valid
    today = timezone.localdate()
    assert refused(MandateFactory, starts_on=today, ends_on=today - datetime.timedelta(days=1))


def test_who_is_asked() -> None:
    silent = MembershipFactory()
    spoken_for = MandateFactory().membership
    hidden = MandateFactory(membership=MembershipFactory(visibility="members")).membership
    MandateFactory(membership=MembershipFactory(left="2024"))
    retired = MandateFactory(revoked_at=timezone.now()).membership
    assert set(Membership.objects.current()) == {silent, spoken_for, hidden, retired}
    assert set(Membership.objects.public()) == {silent, spoken_for, retired}
    assert set(Membership.objects.without_representative()) == {silent, retired}


def test_a_user_may_speak_for_several() -> None:
    mandate = MandateFactory()
    second = MandateFactory(user=mandate.user, deputy=True)
    assert set(mandates_of(mandate.user)) == {mandate, second}
    assert not mandates_of(UserFactory.build()).exists()


def test_names_and_order_follow_the_language() -> None:
    ours = MembershipFactory(organisation=OrganisationFactory(name_ka="ჰორიზონტი", name_en="Aim"))
    theirs = MembershipFactory(of_person=True, person=PersonFactory(name_ka="ანა", name_en="Zoe"))
    assert list(Membership.objects.alphabetical("ka")) == [theirs, ours]
    assert list(Membership.objects.alphabetical("en")) == [ours, theirs]
    with override("en"):
        assert (ours.name, str(theirs), ours.name_in("ka")) == ("Aim", "Zoe", "ჰორიზონტი")


def test_representatives_cost_the_same_for_one_and_for_many(django_assert_num_queries) -> None:
    for number in range(5):
        mandate = MandateFactory()
        if number:
            MandateFactory(membership=mandate.membership, deputy=True)
    with django_assert_num_queries(2):
        listed = [
            (member.name, [mandate.user.email for mandate in member.representatives])
            for member in Membership.objects.with_representatives()
        ]
    assert [len(names) for _member, names in listed] == [1, 2, 2, 2, 2]
    assert MandateFactory().membership.representatives[0].kind == "primary"


def test_leaving_is_not_announced() -> None:
    member = MembershipFactory(joined="2023")
    for left in (str(timezone.localdate().year + 1), "2022"):
        member.left = FuzzyDate.parse(left)
        with pytest.raises(ValidationError) as error:
            member.full_clean()
        assert set(error.value.error_dict) == {"left"}
    member.left = FuzzyDate.parse("2023")
    member.full_clean()
