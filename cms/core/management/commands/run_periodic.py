"""``manage.py run_periodic``: the jobs of all rooms, once from a timer or again and again."""

import signal
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from cms.core.periodic import run_jobs

ENDING = {signal.SIGTERM, signal.SIGINT}


def told_to_end() -> bool:
    """Say whether somebody has asked this process to end; the request is held back while a job is under way."""
    return bool(signal.sigpending() & ENDING)


class Command(BaseCommand):
    """Ends with 1 if a job failed; the log says which."""

    help = "Do the jobs that the site does by itself: send mails, close rounds, sweep."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the pause between two runs."""
        parser.add_argument("--every", type=int, metavar="SECONDS", help="go on until SIGTERM, with this pause")

    def handle(self, *args: Any, every: int | None = None, **options: Any) -> None:
        """Do the jobs once, or until the process is told to end."""
        if every is None:
            if not run_jobs():
                sys.exit(1)
            return
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        try:
            self.repeat(every)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def repeat(self, seconds: int) -> None:
        """Do the jobs again and again; a signal that came meanwhile ends the pause before it begins."""
        while True:
            close_old_connections()
            run_jobs(stopping=told_to_end)
            if signal.sigtimedwait(ENDING, seconds):
                return
