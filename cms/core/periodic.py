"""Jobs that the site does by itself, each minute or more rarely: ``manage.py run_periodic`` does them.

A room registers a job in its module ``periodic.py``::

    @periodic("agreement.close_due_rounds", every=timedelta(minutes=5))
    def close_due_rounds() -> None: ...

Each job must bear being done twice: a process may be killed after the work and before it is remembered.
"""

import fcntl
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection, models
from django.utils import timezone

logger = logging.getLogger("cms.periodic")

Work = Callable[[], object]
# Any number, as long as nothing else in the database takes an advisory lock of the same.
ADVISORY_LOCK = 7_305_192_264


@dataclass(frozen=True)
class Job:
    """One registered job; without ``every`` it is done in each run."""

    name: str
    work: Work
    every: timedelta | None = None


class JobRun(models.Model):
    """When a job that is not for every run was last done without an error."""

    name = models.CharField(max_length=100, unique=True)
    done_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


_jobs: dict[str, Job] = {}


def periodic(name: str, *, every: timedelta | None = None) -> Callable[[Work], Work]:
    """Register a function without arguments as the job ``name``; the name is what logs say."""

    def register(work: Work) -> Work:
        if name in _jobs:
            raise ValueError(f"There is a periodic job “{name}” already.")
        _jobs[name] = Job(name, work, every)
        return work

    return register


def registered_jobs() -> list[Job]:
    """Return all jobs, in the order in which their rooms were found."""
    return list(_jobs.values())


def run_jobs(stopping: Callable[[], bool] = lambda: False) -> bool:
    """Do all jobs that are due, one after the other; say whether every one went well.

    A job that fails keeps no other from being done. Where another process is at it already, nothing is done.
    ``stopping`` is asked before each job, so that a process that is told to end finishes only the one under way.
    """
    with only_run() as alone:
        if not alone:
            logger.info("another run of the periodic jobs is under way")
            return True
        outcomes = [_do(job) for job in registered_jobs() if not stopping() and _is_due(job)]
    return all(outcomes)


def _is_due(job: Job) -> bool:
    if job.every is None:
        return True
    return not JobRun.objects.filter(name=job.name, done_at__gt=timezone.now() - job.every).exists()


def _do(job: Job) -> bool:
    started, began_at = time.perf_counter(), timezone.now()
    failure = ""
    try:
        job.work()
        _remember(job, began_at)
    except Exception as error:
        # The class alone: the words of an error, and of its traceback, may hold an address or a text.
        failure = type(error).__name__
    extra = {"job": job.name, "milliseconds": round((time.perf_counter() - started) * 1000)}
    if failure:
        logger.error("periodic job failed: %s", failure, extra=extra)
    else:
        logger.info("periodic job", extra=extra)
    return not failure


def _remember(job: Job, began_at: datetime) -> None:
    if job.every is not None:
        JobRun.objects.update_or_create(name=job.name, defaults={"done_at": began_at})


@contextmanager
def only_run() -> Iterator[bool]:
    """Yield whether this process alone does the jobs now; both kinds of lock end with the process that holds them.

    SQLite knows no such lock: its only one is a transaction that writes, which would keep everybody else from
    writing for as long as the jobs take. There a file beside the database is locked instead, so that two
    databases on one machine do not wait for each other.
    """
    with _advisory_lock() if connection.vendor == "postgresql" else _file_lock() as alone:
        yield alone


@contextmanager
def _advisory_lock() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_LOCK])
        alone = bool(cursor.fetchone()[0])
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])


@contextmanager
def _file_lock() -> Iterator[bool]:
    path = Path(connection.settings_dict["NAME"]).with_suffix(".periodic.lock")
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
