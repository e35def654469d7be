"""After a restore: forget once more what was erased since the copy was made."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from network.letters.counting.replaying import read, replay
from network.letters.counting.sequencing import sequence


class Command(BaseCommand):
    """Run it before the site is opened again; doing it twice changes nothing."""

    help = "Hide, withdraw, erase and anonymise in a restored database what the file of erasures names."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take another file than the site's own."""
        parser.add_argument("--file", default=str(settings.ERASURE_LOG), help="without it: ERASURE_LOG")

    def handle(self, *args: Any, **options: Any) -> None:
        """Apply the file, count anew, say how much was changed."""
        path = Path(options["file"])
        try:
            with path.open(encoding="utf-8", errors="replace") as lines:
                entries = list(read(lines))
        except OSError as error:
            raise CommandError(f"The file of erasures cannot be read: {path} ({error.strerror})") from error
        done = replay(entry for entry in entries if entry is not None)
        sequence()
        for what, number in sorted(done.items()):
            self.stdout.write(f"{what}: {number}")
        if broken := entries.count(None):
            self.stderr.write(f"{broken} lines could not be read.")
        self.stdout.write(f"{len(entries)} lines read.")
