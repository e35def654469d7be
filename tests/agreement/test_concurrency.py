"""Several people at the same moment, each in a thread and on a connection of its own."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from network.agreement import answering, publishing
from network.agreement.answers import Answer
from network.agreement.enums import EventKind, RoundState, Stance
from network.agreement.events import AgreementEvent, first_broken_entry
from network.agreement.models import AgreementRound, Certificate
from network.agreement.services import AgreementNotPossible, close_due_rounds, publish, withdraw
from tests.factories.agreement import asked_round, bilingual_draft, fresh, members

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Do all works at the same moment; return what each has returned or raised."""
    results: list[Any] = [None] * len(works)
    start = threading.Barrier(len(works))

    def run(number: int) -> None:
        try:
            start.wait(timeout=20)
            results[number] = works[number]()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    return results


@pytest.fixture
def slow_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let time pass between an answer and its counting, so that without a lock both would miss the other's."""
    genuine = answering.settle

    def settle(*args: Any) -> bool:
        time.sleep(0.3)
        return genuine(*args)

    monkeypatch.setattr(answering, "settle", settle)


def times(asked: AgreementRound, kind: str) -> int:
    return AgreementEvent.objects.filter(round=asked, kind=kind).count()


@pytest.mark.usefixtures("slow_counting")
def test_two_simultaneous_last_answers_close_a_round_once() -> None:
    held = members(3)
    asked = asked_round()
    held[0].answer(asked)
    results = at_once(*(lambda member=member: member.answer(asked) for member in held[1:]))
    assert [type(result) for result in results] == [Answer, Answer], results
    assert fresh(asked).state == RoundState.PUBLISHED
    assert fresh(asked).agree_count == 3
    assert times(asked, EventKind.CLOSED) == times(asked, EventKind.PUBLISHED) == 1
    assert first_broken_entry() is None


@pytest.mark.usefixtures("slow_counting")
def test_two_representatives_at_once_leave_one_counting_answer() -> None:
    member, _other = members(2)
    deputy = member.deputy()
    asked = asked_round()
    results = at_once(lambda: member.answer(asked), lambda: deputy.answer(asked, Stance.ABSTAIN))
    given = [result for result in results if isinstance(result, Answer)]
    assert given, results
    assert all(getattr(result, "code", "") == "collision" for result in results if result not in given)
    assert Answer.objects.filter(round_member__round=asked, counts=True).count() == 1
    assert Answer.objects.filter(round_member__round=asked).count() == len(given)


def test_a_double_click_is_one_answer() -> None:
    member, _other = members(2)
    asked = asked_round()
    results = at_once(*[lambda: member.answer(asked)] * 3)
    assert all(isinstance(result, Answer) for result in results), results
    assert Answer.objects.count() == times(asked, EventKind.ANSWERED) == 1


def test_a_text_is_asked_about_once_though_two_submit_it() -> None:
    members(1)
    page = bilingual_draft()
    results = at_once(lambda: asked_round(page), lambda: asked_round(page.counterpart))
    assert sorted(type(result).__name__ for result in results) == ["AgreementNotPossible", "AgreementRound"], results
    assert isinstance(next(result for result in results if isinstance(result, Exception)), AgreementNotPossible)
    assert AgreementRound.objects.count() == 1


def test_two_runs_of_the_periodic_job_close_and_publish_once() -> None:
    first, *_others = members(2)
    asked = asked_round()
    first.answer(asked)
    closed = at_once(*[lambda: close_due_rounds(asked.closes_at)] * 3)
    assert not [result for result in closed if isinstance(result, Exception)], closed
    assert fresh(asked).state == RoundState.PUBLISHED
    assert times(asked, EventKind.CLOSED) == times(asked, EventKind.PUBLISHED) == 1
    assert Certificate.objects.valid().count() == 2


def test_publication_and_withdrawal_at_once_end_in_one_of_the_two(monkeypatch: pytest.MonkeyPatch) -> None:
    (member,) = members(1)
    asked = asked_round()
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "publish", lambda **details: None)
        member.answer(asked)
    results = at_once(lambda: publish(round_id=asked.pk), lambda: withdraw(round_id=asked.pk, by=None))
    assert not [result for result in results if isinstance(result, Exception)], results
    ended = fresh(asked).state
    assert ended in (RoundState.PUBLISHED, RoundState.WITHDRAWN)
    live = {text.page.specific.live for text in asked.texts.all()}
    assert live == {ended == RoundState.PUBLISHED}
    assert times(asked, EventKind.PUBLISHED) + times(asked, EventKind.WITHDRAWN) == 1
