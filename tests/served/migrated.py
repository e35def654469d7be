"""Where every run of the tests begins: a database that holds what the migrations wrote, made once for all workers.

Migrating takes longer than any test, and it is work for one processor. What is made is kept for later runs (on
SQLite, where it is a file), under a name that says of which state of the source it was made.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from tests.served.server import KEPT, ROOT, keep

ROOMS = ("cms", "home", "network", "news", "projects")
# Thousands of models are made of models on the way, and all stay: looking for rubbish among them takes a third more.
MIGRATE = (
    "import gc, sys; gc.disable(); from django.core.management import execute_from_command_line as run; run(sys.argv)"
)
Once = Callable[[str, Callable[[Path], object]], object]


def use(once: Once) -> None:
    """Let Django's own making of the tests' database begin with a copy of the migrated one."""
    if connection.vendor == "sqlite":
        target = Path(settings.DATABASES["default"]["TEST"]["NAME"])
        shutil.copy(_kept_file(), target)
        return
    test: dict[str, Any] = settings.DATABASES["default"]["TEST"]
    test["TEMPLATE"] = connection.settings_dict["TEST"]["TEMPLATE"] = once("migrated", _template)


def _template(_folder: Path) -> str:
    """Migrate a database that no worker uses; return its name."""
    url = urlsplit(os.environ["DATABASE_URL"])
    name = f"test_{url.path.lstrip('/')}_migrated"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')
    _migrate(url._replace(path=f"/{name}").geturl())
    return name


def _kept_file() -> Path:
    """Return the file with the migrated database of this state of the source."""
    folder = KEPT / f"migrated-{_state()}"
    KEPT.mkdir(parents=True, exist_ok=True)
    with open(KEPT.with_name("migrating.lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # else each worker would make it
        keep(folder, lambda made: _migrate(f"sqlite:///{made / 'db.sqlite3'}"))
    return folder / "db.sqlite3"


def _state() -> str:
    """Return a name for what the database is made from: the packages, and every file of the rooms but templates."""
    made_from = hashlib.sha256(sys.version.encode())
    files = (path for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file())
    for path in sorted([ROOT / "requirements.txt", *files]):
        if path.suffix not in (".html", ".pyc"):
            made_from.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return made_from.hexdigest()[:16]


def _migrate(url: str) -> None:
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test", "DATABASE_URL": url}
    options = ["--run-syncdb", "--noinput", "--skip-checks", "--verbosity", "0"]
    command = [sys.executable, "-c", MIGRATE, "migrate", *options]
    done = subprocess.run(command, cwd=ROOT, env=env, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
