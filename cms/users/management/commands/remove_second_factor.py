"""``manage.py remove_second_factor NAME``: for somebody who has lost the phone and the recovery codes."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.users.models import User


class Command(BaseCommand):
    """Takes all second factors of one user away; the next sign-in sets up a new one."""

    help = "Take away the second factors of a user who has lost them. Make sure first who is asking."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the user name."""
        parser.add_argument("name", help="the user name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete apps, passkeys and recovery codes."""
        user = User.objects.filter(username=options["name"]).first()
        if user is None:
            raise CommandError("There is no user of this name.")
        Authenticator.objects.filter(user=user).delete()
        self.stdout.write("Done. The next sign-in sets up a new second factor.")
