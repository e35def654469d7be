"""A throw-away PostgreSQL: started for one command, reached by a socket only, gone afterwards.

    python tests/pg.py -- pytest -n auto        DATABASE_URL is set for the command

Several may run at once, as root or as anybody else. The server binaries are looked for in $PG_BIN, then
where Debian keeps them, then on the PATH. Nothing is synced to the disk: not for data that matters.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CLUSTER_OPTIONS = "-U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync"
SERVER_OPTIONS = "-c listen_addresses="
CARELESS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
# Nobody has counted the rows of tables that are empty a moment later. The guesses instead are so high that each query
# would be compiled first, which takes longer than running it; and counting would take as long as the tests.
UNCOUNTED = "-c jit=off -c autovacuum=off"
DATABASE = "site"


class NoServer(Exception):
    """PostgreSQL's server binaries are not on this machine."""


def server_binaries() -> Path:
    """Return the folder of `initdb` and `pg_ctl`, the newest version first."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    on_path = shutil.which("initdb")
    candidates = [
        *([Path(os.environ["PG_BIN"])] if "PG_BIN" in os.environ else []),
        *reversed(debian),
        *([Path(on_path).resolve().parent] if on_path else []),
    ]
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise NoServer("PostgreSQL's server is not installed. On Debian: apt-get install postgresql")


def server_account() -> dict[str, Any]:
    """Return who runs the server, for `subprocess`: PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


@contextmanager
def temporary_postgres(*, careful: bool = False) -> Iterator[str]:
    """Start a server with one empty database, yield its URL, stop it and remove its files.

    ``careful``: what is committed is on the disk, as on a real server; for measuring, and for pulling the plug.
    """
    asked = f"{SERVER_OPTIONS} {'' if careful else f'{CARELESS} {UNCOUNTED}'}".strip()
    binaries, account = server_binaries(), server_account()

    def run(program: str, *arguments: str | Path, **options: Any) -> None:
        subprocess.run(
            [binaries / program, *arguments],
            check=True,
            cwd="/",
            stdout=subprocess.DEVNULL,
            **account,
            **options,
        )

    # Short, because the path of a socket may have 107 bytes at most.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    data = folder / "data"
    try:
        if account:
            os.chown(folder, account["user"], account["group"])
        run("initdb", "-D", data, *CLUSTER_OPTIONS.split())
        # A session of its own: Ctrl-C must not stop the server before the tests have cleaned up.
        start = ["-D", data, "-w", "-l", folder / "log", "-o", f"-k {folder} {asked}", "start"]
        run("pg_ctl", *start, start_new_session=True)
        try:
            run("createdb", "-h", folder, "-U", "postgres", DATABASE)
            yield f"postgresql://postgres@/{DATABASE}?host={folder}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments: list[str]) -> int:
    """Run the command in `arguments` beside a server of its own; return its exit code."""
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        print(__doc__)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with temporary_postgres() as url:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    except NoServer as reason:
        print(reason, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
