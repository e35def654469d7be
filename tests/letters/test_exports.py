"""Files of a letter: which one is handed out, when it is made anew, and what is said when it cannot be."""

import errno
import io
import os
import re
import resource
import threading
import zipfile
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from network.letters.by_mail import managing
from network.letters.changes import names_removed
from network.letters.counting.sequencing import sequence
from network.letters.enums import Display
from network.letters.files import export_jobs, exports, pdf
from network.letters.models import Letter, LogEntry, Signature, Tally
from tests.factories import SignatureFactory
from tests.factories.letters import open_letter, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    found = open_letter()
    SignatureFactory(letter=found, name="First Signatory")
    return found


def address(letter, name="letter_pdf", language="en"):
    with override(language):
        return reverse(name, args=[letter.pk])


def read(client, letter, name="letter_pdf"):
    response = client.get(address(letter, name))
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def text_of(data: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))


def files_of(letter):
    return sorted(path.name for path in exports.folder_of(letter.pk).iterdir() if path.suffix in (".pdf", ".zip"))


def take_back(signature):
    assert managing.withdraw(signature_id=signature.pk)


def test_the_pdf_is_handed_out_in_the_language_of_the_address(client, letter):
    response = client.get(address(letter))
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "no-cache"
    assert "noindex" in response["X-Robots-Tag"]
    assert re.search(rf"letter-{letter.pk}-[\d-]+-en\.pdf", response["Content-Disposition"])
    assert "First Signatory" in text_of(b"".join(response.streaming_content))
    assert client.get(address(letter, language="ka")).headers["Content-Disposition"].endswith('-ka.pdf"')
    assert client.post(address(letter)).status_code == 405


def test_it_is_made_once_as_long_as_nothing_changes(client, letter):
    read(client, letter)
    made = exports.folder_of(letter.pk) / files_of(letter)[0]
    before = made.stat().st_mtime_ns
    read(client, letter)
    assert made.stat().st_mtime_ns == before
    assert made.stat().st_mode & 0o777 == 0o600
    assert made.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("name", ["letter_pdf", "letter_bundle", "letter_csv", "letter_json"])
def test_a_name_that_is_taken_back_is_gone_at_once(client, letter, name):
    gone = SignatureFactory(letter=letter, name="Sorry Signatory")
    assert "Sorry Signatory" in said(read(client, letter, name))
    take_back(gone)
    after = said(read(client, letter, name))
    assert "Sorry Signatory" not in after
    assert "First Signatory" in after


def test_a_name_that_is_hidden_or_erased_is_gone_at_once_too(client, letter):
    hidden, erased = (SignatureFactory(letter=letter, name=name) for name in ("Shy Signatory", "Forgotten Signatory"))
    read(client, letter)
    managing.set_display(signature_id=hidden.pk, display=Display.HIDDEN)
    managing.erase(signature_id=erased.pk)
    text = text_of(read(client, letter))
    assert "Shy" not in text
    assert "Forgotten" not in text
    assert "First Signatory" in text


def said(data: bytes) -> str:
    """Return the words of a file of any kind, and of the files within it."""
    if data.startswith(b"%PDF-"):
        return text_of(data)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(said(archive.read(name)) for name in archive.namelist())
    return data.decode()


def test_a_name_taken_back_while_the_file_is_made_is_not_in_what_is_handed_out(client, letter, monkeypatch):
    gone = SignatureFactory(letter=letter, name="Sorry Signatory")
    real, made = pdf.pdf_of, []

    def slow(roll):
        if not made:
            take_back(gone)
        made.append(real(roll))
        return made[-1]

    monkeypatch.setattr(exports, "pdf_of", slow)
    handed_out = read(client, letter)
    assert "Sorry Signatory" in text_of(made[0])
    assert "Sorry Signatory" not in text_of(handed_out)
    assert len(made) == 2
    assert len(files_of(letter)) == 1


def test_new_names_may_lag_a_minute(client, letter):
    sequence(letter.pk)
    read(client, letter)
    SignatureFactory(letter=letter, name="Second Signatory")
    sequence(letter.pk)
    assert "Second Signatory" not in text_of(read(client, letter))
    for name in files_of(letter):
        path = exports.folder_of(letter.pk) / name
        os.utime(path, (path.stat().st_mtime - exports.MAY_LAG - 1,) * 2)
    assert "Second Signatory" in text_of(read(client, letter))
    assert len(files_of(letter)) == 1


