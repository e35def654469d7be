"""Every night the signatures are counted again; what does not agree is told, never repaired."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from cms.core.site_settings import SiteSettings
from cms.mail.models import OutboxMail
from network.letters.counting.recount import recount, recount_and_alarm
from network.letters.counting.sequencing import sequence
from network.letters.models import Tally
from tests.factories import SignatureFactory
from tests.letters.rows import bare_letter, counts, many_signatures

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    letter = bare_letter()
    many_signatures(letter, 3)
    many_signatures(letter, 2, hidden=True)
    SignatureFactory(letter=letter, of_organisation=True)
    sequence()
    return letter


def execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_all_is_well(letter, capsys):
    many_signatures(letter, 2)  # not counted yet: the sequencer has two seconds
    assert recount() == []
    call_command("recount_letters")
    assert capsys.readouterr().out == "Tally, signatures and log agree.\n"


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("UPDATE letters_tally SET people = people + 1", "says 4 people, the rows say 3"),
        ("UPDATE letters_tally SET last_serial = 9", "the tally says 9"),
        ("UPDATE letters_signature SET serial = 77 WHERE serial = 2", "up to number 77"),
        ("DELETE FROM letters_logentry WHERE sequence = 6", "has 5 entries"),
        ("DELETE FROM letters_logentry WHERE sequence = 2", "does not hold at entry 3"),
        ("UPDATE letters_logentry SET happening = 'withdrawn' WHERE sequence = 1", "does not hold at entry 1"),
        ("UPDATE letters_signature SET state = 'withdrawn' WHERE serial = 1", "1 signatures of letter"),
        ("UPDATE letters_signature SET display = 'hidden' WHERE serial = 1", "are hidden_people, not people"),
        ("UPDATE letters_signature SET counted_as = '' WHERE serial = 1", "the rows say 2"),
    ],
)
def test_what_somebody_changed_is_found_and_left_as_it_is(letter, damage, words, capsys):
    execute(damage)
    found = recount()
    assert words in " ".join(difference.words for difference in found)
    with pytest.raises(SystemExit) as ended:
        call_command("recount_letters")
    assert ended.value.code == 1
    assert capsys.readouterr().out.splitlines() == [difference.words for difference in found]
    assert recount() == found


def test_a_signature_that_is_never_counted_is_found(letter):
    many_signatures(letter, 1, confirmed_at=timezone.now() - datetime.timedelta(minutes=11))
    assert [difference.words for difference in recount()] == [f"1 signatures of letter {letter.pk} wait to be counted"]


def test_the_secretariat_is_told_once_a_day_and_by_numbers_alone(letter, caplog):
    settings = SiteSettings.load()
    settings.email = "secretariat@example.org"
    settings.save()
    assert recount_and_alarm() == []
    Tally.objects.update(people=9)
    for _time in range(2):
        recount_and_alarm()
    mail = OutboxMail.objects.get()
    assert mail.recipient == "secretariat@example.org"
    assert letter.title in mail.text
    assert "says 9 people" in caplog.text
    assert "Signatory" not in mail.text + caplog.text
    assert counts(letter)["people"] == 9


def test_a_letter_that_nobody_has_signed_agrees():
    bare_letter()
    assert recount() == []
