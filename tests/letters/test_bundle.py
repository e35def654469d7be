"""The sealed bundle: whole, checkable by anybody as it says itself, and gone where a name was taken back."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pypdf import PdfReader

from network.agreement.content import digest
from network.letters.changes import CHANGED, names_removed
from network.letters.counting.sequencing import sequence
from network.letters.enums import SignatureState
from network.letters.files import bundle, export_jobs, sealed
from network.letters.models import Delivery, Letter, Signature
from tests.factories import SignatureFactory
from tests.factories.agreement import fresh
from tests.factories.letters import open_letter

pytestmark = pytest.mark.django_db

FILES = {
    "letter.ka.pdf", "letter.en.pdf", "text.ka.json", "text.en.json", "signatories.ka.csv", "signatories.en.csv",
    "signatories.ka.json", "signatories.en.json", "log.jsonl", "check.py", "README.txt", "manifest.json", "SHA256SUMS",
}  # fmt: skip


@pytest.fixture
def letter():
    found = open_letter()
    SignatureFactory(letter=found, of_member=True)
    SignatureFactory(letter=found, of_organisation=True)
    SignatureFactory(letter=found, name="First Signatory")
    SignatureFactory(letter=found, hidden=True, name="Hidden Person")
    sequence(found.pk)
    return found


@pytest.fixture
def delivery(letter):
    Letter.objects.update(delivered_at=timezone.now())
    found = Delivery.objects.create(
        letter=letter, version=letter.version, delivered_on=timezone.localdate(), recipient="UN", way="By mail"
    )
    sealed.seal_delivery(found)
    return found


def handed_out(client, letter):
    with override("en"):
        response = client.get(reverse("letter_bundle", args=[letter.pk]))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/zip"
    return b"".join(response.streaming_content)


def unpacked(data: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(folder)
    return folder


def take_back(name):
    found = Signature.objects.get(name=name)
    Signature.objects.filter(pk=found.pk).update(state=SignatureState.WITHDRAWN, name="", **CHANGED)
    names_removed(found.letter_id)


def test_it_holds_everything_that_is_public_and_nothing_else(client, letter, tmp_path):
    folder = unpacked(handed_out(client, letter), tmp_path / "bundle")
    assert {path.name for path in folder.iterdir()} == FILES
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["counts"] == {
        "member": {"signed": 1, "named": 1},
        "organisation": {"signed": 1, "named": 1},
        "person": {"signed": 2, "named": 1},
    }
    assert manifest["fingerprint"] == letter.version.fingerprint
    entries = [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]
    assert [entry["sequence"] for entry in entries] == [1, 2, 3, 4]
    for path in folder.iterdir():
        assert b"Hidden Person" not in path.read_bytes()
        assert b"example.org" not in path.read_bytes().replace(b"testserver", b"")
    for language in ("ka", "en"):
        assert "First Signatory" in text_of(folder / f"letter.{language}.pdf")
    readme = (folder / "README.txt").read_text()
    assert readme.count(letter.version.fingerprint) == 2
    assert letter.version.titles["ka"] in readme
    assert letter.version.titles["en"] in readme


def text_of(path):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(path).pages))


def test_whoever_has_it_can_check_it_exactly_as_it_says(client, letter, tmp_path):
    folder = unpacked(handed_out(client, letter), tmp_path / "bundle")
    lines = (folder / "README.txt").read_text().splitlines()
    commands = list(dict.fromkeys(line.strip() for line in lines if line.startswith("    ")))
    assert len(commands) == 4
    outputs = [run(command, folder) for command in commands]
    assert all(line.endswith(": OK") for line in outputs[0].splitlines())
    assert outputs[1] == "All is well.\n"
    digests = [line.split()[0] for line in outputs[2].splitlines()]
    manifest = json.loads((folder / "manifest.json").read_text())
    assert digests == [manifest["digests"]["ka"], manifest["digests"]["en"]]
    assert outputs[3].split()[0] == letter.version.fingerprint


def run(command: str, folder: Path) -> str:
    """Run a command as a reader would; the Python of the tests stands for the reader's."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(["bash", "-c", command], cwd=folder, env={"PATH": path}, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.parametrize(
    ("name", "found", "instead", "said"),
    [
        ("signatories.en.csv", "First", "Other", "signatories.en.csv has been changed"),
        ("text.en.json", "protect", "expel", "text.en.json is not the text whose digest is published"),
        ("log.jsonl", '"signed"', '"declined"', "the log is broken at its entry 1"),
        ("log.jsonl", None, None, "log.jsonl has been changed"),
    ],
)
def test_a_changed_file_is_found(client, letter, tmp_path, name, found, instead, said):
    folder = unpacked(handed_out(client, letter), tmp_path / "bundle")
    text = (folder / name).read_text()
    changed = text.replace(found, instead, 1) if found else "\n".join(text.splitlines()[:-1])
    assert changed != text
    (folder / name).write_text(changed)
    checked = subprocess.run([sys.executable, "check.py"], cwd=folder, capture_output=True)
    assert checked.returncode == 1
    assert said in checked.stdout.decode().splitlines()


