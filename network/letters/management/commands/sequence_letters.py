"""``manage.py sequence_letters``: numbers and counts signatures, at most two seconds after they were given."""

import logging
import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections

from cms.core.management.commands.run_periodic import ENDING
from network.letters.sequencing import sequence

logger = logging.getLogger("network.letters")
# While the database is away it is asked more rarely.
PATIENCE = 10


class Command(BaseCommand):
    """Several may run: whoever comes second waits for the first, and finds nothing left to do."""

    help = "Number and count the signatures of open letters, every second until SIGTERM."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the pause between two looks."""
        parser.add_argument("--every", type=float, default=1.0, metavar="SECONDS", help="pause between two looks")
        parser.add_argument("--once", action="store_true", help="look once and end")

    def handle(self, *args: Any, every: float = 1.0, once: bool = False, **options: Any) -> None:
        """Follow the signatures until the process is told to end; what is under way is finished."""
        if once:
            sequence()
            return
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        try:
            while not signal.sigtimedwait(ENDING, every if self.follow() else every * PATIENCE):
                pass
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def follow(self) -> bool:
        """Look once; say whether the database could be asked."""
        close_old_connections()
        try:
            sequence()
        except Error as error:
            logger.error("signatures not counted: %s", type(error).__name__)
            return False
        return True
