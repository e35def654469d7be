"""What was erased stays erased, also in a database that was restored from an older copy."""

import datetime
import json
import os
import resource
import stat
from pathlib import Path

import pytest
import time_machine
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from cms.core.periodic import registered_jobs
from network.letters.by_mail import managing
from network.letters.consents import ConsentText
from network.letters.counting import erasures, replaying, retention
from network.letters.counting.recount import recount
from network.letters.counting.sequencing import sequence
from network.letters.enums import ConsentPurpose, Display, SignatureState, TokenPurpose
from network.letters.erasure_notes import ErasureNote
from network.letters.models import Consent, Letter, LogEntry, Signature, Tally, Token
from network.letters.office.invalidating import Selection, invalidate, seal, undo
from tests.factories import SignatureFactory
from tests.factories.agreement import fresh
from tests.letters.rows import bare_letter, counts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def log(settings, tmp_path) -> Path:
    """The file of erasures."""
    settings.ERASURE_LOG = tmp_path / "kept" / "erasures.jsonl"
    return settings.ERASURE_LOG


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Do what follows a commit, after each block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def letter():
    return bare_letter()


def signed(letter, **values):
    """Return a public signature with its consents and its link."""
    row = SignatureFactory(letter=letter, confirmed_at=timezone.now() - datetime.timedelta(hours=1), **values)
    Signature.objects.filter(pk=row.pk).update(created_at=timezone.now() - datetime.timedelta(hours=2))
    for purpose in (ConsentPurpose.STORE, ConsentPurpose.SHOW_NAME):
        text = ConsentText.objects.newest("ka")[purpose]
        given = timezone.now() - datetime.timedelta(hours=1)
        Consent.objects.create(signature=row, purpose=purpose, text=text, given_at=given)
    Token.objects.create(signature=row, purpose=TokenPurpose.MANAGE, token_hash=f"manage-{row.pk}")
    return row


def lines(log):
    return [json.loads(line) for line in log.read_text().splitlines()]


class Copy:
    """An older copy of the rows, as a backup holds it."""

    def __init__(self):
        rows = [*Letter.objects.all(), *Signature.objects.all(), *Tally.objects.all()]
        rows += [*LogEntry.objects.all(), *Consent.objects.all(), *Token.objects.all()]
        self.text = serializers.serialize("json", rows)

    def restore(self):
        for model in (Token, Consent, LogEntry, Tally, Signature):
            model.objects.all().delete()
        for row in serializers.deserialize("json", self.text):
            row.save()


def names():
    return set(Signature.objects.exclude(name="").values_list("name", flat=True))


def test_a_restored_database_forgets_again(letter, log, commit, capsys):
    hides, withdraws, erases, _stays = (signed(letter, name=name) for name in ("Hides", "Withdraws", "Erases", "Stays"))
    sequence()
    backup = Copy()
    with commit():
        managing.set_display(signature_id=hides.pk, display=Display.HIDDEN)
    with commit():
        managing.withdraw(signature_id=withdraws.pk)
    with commit():
        managing.erase(signature_id=erases.pk)
    sequence()
    after = counts(letter)
    assert [line["what"] for line in lines(log)] == ["hidden", "withdrawn", "erased"]
    assert not ErasureNote.objects.exists()
    assert "Erases" not in log.read_text()
    assert "@" not in log.read_text()

    backup.restore()
    assert names() == {"Hides", "Withdraws", "Erases", "Stays"}
    call_command("replay_erasures")
    assert capsys.readouterr().out.splitlines() == ["erased: 1", "hidden: 1", "withdrawn: 1", "3 lines read."]
    assert names() == {"Hides", "Stays"}
    assert [row.name for row in Signature.objects.named()] == ["Stays"]
    assert (fresh(withdraws).state, fresh(withdraws).email) == (SignatureState.WITHDRAWN, "")
    erased = fresh(erases)
    assert (erased.state, erased.email, erased.salt) == (SignatureState.ERASED, "", "")
    assert erased.subject_key.startswith("erased:")
    assert not erased.tokens.exists()
    assert not erased.consents.exists()
    assert counts(letter) == after
    assert recount() == []
    assert fresh(letter).removals

    call_command("replay_erasures")
    assert capsys.readouterr().out.splitlines() == ["erased: 0", "hidden: 0", "withdrawn: 0", "3 lines read."]


def test_what_was_given_anew_after_an_erasure_stays(letter, log, commit):
    shows, signs = signed(letter, name="Shows"), signed(letter, name="Signs")
    with commit():
        managing.set_display(signature_id=shows.pk, display=Display.HIDDEN)
        managing.set_display(signature_id=shows.pk, display=Display.PUBLIC)
        managing.withdraw(signature_id=signs.pk)
    Signature.objects.filter(pk=signs.pk).update(
        name="Signs", state=SignatureState.ACTIVE, display=Display.PUBLIC, confirmed_at=timezone.now()
    )
    call_command("replay_erasures")
    assert {row.name for row in Signature.objects.named()} == {"Shows", "Signs"}


