"""Look for texts that are public without agreement."""

import logging
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from network.agreement import audit

logger = logging.getLogger("network.agreement")


class Command(BaseCommand):
    help = "Recompute every public text that needs agreement. Prints what is wrong; exit code 1 if anything is."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is public without agreement offline only if told so."""
        parser.add_argument("--take-offline", action="store_true", help="unpublish what is public without agreement")
        parser.add_argument("--mail", action="store_true", help="mail the findings to those who keep the site")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line a finding."""
        found = audit.findings()
        for finding in found:
            self.stdout.write(finding.words)
            logger.error("audit of agreed texts: %s", finding.words, extra={"page": finding.page})
        if found and options["mail"]:
            audit.alarm(found)
        if options["take_offline"]:
            for page in audit.take_offline(found):
                self.stdout.write(f"page {page} taken offline")
        if found:
            sys.exit(1)
        self.stdout.write("Every public text is agreed.")
