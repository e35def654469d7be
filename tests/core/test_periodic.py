"""The site's own jobs: each on its own, one run at a time, and an end that waits for the job under way."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from cms.core import periodic
from cms.core.models import JobRun

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]


class PersonalError(Exception):
    """Its words name somebody."""


@pytest.fixture(autouse=True)
def no_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin without the jobs of the rooms."""
    monkeypatch.setattr(periodic, "_jobs", {})


@pytest.fixture
def done() -> list[str]:
    """What the jobs `first`, `broken` and `last` have done."""
    done: list[str] = []

    @periodic.periodic("test.first")
    def first() -> None:
        done.append("first")

    @periodic.periodic("test.broken")
    def broken() -> None:
        raise PersonalError("nino@example.org")

    @periodic.periodic("test.last")
    def last() -> None:
        done.append("last")

    return done


def test_a_job_that_fails_keeps_no_other_from_being_done(done: list[str], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    with pytest.raises(SystemExit) as ended:
        call_command("run_periodic")
    assert ended.value.code == 1
    assert done == ["first", "last"]
    (record,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert (record.job, record.exc_info) == ("test.broken", None)
    assert isinstance(record.milliseconds, int)
    assert "PersonalError" in caplog.text
    assert "nino" not in caplog.text


def test_all_went_well() -> None:
    periodic.periodic("test.well")(lambda: None)
    call_command("run_periodic")


def test_a_name_is_given_once(done: list[str]) -> None:
    with pytest.raises(ValueError, match=r"test\.first"):
        periodic.periodic("test.first")(lambda: None)


def test_a_job_with_a_period_waits_for_it() -> None:
    done: list[object] = []
    periodic.periodic("test.daily", every=timedelta(days=1))(lambda: done.append(timezone.now()))
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for hours in (0, 1, 22.9, 0.1, 1):
            clock.shift(timedelta(hours=hours))
            periodic.run_jobs()
    assert len(done) == 2
    assert done[1] - done[0] == timedelta(days=1)


def test_a_job_with_a_period_that_failed_is_tried_again() -> None:
    attempts: list[int] = []

    @periodic.periodic("test.daily", every=timedelta(days=1))
    def fail() -> None:
        attempts.append(1)
        raise PersonalError

    assert periodic.run_jobs() is False
    assert periodic.run_jobs() is False
    assert len(attempts) == 2
    assert not JobRun.objects.exists()


def test_told_to_end_no_further_job_is_begun(done: list[str]) -> None:
    periodic.run_jobs(stopping=lambda: bool(done))
    assert done == ["first"]


def start(folder: Path, every: int) -> subprocess.Popen[str]:
    """Start `run_periodic --every` with one job of a second, in a process of its own, beside an empty database."""
    job = f"""
import time, django
from django.core.management import call_command
django.setup()
from cms.core import periodic
def slow():
    print("begun", flush=True)
    time.sleep(1)
    print("done", flush=True)
periodic._jobs.clear()
periodic.periodic("test.slow")(slow)
call_command("run_periodic", every={every})
print("ended", flush=True)
"""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "LOG_LEVEL": "ERROR"}
    environment["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    return subprocess.Popen([sys.executable, "-c", job], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("signal_", [signal.SIGTERM, signal.SIGINT])
def test_an_end_waits_for_the_job_under_way(signal_: signal.Signals, tmp_path: Path) -> None:
    process = start(tmp_path, every=600)
    assert process.stdout
    assert process.stdout.readline() == "begun\n"
    process.send_signal(signal_)
    rest, _errors = process.communicate(timeout=60)
    assert rest == "done\nended\n"
    assert process.returncode == 0


def test_an_end_cuts_the_pause_short(tmp_path: Path) -> None:
    process = start(tmp_path, every=600)
    assert process.stdout
    assert [process.stdout.readline() for _line in range(2)] == ["begun\n", "done\n"]
    time.sleep(0.2)
    process.terminate()
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_it_goes_on_until_told(tmp_path: Path) -> None:
    process = start(tmp_path, every=1)
    assert process.stdout
    assert [process.stdout.readline() for _line in range(3)] == ["begun\n", "done\n", "begun\n"]
    process.terminate()
    process.communicate(timeout=60)


def test_the_rooms_jobs_are_found() -> None:
    code = (
        "import django; django.setup(); from cms.core.periodic import registered_jobs;"
        "print([job.name for job in registered_jobs()])"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "'mail.deliver'" in found.stdout
