"""The letter as PDF/UA-1, which a screen reader can read: made by typst in a process of its own.

The compiler keeps what it has once set, so a server that made files itself would grow with each of them. It reads
the template and the bundled fonts, and neither the fonts of the system nor anything from elsewhere.
"""

import json
import subprocess
import sys
from pathlib import Path

from network.letters.files.letter_document import document_of
from network.letters.files.printable import FONTS
from network.letters.files.roll import Roll

_HERE = Path(__file__).parent / "typst"
TEMPLATE = _HERE / "letter.typ"
_COMPILER = _HERE / "compile.py"
LONGEST = 120  # seconds; 20,000 names take 2


class PdfFailed(Exception):
    """The compiler did not make a file."""


def pdf_of(roll: Roll) -> bytes:
    """Return the letter with its signatories in the language of the roll; the same roll gives the same bytes.

    Raises ``PdfFailed`` with the compiler's words, which may quote the text.
    """
    return compiled(json.dumps(document_of(roll), ensure_ascii=False), int(roll.read_at.timestamp()))


def compiled(data: str, moment: int) -> bytes:
    """Set a document given as JSON; ``moment`` (seconds) is the date that the file carries."""
    command = [sys.executable, "-I", str(_COMPILER), str(TEMPLATE), str(FONTS), str(moment)]
    try:
        done = subprocess.run(command, input=data.encode(), capture_output=True, timeout=LONGEST, check=True)  # noqa: S603  our own script
    except subprocess.TimeoutExpired as error:
        raise PdfFailed("timeout") from error
    except subprocess.CalledProcessError as error:
        raise PdfFailed(error.stderr.decode(errors="replace")[-2000:]) from error
    return done.stdout
