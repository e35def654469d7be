"""What readers are told of a decision, in whole sentences of both languages."""

import datetime

import pytest
from django.utils.translation import override

from network.agreement import wording
from network.agreement.enums import EventKind, RoundState, TextKind, Voice
from network.agreement.events import AgreementEvent
from network.agreement.policies import AgreementPolicy
from network.agreement.rounds import AgreementRound

UTC = datetime.UTC
EVENING = datetime.datetime(2027, 3, 2, 21, 30, tzinfo=UTC)  # in Tbilisi the next day has begun


def decision(**values: object) -> AgreementRound:
    """Return a decision in the Network's name: 14 of 17 members agreed."""
    counts = {"roll_size": 17, "agree_count": 14, "aside_count": 1, "abstain_count": 2}
    return AgreementRound(
        **{"pk": 14, "number": 2, "kind": TextKind.STATEMENT, "voice": Voice.NETWORK, "published_at": EVENING, **counts}
        | {"closes_at": EVENING, "closed_at": EVENING, "state": RoundState.PUBLISHED, **values}
    )


def policy(**values: object) -> AgreementPolicy:
    return AgreementPolicy(kind=TextKind.STATEMENT, version=2, window_hours=168, **values)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Agreed by 14 of 17 members"),
        ({"agree_count": 17}, "Agreed by all 17 members"),
        ({"agree_count": 1}, "Agreed by 1 of 17 members"),
        ({"agree_count": 1, "roll_size": 1}, "Agreed by 1 of 1 member"),
        ({"voice": Voice.LISTED, "roll_size": 3, "agree_count": 3}, "Agreed by each of the members listed: 3"),
        ({"voice": Voice.LISTED, "roll_size": 3, "agree_count": 2}, "Agreed by 2 of the 3 members listed"),
        ({"voice": Voice.MEMBER, "roll_size": 1, "agree_count": 1}, "Agreed by the member in whose name it stands"),
    ],
)
def test_the_result_is_said_for_each_voice(values: dict, words: str) -> None:
    with override("en"):
        assert wording.result(decision(**values)) == words


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("total", [1, 2, 5, 17, 300])
def test_numbers_stand_in_every_language(language: str, total: int) -> None:
    with override(language):
        words = wording.result(decision(roll_size=total, agree_count=total - 1))
    assert str(total) in words
    assert str(total - 1) in words


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("voice", Voice.values)
def test_every_sentence_can_be_said(language: str, voice: str) -> None:
    with override(language):
        for state in RoundState.values:
            asked = decision(state=state, voice=voice, object_count=1, ended_at=EVENING)
            said = [wording.summary(asked), wording.earlier(asked), wording.closing(asked), wording.question(voice)]
            said += [wording.standing(asked), wording.kind_of_text(asked)]
            assert not any("%" in sentence for sentence in said)
        for kind in (*EventKind.values, "of an older version"):
            assert "%" not in wording.happening(AgreementEvent(kind=kind, data={}))
        rules = wording.procedure(policy(quorum_percent=50, tacit_consent=False), voice)
        assert not any("%(" in sentence for sentence in rules)


def test_days_are_those_of_tbilisi() -> None:
    with override("en"):
        assert wording.day(EVENING) == "3\u00a0March 2027"
        assert wording.moment(EVENING) == "3\u00a0March 2027, 01:30"
    with override("ka"):
        assert wording.day(EVENING) == "3\u00a0მარტი, 2027"
    assert wording.day(None) == wording.moment(None) == ""


def test_silence_is_never_called_support() -> None:
    with override("en"):
        summary = wording.summary(decision(agree_count=5, silent_count=9))
        assert "no answer: 9" in summary
        assert "Agreed by 5 of 17" in summary
        assert "Silence does not block, and is never counted as support." in wording.procedure(policy(), Voice.NETWORK)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ((1, 3), "At least a third of the roll agrees."),
        ((2, 3), "At least two thirds of the roll agree."),
        ((3, 5), "Must agree: at least 3/5 of the roll."),
    ],
)
def test_the_procedure_says_its_own_rule(parts: tuple[int, int], words: str) -> None:
    rules = policy(agrees_numerator=parts[0], agrees_denominator=parts[1], tacit_consent=False, quorum_percent=50)
    with override("en"):
        said = wording.procedure(rules, Voice.NETWORK)
    assert words in said
    assert "Must answer: at least 50 % of the roll." in said
    assert "Every member on the roll must have answered." in said
    assert "Silence does not block, and is never counted as support." not in said


@pytest.mark.parametrize(
    ("hours", "words"), [(24, "24 hours"), (72, "3 days"), (168, "7 days"), (30, "30 hours"), (1, "1 hour")]
)
def test_the_time_to_answer_is_said_in_days_or_hours(hours: int, words: str) -> None:
    with override("en"):
        assert wording.window(hours) == f"Time to answer: {words}."


def test_a_fingerprint_is_cut_into_groups_of_four() -> None:
    assert wording.groups("3f9a12c4354b") == ["3f9a", "12c4", "354b"]
    assert wording.short("3f9a12c4354b") == "3f9a 12c4"


def test_what_a_log_entry_holds_cannot_break_its_sentence() -> None:
    with override("en"):
        assert wording.happening(AgreementEvent(kind="extended", data={"until": "never"})) == (
            "Deadline extended. New deadline: –."
        )
        assert "not known" in wording.happening(AgreementEvent(kind="closed", data={"outcome": "?"}))
        assert wording.happening(AgreementEvent(kind="answered", data={}), 5) == "Answers received: 5."
