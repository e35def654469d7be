"""Numbers, counts and the log of a letter follow its signatures: in order, once, within two seconds."""

import datetime
import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone, translation

from cms.mail.letters import Letter
from cms.mail.models import OutboxMail
from cms.mail.services import put
from network.letters.counting.recount import recount
from network.letters.counting.sequencing import sequence
from network.letters.enums import Display, Happening, Position, SignatureState
from network.letters.models import LogEntry, Tally
from tests.factories import SignatureFactory
from tests.factories.agreement import fresh
from tests.letters.rows import bare_letter, change, counts, many_signatures

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    return bare_letter()


def told(letter):
    return [(entry.serial, entry.happening) for entry in letter.log.order_by("sequence")]


def test_each_kind_is_counted_by_itself(letter):
    SignatureFactory(letter=letter)
    SignatureFactory(letter=letter, hidden=True)
    SignatureFactory(letter=letter, of_organisation=True)
    SignatureFactory(letter=letter, of_organisation=True, hidden=True)
    SignatureFactory(letter=letter, of_member=True)
    SignatureFactory(letter=letter, of_member=True, position=Position.ABSTAIN)
    SignatureFactory(letter=letter, of_member=True, position=Position.DECLINE)
    SignatureFactory(letter=letter, of_organisation=True, state=SignatureState.HELD)
    assert sequence() == 8
    assert sequence() == 0
    counted = ("people", "hidden_people", "organisations", "hidden_organisations", "members", "abstained", "declined")
    assert counts(letter) == dict.fromkeys(counted, 1)
    assert recount() == []


def test_numbers_follow_the_order_of_signing_and_stay(letter):
    now = timezone.now()
    late, early, middle = (
        SignatureFactory(letter=letter, confirmed_at=now - datetime.timedelta(minutes=ago)) for ago in (1, 3, 2)
    )
    sequence()
    assert [fresh(row).serial for row in (early, middle, late)] == [1, 2, 3]
    change(early, state=SignatureState.WITHDRAWN)
    later = SignatureFactory(letter=letter, confirmed_at=now - datetime.timedelta(minutes=9))
    sequence()
    assert (fresh(early).serial, fresh(later).serial) == (1, 4)
    change(early, state=SignatureState.ACTIVE, confirmed_at=timezone.now())
    sequence()
    assert fresh(early).serial == 1
    assert counts(letter) == {"people": 4}


def test_the_log_tells_what_happened_to_whom_by_number_alone(letter):
    signature = SignatureFactory(letter=letter, name="ნინო კაპანაძე")
    for values in (
        {},
        {"display": Display.HIDDEN},
        {"display": Display.PUBLIC},
        {"name": "ნინო კ."},
        {"state": SignatureState.INVALIDATED},
        {"state": SignatureState.ACTIVE},
        {"state": SignatureState.WITHDRAWN},
        {"state": SignatureState.ERASED},
        {"state": SignatureState.HELD},
    ):
        change(signature, **values)
        sequence()
    words = "SIGNED HIDDEN SHOWN CHANGED INVALIDATED SIGNED WITHDRAWN CHANGED"
    assert told(letter) == [(1, Happening[word]) for word in words.split()]
    assert "ნინო" not in str(list(letter.log.values()))
    assert counts(letter) == {}
    assert recount() == []


def test_what_was_never_counted_leaves_no_trace(letter):
    signature = SignatureFactory(letter=letter)
    change(signature, state=SignatureState.WITHDRAWN)
    assert sequence() == 1
    assert (counts(letter), told(letter), fresh(signature).serial) == ({}, [], None)


def test_a_member_says_something_else(letter):
    signature = SignatureFactory(letter=letter, of_member=True)
    for values in ({}, {"position": Position.ABSTAIN}, {"position": Position.DECLINE}, {"position": Position.SIGN}):
        change(signature, **values)
        sequence()
    change(signature, state=SignatureState.CONTESTED)
    sequence()
    assert [what for _number, what in told(letter)] == ["signed", "abstained", "declined", "signed", "contested"]
    assert counts(letter) == {"invalidated": 1}
    assert recount() == []


