"""Run one command with the gate open."""

import argparse
import logging
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from network.agreement import audit
from network.agreement.enums import EventKind
from network.agreement.events import record
from network.agreement.gate import opened_for_maintenance

logger = logging.getLogger("network.agreement")


class Command(BaseCommand):
    help = (
        "Run another command with the gate open, for example: "
        'agreement_maintenance --reason "restore of 3 May" -- loaddata site.json. '
        "The log of agreement keeps that it was open; afterwards every public text is audited."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the reason, and the command with its arguments."""
        parser.add_argument("--reason", required=True, help="why; it is written to the site's log")
        parser.add_argument("command", nargs=argparse.REMAINDER, help="the command, after --")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the opening down before anything else can happen."""
        command = [word for number, word in enumerate(options["command"]) if number or word != "--"]
        if not options["reason"].strip() or not command:
            raise CommandError("Give a reason and a command.")
        record(EventKind.GATE_OPENED, command=command[0])
        logger.warning("gate opened for maintenance: %s", options["reason"], extra={"command": command[0]})
        try:
            with opened_for_maintenance():
                call_command(*command)
        finally:
            logger.warning("gate closed", extra={"command": command[0]})
        found = audit.findings()
        for finding in found:
            self.stdout.write(finding.words)
        self.stdout.write(f"The gate is closed again. Findings of the audit: {len(found)}")
