"""Initiatives in each of their states."""

import datetime
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from network.initiatives.answering import answer, begin_text, promise
from network.initiatives.bringing import bring
from network.initiatives.enums import InitiativeState
from network.initiatives.models import CoSponsor, Initiative
from tests.factories.members import MembershipFactory
from tests.factories.users import UserFactory

REASON = "The committee decides in March, and we were asked for a position."


class InitiativeFactory(DjangoModelFactory):
    """What a member has brought in English, waiting for an answer; ``draft=True`` for one that nobody else sees."""

    membership = factory.SubFactory(MembershipFactory)
    title_en = factory.Sequence(lambda number: f"Initiative {number + 1}")
    text_en = "Seasonal workers need written contracts.\n\nThe Network should say so before the committee decides."
    state = InitiativeState.OPEN
    brought_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = Initiative

    class Params:
        draft = factory.Trait(state=InitiativeState.DRAFT, brought_at=None)


class CoSponsorFactory(DjangoModelFactory):
    """Another member stands by an initiative."""

    initiative = factory.SubFactory(InitiativeFactory)
    membership = factory.SubFactory(MembershipFactory)

    class Meta:
        model = CoSponsor


def brought(member: Any, **details: Any) -> Initiative:
    """Return an initiative that a member (``tests.factories.agreement.Member``) has brought itself."""
    draft = InitiativeFactory(draft=True, membership=member.membership, **details)
    return bring(initiative=draft, by=member.user)


def promised(initiative: Initiative, days: int = 14) -> Initiative:
    """Promise an answer to an initiative."""
    promise(initiative=initiative, day=timezone.localdate() + datetime.timedelta(days=days))
    return Initiative.objects.get(pk=initiative.pk)


def answered(initiative: Initiative, *, taken_up: bool = True, by: Any = None) -> Initiative:
    """Answer an initiative, with a reason in English."""
    answer(initiative=initiative, taken_up=taken_up, reasons={"en": REASON, "ka": ""}, by=by or UserFactory())
    return Initiative.objects.get(pk=initiative.pk)


def begun(initiative: Initiative, kind: str = "statement", *, word: str = "", by: Any = None) -> dict[str, Any]:
    """Have the drafts made of an initiative that is taken up; return them by language."""
    return begin_text(initiative=initiative, kind=kind, word=word, by=by or UserFactory())
