"""`kill -9` while people sign: nothing that was answered is lost or without its mail, nothing is there twice."""

import re
import sqlite3
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.factories.letters import open_letter
from tests.hard.killing import App, People, cluster
from tests.pg import server_binaries
from tests.served import database
from tests.served.server import collect_static, environment

pytestmark = pytest.mark.django_db(transaction=True)
OF_SIGNATURE = re.compile(r"letters:signature:(\d+):")


def rows(url: str, sql: str) -> list[tuple[object, ...]]:
    """Ask a database that no test is connected to."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20)) as asked:
            return asked.execute(sql).fetchall()
    with psycopg.connect(url) as asked:
        return asked.execute(sql).fetchall()


def assert_nothing_lost(url: str, people: People) -> None:
    """Each who was answered has one signature, one link and one mail; who was not has all of it or nothing."""
    mails = rows(url, "SELECT recipient, key FROM mail_outboxmail WHERE recipient LIKE 'signatory%'")
    mailed = Counter(recipient for recipient, _key in mails)
    signatures = Counter(number for (number,) in rows(url, "SELECT id FROM letters_signature WHERE kind = 'person'"))
    linked = Counter(number for (number,) in rows(url, "SELECT signature_id FROM letters_token"))
    of_mails = Counter(int(found[1]) for _recipient, key in mails if (found := OF_SIGNATURE.match(str(key))))
    addresses = {people.address(number) for number in people.signed}
    lost = addresses - set(mailed)
    print(f"answered {len(people.signed)}, sent again {people.unanswered}, lost {len(lost)}, mails {len(mails)}")
    assert lost == set()
    assert max(mailed.values()) == 1
    assert signatures == linked == of_mails
    assert people.unanswered, "nobody noticed the kills"


def sign_and_kill(app: App, letter: int, kills: list[Callable[[], None]]) -> People:
    """Let people sign, and kill something every three seconds."""
    people = People(f"{app.url}/ka/letters/{letter}/sign/")
    people.begin()
    for strike in kills:
        time.sleep(3)
        strike()
    time.sleep(3)
    people.end()
    return people


def test_processes_of_the_site(tmp_path: Path) -> None:
    letter = open_letter()
    url = database.copy_of_tests(tmp_path, f"{connection.settings_dict['NAME']}_killed")
    app = App(url, tmp_path)
    collect_static(environment(url, tmp_path))
    app.start()
    try:
        people = sign_and_kill(app, letter.pk, [app.kill_worker, app.kill_all, app.kill_worker, app.kill_all])
        assert_nothing_lost(url, people)
    finally:
        app.stop()
        database.remove(url)


@pytest.mark.postgres
def test_processes_of_postgresql(tmp_path: Path) -> None:
    letter = open_letter()
    with cluster() as server:
        held = connection.settings_dict
        host, name = held["OPTIONS"].get("host") or held["HOST"], held["NAME"]
        dump = [server_binaries() / "pg_dump", "-h", host, "-U", "postgres", name]
        load = [server_binaries() / "psql", "-q", "-h", server.folder, "-U", "postgres", "site"]
        dumped = subprocess.run(dump, check=True, capture_output=True)
        subprocess.run(load, check=True, input=dumped.stdout, stdout=subprocess.DEVNULL)
        app = App(server.url, tmp_path)
        collect_static(environment(server.url, tmp_path))
        app.start()
        try:
            kills = [server.kill_backend, server.kill_all, server.kill_backend, server.kill_all]
            people = sign_and_kill(app, letter.pk, kills)
            assert_nothing_lost(server.url, people)
        finally:
            app.stop()
