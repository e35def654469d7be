"""The mails that a person's own machine has written to files instead of sending them (Django's file backend)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

SEPARATOR = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class WrittenMail:
    """One mail of a file; ``name`` tells it from all others."""

    name: str
    written_at: datetime
    message: EmailMessage

    @property
    def subject(self) -> str:
        """The subject, as the reader sees it."""
        return str(self.message["Subject"]).strip()

    @property
    def recipient(self) -> str:
        """Whom the mail goes to."""
        return str(self.message["To"])

    @property
    def language(self) -> str:
        """The language of the mail."""
        return str(self.message["Content-Language"] or "")

    @property
    def text(self) -> str:
        """The part in plain text."""
        return self._part("plain")

    @property
    def html(self) -> str:
        """The part in HTML, if there is one."""
        return self._part("html")

    def _part(self, kind: str) -> str:
        found = self.message.get_body((kind,))
        return str(found.get_content()) if found else ""


def written_mails(folder: Path, *, most: int) -> list[WrittenMail]:
    """Return the newest ``most`` mails of a folder, the newest first; none if there is no such folder."""
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    return [mail for path in files[:most] for mail in reversed(list(_mails_of(path)))][:most]


def _mails_of(path: Path) -> Iterator[WrittenMail]:
    written_at = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    for number, content in enumerate(path.read_bytes().split(SEPARATOR)):
        if content.strip():
            message = message_from_bytes(content, _class=EmailMessage, policy=policy.default)
            yield WrittenMail(f"{path.stem}-{number}", written_at, message)
