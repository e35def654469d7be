"""Check the bundle of an open letter: python3 check.py, in the folder into which the archive was unpacked.

Needs Python 3.8 or newer and nothing else. Says what is wrong, or that all is well.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FIRST = "0" * 64
SEALED = ("letter", "sequence", "happening", "kind", "number", "commitment", "at", "previous_hash")


def sha256(data: bytes) -> str:
    """Return the SHA-256 in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def problems(folder: Path) -> Iterator[str]:
    """Yield what is wrong with an unpacked bundle."""
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for name, wanted in manifest["files"].items():
        path = folder / name
        if not path.is_file():
            yield f"{name} is missing"
        elif sha256(path.read_bytes()) != wanted:
            yield f"{name} has been changed"
    yield from text_problems(folder, manifest)
    yield from log_problems((folder / "log.jsonl").read_text(encoding="utf-8").splitlines())


def text_problems(folder: Path, manifest: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the texts: a digest is the SHA-256 of a text, the fingerprint that of both digests."""
    digests = []
    for language in manifest["languages"]:
        digests.append(sha256((folder / f"text.{language}.json").read_bytes()))
        if digests[-1] != manifest["digests"][language]:
            yield f"text.{language}.json is not the text whose digest is published"
    if sha256("\n".join(digests).encode()) != manifest["fingerprint"]:
        yield "the fingerprint is not that of the two texts"


def log_problems(lines: list[str]) -> Iterator[str]:
    """Yield the first place where the log does not follow from itself."""
    previous = FIRST
    for number, line in enumerate(lines, start=1):
        entry = json.loads(line)
        sealed = json.dumps([entry[name] for name in SEALED], ensure_ascii=False, separators=(",", ":"))
        follows = entry["sequence"] == number and entry["previous_hash"] == previous
        if not follows or sha256(sealed.encode()) != entry["hash"]:
            yield f"the log is broken at its entry {number}"
            return
        previous = entry["hash"]


if __name__ == "__main__":
    found = list(problems(Path(__file__).parent))
    print("\n".join(found) or "All is well.")
    sys.exit(bool(found))
