"""Fill the database with the demonstration content."""

import logging
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from cms.demo.accounts import GROUPS, PASSWORD, SUPERUSER
from cms.demo.services import has_content, seed

# They write several lines for each row.
TALKATIVE = ("django_tasks", "wagtail")


class Command(BaseCommand):
    help = (
        "Make what is missing of the demonstration content, in Georgian and English. What is there stays as it is, "
        "so that the command can be run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--if-empty", action="store_true", help="do nothing if the site has content")
        parser.add_argument(
            "--scale",
            type=int,
            default=0,
            metavar="N",
            help="also generate N news items (and some projects) in both languages, for load tests",
        )
        parser.add_argument(
            "--signatures",
            type=int,
            default=0,
            metavar="N",
            help="also generate N signatures of the open letter, for load tests",
        )
        parser.add_argument(
            "--force", action="store_true", help="run where the settings do not allow it; makes no accounts there"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed, then say what was made and who can sign in."""
        if not (settings.DEMO_ALLOWED or options["force"]):
            raise CommandError(
                "These settings do not allow demonstration content (DEMO_ALLOWED). --force makes it all the same."
            )
        if options["if_empty"] and has_content():
            self.stdout.write("The site has content: nothing to do.")
            return
        for name in TALKATIVE:
            logging.getLogger(name).setLevel(logging.WARNING)
        started = time.monotonic()
        made = seed(
            scale_to=max(options["scale"], 0),
            signatures_to=max(options["signatures"], 0),
            with_accounts=settings.DEMO_ALLOWED,
        )
        seconds = time.monotonic() - started
        with override("en"):
            for model, number in made.items():
                self.stdout.write(f"  {number:5} {model._meta.verbose_name_plural}")
        what = f"{made.total()} things made" if made else "Everything was there already"
        self.stdout.write(self.style.SUCCESS(f"{what} ({seconds:.1f} s)."))
        if settings.DEMO_ALLOWED:
            names = ", ".join([SUPERUSER, *GROUPS])
            self.stdout.write(f"Sign in at /admin/ as {names}; the password is: {PASSWORD}")
            self.stdout.write(
                "Representatives sign in at /ka/sign-in/ as rep01@example.org to rep17@example.org; "
                "the code, like every mail, is shown at /mails/"
            )
