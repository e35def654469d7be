"""Load from a second process: wrk where it is installed, else a few processes of our own."""

import http.client
import multiprocessing
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

CONNECTIONS = 8
HEADERS = {"Accept-Encoding": "gzip", "Accept-Language": "ka"}
MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Load:
    """What one address stood: answers a second, and the time in milliseconds that 99 of 100 answers kept."""

    per_second: float
    p99: float


def generator() -> str:
    """Name what makes the load."""
    return "wrk" if shutil.which("wrk") else "http.client"


def measure(url: str, seconds: int) -> Load:
    """Ask for one address as fast as it answers, over eight connections; any failed answer stops the measurement."""
    return _wrk(url, seconds) if shutil.which("wrk") else _own(url, seconds)


def _wrk(url: str, seconds: int) -> Load:
    headers = [part for name, value in HEADERS.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "20s", "--latency", *headers, url]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(said)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", said)
    if rate is None or p99 is None:
        raise RuntimeError(said)
    return Load(float(rate[1]), float(p99[1]) * MILLISECONDS[p99[2]])


def _own(url: str, seconds: int) -> Load:
    with multiprocessing.get_context("spawn").Pool(CONNECTIONS) as pool:
        times = sorted(taken for part in pool.starmap(_ask, [(url, seconds)] * CONNECTIONS) for taken in part)
    return Load(len(times) / seconds, times[int(len(times) * 0.99)] * 1000)


def _ask(url: str, seconds: int) -> list[float]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=20)
    times: list[float] = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        started = time.perf_counter()
        connection.request("GET", parts.path, headers=HEADERS)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{url}: {answer.status}")
        times.append(time.perf_counter() - started)
    return times
