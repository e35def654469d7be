"""Members that are asked about a text, and what a browser sends."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from network.agreement.answer_links import link_for
from network.agreement.models import AgreementRound
from tests.factories.agreement import Member, asked_round, members

Send = Callable[..., Any]


@pytest.fixture
def held(db: None) -> list[Member]:
    """Three members; their representatives' mails are in Georgian."""
    return members(3)


@pytest.fixture
def asked(held: list[Member]) -> AgreementRound:
    """An open round about a text in both languages."""
    return asked_round()


@pytest.fixture
def signed_in(client: Client, held: list[Member]) -> Client:
    """The representative of the first member."""
    client.force_login(held[0].user)
    return client


def question(asked: AgreementRound, member: Member, language: str = "ka") -> str:
    """Return the address at which a member answers."""
    return f"/{language}/desk/rounds/{asked.pk}/?member={member.membership.pk}"


def link(asked: AgreementRound, member: Member) -> str:
    """Return the path of a fresh link for a member's person."""
    mandate = member.user.mandates.select_related("user").get(membership=member.membership)
    return urlsplit(link_for(asked, mandate)).path


def answers(asked: AgreementRound) -> list[tuple[int, str, str]]:
    """Return what counts in a round: member, stance, way."""
    found = asked.roll.filter(answers__counts=True).order_by("pk")
    return list(found.values_list("membership", "answers__stance", "answers__channel"))
