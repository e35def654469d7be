"""Give a new site its first search terms."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.search.services import load_terms


class Command(BaseCommand):
    help = (
        "Add the search terms that every site of the Network needs (NGO, არასამთავრობო ორგანიზაცია and so on), in both "
        "languages. What is there stays as it is, so that the command can be run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Add what is missing; say how much it was."""
        self.stdout.write(self.style.SUCCESS(f"{len(load_terms())} search terms added."))
