"""Files made from a letter, kept until something changes: its PDF in each language, and the bundle of everything.

A file's name says what it was made from: the version of the text, how often a name had been taken back
(``Letter.removals``), number and hash of the log's last entry. The rule of what is handed out:

* ``removals`` is read *before* the names. A name that is taken back after that raises the letter's number in the same
  transaction; one that was taken back before is not among the names any more. So a file whose number is the letter's
  number **at the moment when it is handed out** holds no name that was taken back, whenever it was made.
* New signatures may be missing for up to a minute. The file says the moment as of which it tells the list.
* After a restore the letter's number may be one that it had before. So the entry of the log must be there too: what was
  made from another history is not handed out.

Small letters are done within the request, one process at a time. Larger ones are done by the periodic job once somebody
has asked (``export_jobs``); until then the reader is told when to come again.
"""

import fcntl
import logging
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from network.agreement.texts import LANGUAGES
from network.letters.files import roll
from network.letters.files.bundle import write_bundle
from network.letters.files.pdf import PdfFailed, pdf_of
from network.letters.letters import Letter
from network.letters.tally import LogEntry, Tally

logger = logging.getLogger("network.letters")

PDF, BUNDLE = "pdf", "bundle"
# So many names are set in a second, so the reader can wait for it.
SMALL = 1000
MAY_LAG = 60  # seconds
AGAIN_IN = 60  # seconds; the periodic job runs each minute
KEPT = 24 * 60 * 60  # seconds; a member's new name or the Network's shows then
LONGEST = 15 * 60  # seconds; no file takes so long
_TRIES = 3
_NAME = re.compile(
    r"(?:pdf-ka|pdf-en|bundle)-v(?P<version>\d+)-r(?P<removals>\d+)-q(?P<sequence>\d+)-(?P<hash>[0-9a-f]{12})\.(?:pdf|zip)"
)
_SUFFIX = {PDF: "pdf", BUNDLE: "zip"}


class NotReady(Exception):
    """The file is still to be made; ``again_in`` says in how many seconds to ask again."""

    def __init__(self, again_in: int = AGAIN_IN) -> None:
        super().__init__(again_in)
        self.again_in = again_in


class ExportFailed(Exception):
    """The file could not be made: the disk is full, or the compiler refused."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a letter stands, as names of files say it; ``size`` is how many are named."""

    letter: int
    version: int
    removals: int
    sequence: int
    hash: str
    size: int = 0

    def name(self, what: str) -> str:
        """Return the name of a file made now."""
        suffix = _SUFFIX[what.partition("-")[0]]
        return f"{what}-v{self.version}-r{self.removals}-q{self.sequence}-{self.hash[:12]}.{suffix}"

    def allows(self, found: re.Match[str]) -> bool:
        """Say whether a file of this name holds no name that was taken back, and belongs to this letter's history."""
        if (int(found["version"]), int(found["removals"])) != (self.version, self.removals):
            return False
        if int(found["sequence"]) == self.sequence:
            return found["hash"] == self.hash[:12]
        entries = LogEntry.objects.filter(letter=self.letter, sequence=found["sequence"])
        return found["sequence"] == "0" or entries.filter(hash__startswith=found["hash"]).exists()


@dataclass(frozen=True, slots=True)
class Export:
    """A file that may be handed out: opened, so that nobody can take it away any more."""

    file: BinaryIO
    name: str


def pdf_file(letter_id: int, language: str) -> Export:
    """Return the PDF of a public letter. Raises ``NotReady`` and ``ExportFailed``."""
    return _handed_out(letter_id, f"{PDF}-{language}")


def bundle_file(letter_id: int) -> Export:
    """Return the bundle of a public letter as it stands now. Raises ``NotReady`` and ``ExportFailed``."""
    return _handed_out(letter_id, BUNDLE)


def make(letter_id: int, what: str) -> Path:
    """Make a file, if nobody has just done so, and remove older ones. After ``ExportFailed`` all is as it was."""
    try:
        with _alone(letter_id) as folder:
            stand = stand_of(letter_id)
            held = _newest(letter_id, what, stand)
            if held is not None and _is_fresh(held, stand.name(what)):
                return held
            return _made(folder, what, roll.read_rolls(letter_id))
    except (OSError, PdfFailed) as error:
        # The class alone: the compiler's words may quote a name.
        logger.error("file of a letter not made: %s", type(error).__name__, extra={"letter": letter_id, "file": what})
        raise ExportFailed from error


