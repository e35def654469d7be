"""Load on the form by which people sign: as many posts as the site takes, each from another network and mailbox.

    python -m tests.bench.signing URL SECONDS CONNECTIONS FIRST

runs in a process of its own and prints one line of JSON. Each connection opens the form as a browser does, keeps its
cookie, waits as long as a person needs to type, and then sends one filled form after the other.
"""

import http.client
import json
import re
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

BOUNDARY = "----signature"
# Longer than the time within which the site takes a signer for a machine.
TYPING = 3.5
HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
ATTRIBUTE = re.compile(r'(name|value)="([^"]*)"')
# Networks are counted by the first 24 bits of an address: three signers share one.
SPREAD = 85
# Seven of ten write from a mail provider that everybody knows, as people do.
DOMAINS = ["gmail.com"] * 7
FORM = {
    "who": "person",
    "place": "თბილისი",
    "display": "public",
    "consent_store": "on",
    "consent_show_name": "on",
    "consent_letter_news": "on",
}


@dataclass
class Signer:
    """One connection."""

    url: str
    numbers: "Numbers"
    end: float = 0
    times: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    refused: str = ""

    def open_form(self) -> None:
        """Read the form as a browser does: cookie and hidden fields."""
        parts = urlsplit(self.url)
        self.path = parts.path
        self.connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        self.connection.request("GET", self.path, headers={"X-Forwarded-For": "192.0.2.1"})
        answer = self.connection.getresponse()
        page = answer.read().decode()
        if answer.status != 200:
            raise RuntimeError(f"{self.url}: {answer.status}")
        self.cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
        found = (dict(ATTRIBUTE.findall(tag)) for tag in HIDDEN.findall(page))
        self.fields = FORM | {entry["name"]: entry.get("value", "") for entry in found if "name" in entry}

    def work(self) -> None:
        """Send until the time is over."""
        while time.perf_counter() < self.end:
            body, headers = self.filled(self.numbers.next())
            started = time.perf_counter()
            self.connection.request("POST", self.path, body=body, headers=headers)
            answer = self.connection.getresponse()
            said = answer.read()
            self.times.append(time.perf_counter() - started)
            self.statuses[answer.status] += 1
            if answer.status != 303 and not self.refused:
                self.refused = re.sub(r"\s+", " ", re.sub(r"(?s)<head.*?</head>|<[^>]*>", " ", said.decode()))[:2000]

    def filled(self, number: int) -> tuple[bytes, dict[str, str]]:
        """Return the form of one person, and who seems to send it."""
        domain = DOMAINS[number % 10] if number % 10 < len(DOMAINS) else f"mail{number}.example.org"
        fields = self.fields | {"name": f"Test Signatory {number}", "email": f"signatory{number}@{domain}"}
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        ]
        host = number * SPREAD
        headers = {
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "Cookie": self.cookie,
            "X-Forwarded-For": f"10.{host >> 16 & 255}.{host >> 8 & 255}.{host & 255}",
        }
        return ("".join(parts) + f"--{BOUNDARY}--\r\n").encode(), headers


class Numbers:
    """Counts, for several threads."""

    def __init__(self, first: int) -> None:
        self._last, self._lock = first - 1, threading.Lock()

    def next(self) -> int:
        """Return a number that nobody else gets."""
        with self._lock:
            self._last += 1
            return self._last


def load(url: str, seconds: float, connections: int, first: int) -> dict[str, object]:
    """Sign for some seconds over some connections; say what came back."""
    numbers = Numbers(first)
    signers = [Signer(url, numbers) for _place in range(connections)]
    for signer in signers:
        signer.open_form()
    time.sleep(TYPING)
    began = time.perf_counter()
    for signer in signers:
        signer.end = began + seconds
    threads = [threading.Thread(target=signer.work) for signer in signers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    times = sorted(moment for signer in signers for moment in signer.times)
    statuses = sum((signer.statuses for signer in signers), Counter())
    return {
        "per_second": statuses[303] / took,
        "p50": times[len(times) // 2] * 1000,
        "p99": times[int(len(times) * 0.99)] * 1000,
        "accepted": statuses[303],
        "statuses": dict(statuses),
        "refused": next((signer.refused for signer in signers if signer.refused), ""),
    }


if __name__ == "__main__":
    address, duration, threads_wanted, first_number = sys.argv[1:]
    print(json.dumps(load(address, float(duration), int(threads_wanted), int(first_number))))
