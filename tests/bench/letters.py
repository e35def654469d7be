"""The bars of the open letters, measured: ``make bench-letters``. Ends with code 1 if one is not met.

On a PostgreSQL of its own that writes everything to the disk, with gunicorn and the sequencer as on a server, and the
load made by another process on the same machine. The sign form is measured on SQLite too, for comparison.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.pg import temporary_postgres
from tests.served import server

SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.bench.settings", "LOG_LEVEL": "ERROR"}
SECONDS, WARM_UP, CONNECTIONS = 20, 4, 8
FEW, NAMED, MANY = 10, 10_000, 100_000
ROW = "{:<58} {:>12} {:>10}  {}"


@dataclass
class Report:
    """Figures beside their bars."""

    failed: list[str] = field(default_factory=list)

    def say(self, what: str, figure: str, bar: str = "", *, is_met: bool | None = None) -> None:
        """Print a line."""
        verdict = {None: "", True: "pass", False: "FAIL"}[is_met]
        if is_met is False:
            self.failed.append(what)
        print(ROW.format(what, figure, bar, verdict), flush=True)

    def at_least(self, what: str, figure: float, bar: float) -> None:
        """Print a line that is met from ``bar`` on."""
        self.say(what, f"{figure:,.1f}", f">= {bar:g}", is_met=figure >= bar)

    def at_most(self, what: str, figure: float, bar: float) -> None:
        """Print a line that is met up to ``bar``."""
        self.say(what, f"{figure:,.2f}", f"<= {bar:g}", is_met=figure <= bar)


def run(module: str, *arguments: str, env: dict[str, str]) -> Any:
    """Run a program of ours, and read the one line that it prints."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=server.ROOT, env=env, text=True, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def sequencer(env: dict[str, str]) -> Iterator[None]:
    """Let the sequencer run beside, as ``deploy/site-letters.service`` does."""
    process = subprocess.Popen([sys.executable, "manage.py", "sequence_letters"], cwd=server.ROOT, env=env)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def sign(report: Report, name: str, database: str, folder: Path, env: dict[str, str], *, is_bar: bool) -> None:
    """Measure the form that is sent: cross-site check, budgets, row, link and mail."""
    letter = run("tests.bench.inside", "letter", env=env)["pk"]
    before = run("tests.bench.inside", "rows", env=env)
    with server.serving(database, folder, **SETTINGS, WEB_WORKERS="2") as site, sequencer(env):
        url = f"{site.url}/ka/letters/{letter}/sign/"
        warm = run("tests.bench.signing", url, str(WARM_UP), str(CONNECTIONS), "1", env=env)
        first = warm["accepted"] + CONNECTIONS + 1000
        found = run("tests.bench.signing", url, str(SECONDS), str(CONNECTIONS), str(first), env=env)
    after = run("tests.bench.inside", "rows", env=env)
    accepted = warm["accepted"] + found["accepted"]
    if is_bar:
        report.at_least(f"sign form sent, a second ({name})", found["per_second"], 100)
        report.at_most(f"  99 of 100 within, ms (half: {found['p50']:.0f})", found["p99"], 250)
    else:
        report.say(f"sign form sent, a second ({name})", f"{found['per_second']:.1f}")
        report.say(f"  99 of 100 within, ms (half: {found['p50']:.0f})", f"{found['p99']:.0f}")
    wrong = {status: number for status, number in found["statuses"].items() if status != "303"}
    report.say("  other answers", str(wrong or "none"), "none", is_met=not wrong)
    if found["refused"]:
        print(found["refused"])
    rows = {what: after[what] - before[what] for what in after}
    report.say(
        "  rows, links and mails for each answer", f"{accepted}", str(rows), is_met=set(rows.values()) == {accepted}
    )


def read(report: Report, env: dict[str, str]) -> None:
    """Measure the page at few and at many signatures, and between them what is made of ten thousand names."""
    run("tests.bench.inside", "signatures", str(FEW), "named", env=env)
    few = run("tests.bench.inside", "page", env=env)
    run("tests.bench.inside", "signatures", str(NAMED), "named", env=env)
    pdf = run("tests.bench.inside", "pdf", env=env)
    for language, seconds in pdf["seconds"].items():
        report.at_most(f"PDF of {pdf['named']:,} named signatories ({language}), s", seconds, 30)
    made = run("tests.bench.inside", "signatures", str(MANY), "most-hidden", env=env)
    rate = made["counted"] / made["count_seconds"]
    report.say(f"{made['counted']:,} signatures counted, a second", f"{rate:,.0f}")
    many = run("tests.bench.inside", "page", env=env)
    between = f"at {few['signatures']} and {many['signatures']:,} signatures"
    report.say(f"letter page {between}: questions", f"{few['queries']} {many['queries']}", "same",
               is_met=few["queries"] == many["queries"])  # fmt: skip
    times = f"{few['database_ms']:.1f} and {many['database_ms']:.1f} ms"
    report.at_most(f"  database time, ratio ({times})", many["database_ms"] / few["database_ms"], 1.5)
    sizes = f"{few['bytes']:,} and {many['bytes']:,} bytes"
    report.at_most(f"  size, difference in % ({sizes})", abs(many["bytes"] / few["bytes"] - 1) * 100, 2)
    with sequencer(env):
        late = run("tests.bench.inside", "lag", env=env)
    report.at_most(f"counted at most … s later (100 a second, {late['signed']:,} in all)", late["latest_seconds"], 2)


def main() -> int:
    """Measure, and leave nothing behind."""
    report = Report()
    with tempfile.TemporaryDirectory(prefix="bench-") as made, temporary_postgres(careful=True) as url:
        folder = Path(made)
        lite = f"sqlite:///{folder / 'db.sqlite3'}"
        environments = [
            (url, server.environment(url, folder, **SETTINGS)),
            (lite, server.environment(lite, folder, **SETTINGS)),
        ]
        print("Preparing two sites with the demonstration content ...", file=sys.stderr)
        server.collect_static(environments[0][1])
        for _database, env in environments:
            server.manage("migrate", "--verbosity", "0", env=env)
            server.manage("seed_demo", env=env)
        print(f"Other work on this machine: load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        print(
            ROW.format(
                f"gunicorn and sequencer as on a server, load over {CONNECTIONS} connections", "figure", "bar", ""
            )
        )
        sign(report, "PostgreSQL", url, folder, environments[0][1], is_bar=True)
        read(report, environments[0][1])
        sign(report, "SQLite", lite, folder, environments[1][1], is_bar=False)
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
