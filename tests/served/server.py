"""The site as somebody runs it: gunicorn, compressed static files with lasting names, a database of its own."""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "cache" / "served"
SECONDS_TO_START = 60
SECONDS_KEPT = 86400


@dataclass(frozen=True)
class Site:
    """A running site: where it answers, and where it keeps its things."""

    url: str
    database: str
    folder: Path

    @property
    def log(self) -> str:
        """What the server has written."""
        return (self.folder / "server.log").read_text(encoding="utf-8")


def environment(database: str, folder: Path, **more: str) -> dict[str, str]:
    """Return the environment in which the site's programs run."""
    return {
        **{name: value for name, value in os.environ.items() if name not in ("DEBUG", "BASE_URL", "PORT")},
        "DJANGO_SETTINGS_MODULE": "tests.served.settings",
        "DATABASE_URL": database,
        "SERVED_FOLDER": str(folder),
        "SERVED_STATIC": str(static_folder()),
        **more,
    }


def manage(*arguments: str, env: dict[str, str]) -> None:
    """Run a command of the site; say what it wrote if it failed."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=env, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def static_folder() -> Path:
    """Return where the collected files stand: another place for each state of what they are made from."""
    made_from = hashlib.sha256()
    for path in [ROOT / "requirements.txt", *sorted((ROOT / "static").rglob("*"))]:
        if path.is_file():
            made_from.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return KEPT / f"static-{made_from.hexdigest()[:16]}"


def collect_static(env: dict[str, str]) -> None:
    """Collect and compress the static files, unless an earlier run has: it takes longer than any test."""

    def collect(folder: Path) -> None:
        manage("collectstatic", "--noinput", "--verbosity", "0", env={**env, "SERVED_STATIC": str(folder)})

    keep(Path(env["SERVED_STATIC"]), collect)


def keep(wanted: Path, make: Callable[[Path], None]) -> None:
    """Make a folder below ``KEPT``, unless it is there; remove those that nobody has wanted for a day."""
    KEPT.mkdir(parents=True, exist_ok=True)
    if wanted.exists():
        return
    for old in KEPT.iterdir():
        if time.time() - old.stat().st_mtime > SECONDS_KEPT:
            shutil.rmtree(old, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        being_made = Path(folder, "made")
        being_made.mkdir()
        make(being_made)
        with suppress(FileExistsError, OSError):  # another run was quicker
            being_made.rename(wanted)


@contextmanager
def serving(database: str, folder: Path, **more: str) -> Iterator[Site]:
    """Run gunicorn over a database, with the settings of a server, for as long as the block lasts."""
    address = f"127.0.0.1:{_free_port()}"
    url = f"http://{address}"
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "cms.wsgi:application"]
    site = Site(url, database, folder)
    with open(folder / "server.log", "w", encoding="utf-8") as log:
        env = environment(database, folder, BASE_URL=url, **{"BIND": address, "WEB_WORKERS": "1", **more})
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            _wait_for(site, process)
            yield site
        finally:
            process.terminate()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(site: Site, process: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < give_up and process.poll() is None:
        try:
            urllib.request.urlopen(f"{site.url}/healthz", timeout=SECONDS_TO_START).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"the server did not start:\n{site.log}")