def test_what_was_delivered_is_kept_with_its_hashes_and_handed_out(client, letter, delivery, tmp_path):
    kept = fresh(delivery)
    data = kept.bundle.read()
    assert handed_out(client, letter) == data
    assert kept.hashes["bundle.zip"] == hashlib.sha256(data).hexdigest()
    folder = unpacked(data, tmp_path / "bundle")
    for name in FILES - {"SHA256SUMS"}:
        assert kept.hashes[name] == hashlib.sha256((folder / name).read_bytes()).hexdigest()
    assert kept.counts["person"] == {"signed": 2, "named": 1}
    assert Path(kept.bundle.path).stat().st_mode & 0o777 == 0o600


def test_what_was_delivered_is_handed_out_after_a_correction_too(client, letter, delivery):
    data = fresh(delivery).bundle.read()
    old = letter.version
    letter.version = old.__class__.objects.create(
        letter=letter, number=2, fingerprint="f" * 64, titles=old.titles, contents=old.contents, is_correction=True
    )
    letter.save(update_fields=["version"])
    assert handed_out(client, letter) == data
    take_back("First Signatory")
    assert handed_out(client, letter) != data


def test_after_a_name_is_taken_back_the_delivered_file_is_neither_handed_out_nor_kept(
    client, letter, delivery, tmp_path
):
    path = Path(delivery.bundle.path)
    hashes = fresh(delivery).hashes
    take_back("First Signatory")
    folder = unpacked(handed_out(client, letter), tmp_path / "bundle")
    for file in folder.iterdir():
        assert b"First Signatory" not in file.read_bytes()
    assert "First Signatory" not in text_of(folder / "letter.en.pdf")
    export_jobs.keep_files()
    assert not path.exists()
    assert not fresh(delivery).bundle
    assert fresh(delivery).hashes == hashes


def test_what_a_rolled_back_transaction_left_behind_is_removed(delivery):
    kept = Path(delivery.bundle.path)
    left = kept.with_name("delivery-9-r0.zip")
    left.touch()
    export_jobs.keep_files()
    assert left.exists()  # perhaps still being written
    for path in (kept, left):
        os.utime(path, (0, 0))
    export_jobs.keep_files()
    assert kept.exists()
    assert not left.exists()


def test_sealed_again_the_new_file_takes_the_place_of_the_old(delivery, django_capture_on_commit_callbacks):
    old = Path(delivery.bundle.path)
    with django_capture_on_commit_callbacks(execute=True):
        sealed.seal_delivery(delivery)
    assert Path(delivery.bundle.path).exists()
    assert not old.exists()


def test_without_room_nothing_is_sealed_and_the_secretariat_is_told(letter, delivery, monkeypatch):
    before = fresh(delivery).hashes, delivery.bundle.name

    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(delivery.bundle.storage.__class__, "save", full)
    with pytest.raises(ValidationError, match="room"), override("en"):
        sealed.seal_delivery(delivery)
    assert (fresh(delivery).hashes, fresh(delivery).bundle.name) == before


def test_the_text_in_the_bundle_is_what_the_digest_is_made_of(letter):
    for language in ("ka", "en"):
        written = bundle.canonical(letter.version, language)
        assert hashlib.sha256(written).hexdigest() == digest(letter.version.contents[language])
