"""What is kept how long, and what happens when two press at once."""

import datetime
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from cms.mail.models import OutboxMail
from network.initiatives import periodic
from network.initiatives.enums import InitiativeState
from network.initiatives.models import CoSponsor, Initiative, InitiativeDocument
from network.initiatives.speaking import InitiativeRefused
from network.initiatives.supporting import support
from tests.factories import InitiativeFactory, NewsIndexPageFactory, UserFactory
from tests.factories.agreement import Member, members
from tests.factories.initiatives import answered, begun
from tests.factories.pages import translate

YEAR = datetime.timedelta(days=365)


def document(initiative: Initiative) -> InitiativeDocument:
    file = ContentFile(b"%PDF-1.4\n%%EOF\n", name="note.pdf")
    made: InitiativeDocument = InitiativeDocument.objects.create(initiative=initiative, name="Note", file=file)
    return made


@pytest.mark.django_db(transaction=True)
def test_documents_go_a_year_after_the_end_and_people_after_three(private_root: Path) -> None:
    user, now = UserFactory(), timezone.now()
    ended = {"state": InitiativeState.WITHDRAWN, "user": user}
    old = InitiativeFactory(**ended, ended_at=now - 3 * YEAR - YEAR / 365)
    newer = InitiativeFactory(**ended, ended_at=now - YEAR / 2)
    running = InitiativeFactory(user=user, brought_at=now - 5 * YEAR)
    for initiative in (old, newer, running):
        document(initiative)
    CoSponsor.objects.create(initiative=old, membership=members(1)[0].membership, user=user)
    periodic.keep_no_longer_than_told()
    assert set(InitiativeDocument.objects.values_list("initiative", flat=True)) == {newer.pk, running.pk}
    assert len([path for path in private_root.rglob("*.pdf") if path.is_file()]) == 2
    assert set(Initiative.objects.filter(user=None)) == {old}
    assert list(CoSponsor.objects.values_list("user", flat=True)) == [None]
    old.refresh_from_db()
    assert old.title
    assert old.membership


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Do things in threads that start together; return what each returned or raised."""
    barrier, results = threading.Barrier(len(works)), [None] * len(works)

    def run(number: int, work: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            results[number] = work()
        except InitiativeRefused as refused:
            results[number] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number, work)) for number, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_begin_one_text() -> None:
    translate(NewsIndexPageFactory(), title="News")
    initiative = answered(InitiativeFactory())
    users = [UserFactory(), UserFactory()]
    results = at_once(*(lambda user=user: begun(initiative, by=user) for user in users))
    assert sorted(isinstance(result, InitiativeRefused) for result in results) == [False, True]
    pages = next(result for result in results if not isinstance(result, InitiativeRefused))
    assert Initiative.objects.get().translation_key == pages["ka"].translation_key
    assert pages["ka"].get_siblings().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_representatives_of_one_member_stand_by_it_once() -> None:
    initiative, member = InitiativeFactory(), members(1)[0]
    both: list[Member] = [member, member.deputy()]
    said = [lambda one=one: support(initiative=initiative, membership=member.membership, by=one.user) for one in both]
    assert sorted(at_once(*said)) == [False, True]
    assert CoSponsor.objects.count() == 1
    assert OutboxMail.objects.count() <= 1