def test_what_was_made_before_a_restore_is_not_handed_out_after_it(client, letter):
    SignatureFactory(letter=letter, name="Sorry Signatory")
    sequence(letter.pk)
    read(client, letter)
    # The restored database counts removals from an earlier number, and comes to the same one by another name.
    Signature.objects.filter(name="Sorry Signatory").delete()
    LogEntry.objects.filter(sequence=2).delete()
    first = LogEntry.objects.get()
    Tally.objects.filter(letter=letter).update(last_sequence=1, last_hash=first.hash, people=1, last_serial=1)
    SignatureFactory(letter=letter, name="Third Signatory")
    sequence(letter.pk)
    text = text_of(read(client, letter))
    assert "Sorry Signatory" not in text
    assert "Third Signatory" in text


def test_a_large_letter_is_done_by_the_periodic_job(client, letter, monkeypatch):
    monkeypatch.setattr(exports, "SMALL", 0)
    Tally.objects.update_or_create(letter=letter, defaults={"people": 1})
    response = client.get(address(letter))
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "The file is being made" in response.content.decode()
    assert address(letter, "letter_signatories") in response.content.decode()
    export_jobs.keep_files()
    assert "First Signatory" in text_of(read(client, letter))
    gone = SignatureFactory(letter=letter, name="Sorry Signatory")
    take_back(gone)
    assert client.get(address(letter)).status_code == 503
    export_jobs.keep_files()
    assert len(files_of(letter)) == 1
    assert client.get(address(letter)).status_code == 200


def test_the_job_removes_what_must_not_be_handed_out(client, letter):
    read(client, letter)
    left = exports.folder_of(letter.pk) / "pdf-ka-v1-r0-q0-000000000000.pdf.part"
    left.touch()
    os.utime(left, (0, 0))
    names_removed(letter.pk)
    export_jobs.keep_files()
    assert files_of(letter) == []
    assert not left.exists()
    read(client, letter)
    page_of(letter, "ka").unpublish()
    page_of(letter, "en").unpublish()
    assert client.get(address(letter)).status_code == 404
    export_jobs.keep_files()
    assert files_of(letter) == []


@pytest.mark.parametrize("name", ["letter_pdf", "letter_bundle", "letter_csv", "letter_json"])
def test_there_are_no_files_of_a_letter_that_is_not_public(client, name):
    draft = Letter.objects.create(translation_key="0" * 32)
    assert client.get(address(draft, name)).status_code == 404
    draft.pk = 999999
    assert client.get(address(draft, name)).status_code == 404


def test_a_full_disk_is_said_in_words_and_nothing_half_written_is_handed_out(client, letter):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))
    try:
        with pytest.raises(exports.ExportFailed):
            exports.make(letter.pk, "pdf-en")
        response = client.get(address(letter))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert response.status_code == 503
    assert response["Retry-After"] == "600"
    assert "The file could not be made" in response.content.decode()
    assert [path.name for path in exports.folder_of(letter.pk).iterdir()] == ["lock"]
    assert "First Signatory" in text_of(read(client, letter))


def test_a_full_disk_leaves_the_older_file_as_long_as_nobody_took_a_name_back(client, letter, monkeypatch):
    read(client, letter)
    path = exports.folder_of(letter.pk) / files_of(letter)[0]
    os.utime(path, (0, 0))

    def full(*args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "First Signatory" in text_of(read(client, letter))
    names_removed(letter.pk)
    assert client.get(address(letter)).status_code == 503


def test_what_the_compiler_says_is_not_logged(client, letter, monkeypatch, caplog):
    monkeypatch.setattr(pdf, "_COMPILER", Path("/nowhere/First Signatory"))
    assert client.get(address(letter)).status_code == 503
    assert "PdfFailed" in caplog.text
    assert "First Signatory" not in caplog.text


def test_many_who_ask_at_once_get_one_file(letter, monkeypatch):
    rolls, stand = exports.roll.read_rolls(letter.pk), exports.stand_of(letter.pk)
    real, made, results = pdf.pdf_of, [], []
    # The threads share no transaction with this test, so they are told what they would read.
    monkeypatch.setattr(exports.roll, "read_rolls", lambda letter_id: rolls)
    monkeypatch.setattr(exports, "stand_of", lambda letter_id: stand)
    monkeypatch.setattr(exports, "pdf_of", lambda roll: made.append(roll.language) or real(roll))
    asking = [
        threading.Thread(target=lambda: results.append(exports.pdf_file(letter.pk, "ka").file.read()[:5]))
        for _number in range(6)
    ]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert results == [b"%PDF-"] * 6
    assert made == ["ka"]