def test_who_has_a_receipt_finds_the_signature_in_the_log(letter):
    """The recipe of `chain.commitment`, followed by somebody who has no code of ours."""
    person = SignatureFactory(letter=letter, name="ნინო კაპანაძე", salt="")
    member = SignatureFactory(letter=letter, of_member=True)
    with translation.override("en"):
        sequence()
    for signature, kind, name in (
        (fresh(person), "person", "ნინო კაპანაძე"),
        (fresh(member), "member", member.membership.name_in("ka")),
    ):
        assert len(signature.salt) == 32
        receipt = (
            f'{{"fingerprint":"{letter.version.fingerprint}","kind":"{kind}","letter":{letter.pk},'
            f'"name":{json.dumps(name, ensure_ascii=False)},"salt":"{signature.salt}","serial":{signature.serial}}}'
        )
        entry = letter.log.get(serial=signature.serial)
        assert entry.commitment == hashlib.sha256(receipt.encode()).hexdigest()


def test_a_log_that_somebody_changed_does_not_hold(letter):
    SignatureFactory.create_batch(3, letter=letter)
    sequence()
    with pytest.raises(TypeError):
        LogEntry.objects.update(serial=7)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE letters_logentry SET serial = 7 WHERE sequence = 2")
    assert f"the log of letter {letter.pk} does not hold at entry 2" in [found.words for found in recount()]


def test_one_bad_letter_keeps_no_other_from_being_counted(caplog):
    bad = SignatureFactory(letter=bare_letter(), kind="ghost")
    good = SignatureFactory(letter=bare_letter())
    assert sequence() == 1
    assert "letter not counted" in caplog.text
    assert (fresh(bad).is_counted, fresh(good).is_counted) == (False, True)
    assert counts(good.letter) == {"people": 1}


def test_a_lost_tally_goes_on_where_the_rows_are(letter):
    SignatureFactory.create_batch(2, letter=letter)
    sequence()
    Tally.objects.all().delete()
    newest = SignatureFactory(letter=letter)
    sequence()
    assert fresh(newest).serial == 3
    assert counts(letter) == {"people": 3}
    assert recount() == []


def test_it_asks_as_often_for_a_thousand_as_for_one(letter, django_assert_max_num_queries):
    SignatureFactory.create_batch(3, letter=letter)
    sequence()
    many_signatures(letter, 1000)
    with django_assert_max_num_queries(10 + 1000 * 2 // 100):
        assert sequence() == 1000


def test_the_command_counts_once_on_demand(letter):
    SignatureFactory(letter=letter)
    call_command("sequence_letters", once=True)
    assert counts(letter) == {"people": 1}


@pytest.mark.django_db(transaction=True)
def test_the_command_counts_within_two_seconds_sends_mails_and_ends_when_told():
    letter = bare_letter()
    name = connection.settings_dict["NAME"]
    url = f"sqlite:///{name}"
    if connection.vendor == "postgresql":
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "sequence_letters"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "cms.settings.test"},
    )
    try:
        SignatureFactory(letter=letter)
        _wait_for(letter, 1, 60)  # the process needs a while to begin
        for number in (2, 3):
            SignatureFactory(letter=letter)
            assert _wait_for(letter, number, 10) <= 2
        put(
            key="somebody:waits",
            to="signer@example.org",
            language="en",
            letter=Letter("Confirm", "Here is the link.", ""),
        )
        _until(OutboxMail.objects.filter(key="somebody:waits", sent_at__isnull=False).exists, 10)
    finally:
        process.terminate()
        assert process.wait(timeout=30) == 0


def _wait_for(letter, number, seconds):
    """Return how many seconds it takes until so many people are counted."""
    return _until(Tally.objects.filter(letter=letter, people=number).exists, seconds)


def _until(is_so, seconds):
    """Return how many seconds it takes until something is so."""
    begun = time.monotonic()
    while not is_so():
        assert time.monotonic() - begun < seconds
        time.sleep(0.05)
    return time.monotonic() - begun