def test_names_that_were_invalidated_stay_out_of_sight(letter, log, commit):
    forged, restored = signed(letter, name="Forged"), signed(letter, name="Restored")
    backup = Copy()
    for row in (forged, restored):
        selection = Selection(letter.pk, numbers=(row.pk,))
        with commit():
            batch = invalidate(selection=selection, reason="Forged.", previewed=seal([row.pk]), by=None)
    with commit():
        undo(batch_id=batch.pk, by=None)
    assert [line["what"] for line in lines(log)] == ["hidden", "hidden", "shown"]
    backup.restore()
    call_command("replay_erasures")
    assert [row.name for row in Signature.objects.named()] == ["Restored"]


def test_numbers_that_were_given_out_again_are_other_people(letter, log):
    log.parent.mkdir()
    at = timezone.now() - datetime.timedelta(days=1)
    row = SignatureFactory(letter=letter)
    line = {"letter": letter.pk, "signature": row.pk, "what": "erased", "at": at.isoformat()}
    log.write_text(json.dumps(line) + "\n")
    call_command("replay_erasures")
    assert fresh(row).name == row.name


def test_an_anonymised_letter_is_anonymised_again(letter, log, commit):
    hidden = signed(letter, hidden=True)
    sequence()
    backup = Copy()
    with commit():
        retention.anonymise(letter_id=letter.pk)
    backup.restore()
    assert fresh(hidden).name
    assert fresh(letter).anonymised_at is None
    call_command("replay_erasures")
    assert (fresh(hidden).name, fresh(hidden).email) == ("", "")
    assert fresh(letter).anonymised_at is not None
    assert lines(log)[0] | {"at": ""} == {"letter": letter.pk, "signature": None, "what": "anonymised", "at": ""}


def test_nothing_is_noted_that_was_rolled_back(letter, log, commit):
    row = signed(letter)
    with commit(), transaction.atomic():
        managing.erase(signature_id=row.pk)
        transaction.set_rollback(True)
    assert not log.exists()
    assert not ErasureNote.objects.exists()


def test_a_full_disk_refuses_no_erasure_and_forgets_none(letter, log, commit, settings, caplog):
    row = signed(letter)
    settings.ERASURE_LOG = "/dev/full"
    with commit():
        assert managing.erase(signature_id=row.pk)
    assert fresh(row).name == ""
    assert "erasures not written to their file: OSError" in caplog.text
    assert ErasureNote.objects.count() == 1
    settings.ERASURE_LOG = log  # there is room again
    (job,) = [job for job in registered_jobs() if job.name == "letters.erasures"]
    job.work()
    assert [line["signature"] for line in lines(log)] == [row.pk]
    assert not ErasureNote.objects.exists()
    job.work()
    assert len(lines(log)) == 1


def test_a_disk_that_fills_up_leaves_no_half_line(tmp_path):
    path = tmp_path / "erasures.jsonl"
    path.write_bytes(b'{"whole": "line"}\n')
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (24, before[1]))
    try:
        with open(path, "ab", buffering=0) as file, pytest.raises(OSError, match="too large"):
            erasures._append(file, b'{"another": "line"}\n')
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert path.read_bytes() == b'{"whole": "line"}\n'


def test_the_file_is_its_owners_alone(letter, log, commit):
    row = signed(letter)
    with commit():
        managing.withdraw(signature_id=row.pk)
    assert stat.S_IMODE(os.stat(log).st_mode) == 0o600


def test_half_a_line_and_what_is_none_are_passed_over(letter, log, capsys):
    row = signed(letter)
    log.parent.mkdir()
    good = json.dumps({"letter": letter.pk, "signature": row.pk, "what": "erased", "at": timezone.now().isoformat()})
    log.write_text(f'{good[:30]}\n[]\n{{"letter": "x"}}\n{good}\n')
    call_command("replay_erasures")
    told = capsys.readouterr()
    assert "3 lines could not be read." in told.err
    assert "erased: 1" in told.out
    assert fresh(row).state == SignatureState.ERASED


def test_without_a_file_the_command_says_so(log):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("replay_erasures")


def test_many_are_noted_in_few_questions(letter, log, commit, django_assert_max_num_queries):
    rows = SignatureFactory.create_batch(40, letter=letter)
    with commit(), django_assert_max_num_queries(8):
        erasures.note_many([row.pk for row in rows], "hidden")
    assert len(lines(log)) == 40
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=1)):
        done = replaying.replay(entry for entry in replaying.read(log.read_text().splitlines()) if entry)
    assert done["hidden"] == 40
