"""`kill -9` while people sign: nothing that was answered is lost or without its mail, nothing is there twice."""

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
from tests.hard.killing import GIVE_UP, App, People, cluster
from tests.pg import server_binaries
from tests.served import database
from tests.served.server import collect_static, environment, manage

pytestmark = pytest.mark.django_db(transaction=True)


def rows(url: str, sql: str) -> list[tuple[object, ...]]:
    """Ask a database that no test is connected to; wait until it is back."""
    end = time.monotonic() + GIVE_UP
    while True:
        try:
            if url.startswith("sqlite"):
                with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20)) as asked:
                    return asked.execute(sql).fetchall()
            with psycopg.connect(url) as asked:
                return asked.execute(sql).fetchall()
        except psycopg.OperationalError:
            assert time.monotonic() < end
            time.sleep(0.1)


def assert_nothing_lost(app: App, url: str, people: People) -> None:
    """Each who was answered has one signature and one mail of each kind; who was not has all of it or nothing."""
    mails = rows(url, "SELECT recipient, key FROM mail_outboxmail WHERE recipient LIKE 'signatory%'")
    mailed = Counter((recipient, str(key).split(":")[3]) for recipient, key in mails)
    states = dict(rows(url, "SELECT id, state FROM letters_signature WHERE kind = 'person'"))
    linked = Counter(rows(url, "SELECT signature_id, purpose FROM letters_token"))
    asked = {int(str(key).split(":")[2]) for _recipient, key in mails if ":confirm:" in str(key)}
    active = Counter(address for (address,) in rows(url, "SELECT email FROM letters_signature WHERE state = 'active'"))
    signed = {people.address(number) for number in people.signed}
    confirmed = {people.address(number) for number in people.confirmed}
    thanked = {recipient for recipient, what in mailed if what != "confirm"}
    print(f"signed {len(signed)}, confirmed {len(confirmed)}, sent again {people.unanswered}", end=", ")
    print(f"lost {len(signed - {recipient for recipient, _what in mailed}) + len(confirmed - set(active))}")
    assert signed <= {recipient for recipient, what in mailed if what == "confirm"}
    assert confirmed <= set(active)
    assert set(active) == thanked, "a mail for each signature that counts"
    assert max([*mailed.values(), *active.values(), *linked.values()]) == 1
    assert asked == set(states) == {number for number, what in linked if what == "confirm"}
    assert set(states.values()) == {"pending", "active"}
    assert people.unanswered, "nobody noticed the kills"
    manage("sequence_letters", "--once", env=app.env)
    manage("recount_letters", env=app.env)
    assert rows(url, "SELECT people FROM letters_tally") == [(active.total(),)]


def sign_and_kill(app: App, url: str, letter: int, kills: list[Callable[[], None]]) -> People:
    """Let people sign, and kill something every three seconds."""
    mail = "SELECT text FROM mail_outboxmail WHERE recipient = '{}' AND key LIKE '%:confirm:%'"
    people = People(f"{app.url}/ka/letters/{letter}/sign/", lambda to: str(rows(url, mail.format(to))[0][0]))
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
        people = sign_and_kill(
            app, app.env["DATABASE_URL"], letter.pk, [app.kill_worker, app.kill_all, app.kill_worker, app.kill_all]
        )
        assert_nothing_lost(app, url, people)
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
            people = sign_and_kill(app, app.env["DATABASE_URL"], letter.pk, kills)
            assert_nothing_lost(app, server.url, people)
        finally:
            app.stop()