def make_wanted(letter_id: int) -> int:
    """Make what readers have asked for; return how many files. What fails is asked for once more."""
    made = 0
    for what in ("pdf-ka", "pdf-en", BUNDLE):
        mark = folder_of(letter_id) / f"{what}.wanted"
        if mark.exists():
            with suppress(ExportFailed):
                make(letter_id, what)
                mark.unlink(missing_ok=True)
                made += 1
    return made


def tidy(letter_id: int, *, everything: bool = False) -> int:
    """Remove files that must not be handed out any more, and what a killed process left; return how many."""
    folder, removed = folder_of(letter_id), 0
    stand = None if everything else stand_of(letter_id)
    for path in folder.glob("*") if folder.is_dir() else ():
        found = _NAME.fullmatch(path.name)
        is_old = found is not None and (stand is None or not stand.allows(found))
        is_left = path.suffix == ".part" and age_of(path) > LONGEST
        if is_old or is_left:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def folder_of(letter_id: int) -> Path:
    """Return where a letter's files lie: a folder to which no address leads."""
    return Path(settings.PRIVATE_ROOT) / "letters" / str(letter_id)


def age_of(path: Path) -> float:
    """Return the age in seconds; a file that another process has removed is as old as can be."""
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def stand_of(letter_id: int) -> Stand:
    """Return where a letter stands now."""
    version, removals = Letter.objects.values_list("version__number", "removals").get(pk=letter_id)
    tally = Tally.objects.filter(letter=letter_id).first() or Tally(letter_id=letter_id)
    size = tally.members + tally.organisations + tally.people
    return Stand(letter_id, version or 0, removals, tally.last_sequence, tally.last_hash, size)


def _handed_out(letter_id: int, what: str) -> Export:
    """Return a file that holds no name that was taken back, as of the moment after it was opened."""
    for _try in range(_TRIES):
        path = _path(letter_id, what)
        found = _NAME.fullmatch(path.name)
        try:
            file = path.open("rb")
        except FileNotFoundError:
            continue
        if found and stand_of(letter_id).allows(found):
            return Export(file, path.name)
        file.close()
    raise NotReady


def _path(letter_id: int, what: str) -> Path:
    stand = stand_of(letter_id)
    held = _newest(letter_id, what, stand)
    if held is not None and _is_fresh(held, stand.name(what)):
        return held
    if stand.size > SMALL:
        _want(letter_id, what)
        if held is None:
            raise NotReady
        return held
    try:
        return make(letter_id, what)
    except ExportFailed:
        if held is None:
            raise
        return held


def _newest(letter_id: int, what: str, stand: Stand) -> Path | None:
    folder = folder_of(letter_id)
    named = [(path, _NAME.fullmatch(path.name)) for path in folder.glob(f"{what}-v*")] if folder.is_dir() else []
    held = [(int(found["sequence"]), path) for path, found in named if found and stand.allows(found)]
    return max(held)[1] if held else None


def _is_fresh(path: Path, wanted: str) -> bool:
    return age_of(path) < (KEPT if path.name == wanted else MAY_LAG)


def _want(letter_id: int, what: str) -> None:
    with suppress(OSError):
        folder = folder_of(letter_id)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / f"{what}.wanted").touch(mode=0o600)


def _made(folder: Path, what: str, rolls: dict[str, roll.Roll]) -> Path:
    held = rolls[what.partition("-")[2] or LANGUAGES[0]]
    name = Stand(held.letter.pk, held.version.number, held.removals, *held.head).name(what)
    if what == BUNDLE:
        return _put(folder / name, lambda file: write_bundle(rolls, file))
    return _put(folder / name, lambda file: file.write(pdf_of(held)))


def _put(target: Path, write: Callable[[BinaryIO], object]) -> Path:
    """Write a file beside its place and move it there whole; then remove the older ones."""
    part = target.with_name(f"{target.name}.part")
    try:
        with open(part, "wb", opener=_owner_only) as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        os.utime(part, (time.time(), time.time()))
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    what = target.name.partition("-v")[0]
    for path in target.parent.glob(f"{what}-v*"):
        if path != target:
            path.unlink(missing_ok=True)
    return target


def _owner_only(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


@contextmanager
def _alone(letter_id: int) -> Iterator[Path]:
    """Let one process at a time make files of a letter; a lock ends with the process that holds it."""
    folder = folder_of(letter_id)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(folder / "lock", "w", opener=_owner_only) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder
