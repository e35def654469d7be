"""Certify old texts by a recorded decision."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from network.agreement import guarded
from network.agreement.gate import is_asked, is_certified
from network.agreement.sealing import certify_legacy


class Command(BaseCommand):
    help = (
        "Certify texts that were agreed before this site, by a recorded decision; readers are told so. For the first "
        "import alone. Each page is certified with its other language, as its newest version stands."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the decision, and which pages."""
        parser.add_argument("--decision", required=True, help="who decided what, and when; it is kept for ever")
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--page", type=int, action="append", dest="pages", metavar="ID", help="may be repeated")
        which.add_argument("--all-live", action="store_true", help="every public page that needs agreement")
        which.add_argument("--drafts", action="store_true", help="every page that was never published")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Certify and say what."""
        decision = options["decision"].strip()
        if not decision:
            raise CommandError("Say which decision the texts rest on.")
        certified = 0
        for page in self._pages(options):
            text = page if options["all_live"] else page.get_latest_revision_as_object()
            if is_asked(text) and not is_certified(text):
                certificate = certify_legacy(text, decision=decision)
                certified += 1
                self.stdout.write(f"page {page.pk} ({page.language}) {certificate.digest[:8]} {page.title}")
        self.stdout.write(f"Certified: {certified}")

    def _pages(self, options: dict[str, Any]) -> list[Any]:
        everything = [page for model in guarded.page_types() for page in model.objects.order_by("pk")]
        own = [page for page in everything if not page.alias_of_id]
        if options["all_live"]:
            return [page for page in own if page.live]
        if options["drafts"]:
            return [page for page in own if not page.live and page.first_published_at is None]
        keys = {page.translation_key for page in own if page.pk in options["pages"]}
        unknown = set(options["pages"]) - {page.pk for page in own}
        if unknown:
            raise CommandError(f"No page that needs agreement has this number: {', '.join(map(str, sorted(unknown)))}")
        return [page for page in own if page.translation_key in keys]
