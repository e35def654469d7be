"""The bars of the search, measured: ``make bench-search``. Ends with code 1 if one is not met.

On both databases, with few and with many news items, our backend stands beside Wagtail's stock one: same machine,
same pages, same questions, one after the other. Times beside other work mean little; their ratios mean something.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.letters import ROW, SETTINGS, Report, run
from tests.pg import temporary_postgres
from tests.served import server

OURS, STOCK = "cms.search.backend", "wagtail.search.backends.database"
FEW, MANY = 1_000, 20_000
EACH = {FEW: 1, MANY: 8}
SLOWEST = {"PostgreSQL": 1.5, "SQLite": 2.5}
LARGEST, SLOWEST_SAVE, RECALL, MOST_CONFLATED = 3.0, 2.0, 98.0, 3
KINDS = {
    "forms": "a form of a Georgian word",
    "words": "a Georgian word as texts have it",
    "pairs": "two Georgian words",
    "english": "an English word",
    "latin": "a Georgian word in Latin letters",
}


def finding(report: Report, ours: Any, stock: Any) -> None:
    """Say what is found, and what is found by mistake."""
    forms, latin = ours["forms"], ours["latin"]
    missing = stock["forms"]["right"], stock["latin"]["right"]
    share, theirs = (100 * number / forms["asked"] for number in (forms["right"], missing[0]))
    report.at_least(f"  {forms['asked']:,} forms that find their word, % (stock {theirs:.1f})", share, RECALL)
    report.say(f"  words found besides (stock {stock['forms']['others']})", f"{forms['others']}")
    report.at_most(f"  of 30 pairs taken for one (stock {stock['conflated']})", ours["conflated"], MOST_CONFLATED)
    report.at_least(f"  Latin spellings that find their word (stock {missing[1]})", latin["right"], latin["asked"])


def speed(report: Report, name: str, ours: Any, stock: Any, *, is_bar: bool) -> None:
    """Say how long searches, saves and indexing take, and how large the index is."""
    for kind, words in KINDS.items():
        mine, theirs = ours["times"][kind], stock["times"][kind]
        times = f"{mine['ms']:.1f} and {theirs['ms']:.1f} ms; {mine['found']:.0f} and {theirs['found']:.0f} found"
        report.say(f"  search: {words}", f"{mine['ms'] / theirs['ms']:.2f}", times)
    totals = [sum(which["times"][kind]["ms"] for kind in KINDS) for which in (ours, stock)]
    _ratio(report, "  search: all of them", *totals, SLOWEST[name], "ms", is_bar=is_bar)
    _ratio(report, "  size of the index", ours["bytes"] / 1e6, stock["bytes"] / 1e6, LARGEST, "MB", is_bar=is_bar)
    _ratio(report, "  a page saved", ours["save_ms"], stock["save_ms"], SLOWEST_SAVE, "ms", is_bar=is_bar)
    _ratio(report, "  its entry alone", ours["entry_ms"], stock["entry_ms"], 0, "ms", is_bar=False)
    _ratio(report, "  everything indexed", ours["index_seconds"], stock["index_seconds"], 0, "s", is_bar=False)


def _ratio(report: Report, what: str, ours: float, stock: float, bar: float, unit: str, *, is_bar: bool) -> None:
    said = f"{what} ({ours:,.1f} and {stock:,.1f} {unit})"
    if is_bar:
        report.at_most(said, ours / stock, bar)
    else:
        report.say(said, f"{ours / stock:.2f}")


def main() -> int:
    """Measure, and leave nothing behind."""
    report = Report()
    with tempfile.TemporaryDirectory(prefix="bench-") as made, temporary_postgres(careful=True) as url:
        folder = Path(made)
        databases = {"PostgreSQL": url, "SQLite": f"sqlite:///{folder / 'db.sqlite3'}"}
        environments = {name: server.environment(where, folder, **SETTINGS) for name, where in databases.items()}
        for env in environments.values():
            server.manage("migrate", "--verbosity", "0", env=env)
        print(f"Other work on this machine: load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        print(ROW.format("ours beside Wagtail's stock backend", "figure", "bar", ""), flush=True)
        for documents in (FEW, MANY):
            for name, env in environments.items():
                run("tests.bench.searching", "filled", str(documents), env=env)
                each = str(EACH[documents])
                stock, ours = (
                    run("tests.bench.searching", "measured", which, each, env=env) for which in (STOCK, OURS)
                )
                print(f"{name}, {documents:,} documents", flush=True)
                finding(report, ours["finds"], stock["finds"])
                speed(report, name, ours, stock, is_bar=documents == MANY)
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
