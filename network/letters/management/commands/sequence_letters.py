"""``manage.py sequence_letters``: numbers and counts signatures, and sends the mails that ask to confirm them, at once.

Beside each other, so that a mail server that does not answer keeps no count waiting.
"""

import logging
import signal
import threading
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections, connection

from cms.core.management.commands.run_periodic import ENDING
from cms.mail.services import deliver
from network.letters.counting.sequencing import sequence

logger = logging.getLogger("network.letters")
# While the database is away it is asked more rarely.
PATIENCE = 10


class Command(BaseCommand):
    """Several may run: whoever comes second waits for the first, and finds nothing left to do."""

    help = "Count the signatures of open letters and send the mails that wait, every second until SIGTERM."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the pause between two looks."""
        parser.add_argument("--every", type=float, default=1.0, metavar="SECONDS", help="pause between two looks")
        parser.add_argument("--once", action="store_true", help="count and send once, and end")

    def handle(self, *args: Any, every: float = 1.0, once: bool = False, **options: Any) -> None:
        """Do both until the process is told to end; what is under way is finished."""
        if once:
            sequence()
            deliver()
            return
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        ending = threading.Event()
        courier = threading.Thread(target=carry, args=(ending, every))
        courier.start()
        try:
            while not signal.sigtimedwait(ENDING, every if attempt(sequence) else every * PATIENCE):
                pass
        finally:
            ending.set()
            courier.join()
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def carry(ending: threading.Event, every: float) -> None:
    """Send what waits in the outbox again and again, with a connection of its own, until ``ending`` is set."""
    pause = every
    while not ending.wait(pause):
        pause = every if attempt(deliver) else every * PATIENCE
    connection.close()


def attempt(work: Callable[[], object]) -> bool:
    """Do something once; say whether the database could be asked."""
    close_old_connections()
    try:
        work()
    except Error as error:
        logger.error("%s not done: %s", work.__name__, type(error).__name__)
        return False
    return True
