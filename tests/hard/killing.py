"""A site and a PostgreSQL that are killed while people sign; and people, who try again until they are answered."""

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.bench.signing import TYPING, Numbers, Signer
from tests.pg import CLUSTER_OPTIONS, DATABASE, server_account, server_binaries
from tests.served.server import ROOT, environment

GIVE_UP = 60  # seconds
LINK = re.compile(r"https?://\S+")
CONFIRMED = {"display": "public", "consent_store": "on", "consent_show_name": "on"}


def children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def kill(pid: int) -> None:
    """End a process at once; nothing can be finished."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def wait_until(true, what: str) -> None:
    """Wait, but not for ever."""
    end = time.monotonic() + GIVE_UP
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.1)


class App:
    """gunicorn with two processes, as on a server."""

    def __init__(self, database: str, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{probe.getsockname()[1]}"
        self.url, self.folder = f"http://{self.address}", folder
        self.env = environment(
            database, folder, BASE_URL=self.url, BIND=self.address, DJANGO_SETTINGS_MODULE="tests.bench.settings"
        )
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "cms.wsgi:application"]
        with open(self.folder / "server.log", "a", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.env, stdout=log, stderr=log, start_new_session=True
            )
        wait_until(self.answers, "the site does not start")

    def answers(self) -> bool:
        """Say whether it does."""
        try:
            urllib.request.urlopen(f"{self.url}/healthz", timeout=5).close()
        except OSError:
            return False
        return True

    def kill_worker(self) -> None:
        """Kill the process that has been there longest; its master starts another."""
        kill(children(self.process.pid)[0])

    def kill_all(self) -> None:
        """Kill the master and its processes, as a machine that dies does; start anew."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.start()

    def stop(self) -> None:
        """End it."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait()


class People:
    """They sign, and confirm what they signed; who gets no answer sends the same again."""

    def __init__(self, url: str, mail_to: Callable[[str], str], number: int = 6) -> None:
        self.mail_to = mail_to
        self.numbers, self.signed, self.confirmed = Numbers(1), set[int](), set[int]()
        self.signers = [Signer(url, self.numbers) for _place in range(number)]
        self.networks = Numbers(1)
        self.unanswered = 0
        self.over = threading.Event()
        self.failed: list[str] = []
        self._threads = [threading.Thread(target=self._work, args=[signer]) for signer in self.signers]

    def begin(self) -> None:
        """Let them open the form, type, and send."""
        for signer in self.signers:
            signer.open_form()
        time.sleep(TYPING)
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Let each of them finish."""
        self.over.set()
        for thread in self._threads:
            thread.join(2 * GIVE_UP)
            assert not thread.is_alive()
        assert not self.failed, self.failed

    def address(self, number: int) -> str:
        """Return the address with which somebody signs."""
        body, _headers = self.signers[0].filled(number)
        return body.decode().partition('name="email"')[2].split("\r\n")[2]

    def _work(self, signer: Signer) -> None:
        while not self.over.is_set():
            number = self.numbers.next()
            body, headers = signer.filled(number)
            if self._answered(signer, signer.path, body, headers):
                self.signed.add(number)
            # Every second one confirms; the others leave a request that waits.
            if number % 2 and number in self.signed:
                link = urlsplit(LINK.findall(self.mail_to(self.address(number)))[0]).path
                headers = {"Content-Type": "application/x-www-form-urlencoded"}
                if self._answered(signer, link, urlencode(CONFIRMED).encode(), headers):
                    self.confirmed.add(number)

    def _answered(self, signer: Signer, path: str, body: bytes, headers: dict[str, str]) -> bool:
        end = time.monotonic() + GIVE_UP
        # Each attempt from another network: how often one may try is not what is looked at here.
        while (status := self._post(signer, path, body, headers | self._network())) not in (200, 303):
            self.unanswered += 1
            if status not in (0, 500, 502, 503) or time.monotonic() > end:
                self.failed.append(f"{path}: {status}")
                return False
            time.sleep(0.1)
        return True

    def _network(self) -> dict[str, str]:
        number = self.networks.next()
        return {"X-Forwarded-For": f"11.{number >> 8 & 255}.{number & 255}.1"}

    @staticmethod
    def _post(signer: Signer, path: str, body: bytes, headers: dict[str, str]) -> int:
        """Return the status of the answer, 0 without one."""
        try:
            signer.connection.request("POST", path, body=body, headers=headers)
            answer = signer.connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            signer.connection.close()
            return 0
        return answer.status


class Cluster:
    """A PostgreSQL that keeps what it has confirmed: unlike that of `tests/pg.py`, it waits for the disk."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
        self.data = self.folder / "data"
        self.url = f"postgresql://postgres@/{DATABASE}?host={self.folder}"

    def run(self, program: str, *arguments: str | Path) -> None:
        """Run one of PostgreSQL's programs."""
        command = [server_binaries() / program, *arguments]
        subprocess.run(
            command, check=True, cwd="/", stdout=subprocess.DEVNULL, start_new_session=True, **server_account()
        )

    def start(self) -> None:
        """Start the server; after a kill, wait until the last of the old processes has seen it."""
        self.run("pg_ctl", "-D", self.data, "-w", "-l", self.folder / "log", "-o",
                 f"-k {self.folder} -c listen_addresses=", "start")  # fmt: skip

    @property
    def master(self) -> int:
        """The number of the server's first process."""
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def kill_backend(self) -> None:
        """Kill a process that works for the site: the server throws all connections off, and recovers."""
        wait_until(self._backends, "nobody is connected")
        kill(self._backends()[0])

    def _backends(self) -> list[int]:
        return [pid for pid in children(self.master) if b"postgres site" in self._name(pid)]

    @staticmethod
    def _name(pid: int) -> bytes:
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes()
        except FileNotFoundError:
            return b""

    def kill_all(self) -> None:
        """Kill every process of the server at once, and start it anew."""
        master = self.master
        pids = [master, *children(master)]
        for pid in pids:
            kill(pid)
        wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids), "PostgreSQL lives on")
        self.start()


@contextlib.contextmanager
def cluster() -> Iterator[Cluster]:
    """Start a server with one empty database; remove it afterwards."""
    made, account = Cluster(), server_account()
    try:
        if account:
            os.chown(made.folder, account["user"], account["group"])
        made.run("initdb", "-D", made.data, *CLUSTER_OPTIONS.split())
        made.start()
        try:
            made.run("createdb", "-h", made.folder, "-U", "postgres", DATABASE)
            yield made
        finally:
            made.run("pg_ctl", "-D", made.data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(made.folder, ignore_errors=True)
