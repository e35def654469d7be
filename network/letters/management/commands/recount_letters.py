"""Count the signatures of all letters again."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from network.letters.counting.recount import recount


class Command(BaseCommand):
    help = (
        "Compare the tally, the signatures and the log of every letter. Prints what differs; exit code 1 if anything."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line a difference; change nothing."""
        found = recount()
        for difference in found:
            self.stdout.write(difference.words)
        if found:
            sys.exit(1)
        self.stdout.write("Tally, signatures and log agree.")
