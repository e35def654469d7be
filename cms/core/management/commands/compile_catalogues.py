"""Compile the message catalogues without GNU gettext."""

import os
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Do what `compilemessages` does, on a machine where `msgfmt` is not installed.

    Each catalogue is written beside itself and then moved, so that several test processes may do it at once.
    """

    help = "Compile the .po files of LOCALE_PATHS to .mo files, where the .po file is newer."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile what is out of date."""
        for source in self.catalogues():
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
                continue
            finished = target.with_suffix(f".{os.getpid()}.tmp")
            polib.pofile(str(source)).save_as_mofile(str(finished))
            finished.replace(target)
            if options["verbosity"] > 1:
                self.stdout.write(f"{source} compiled")

    @staticmethod
    def catalogues() -> list[Path]:
        """All sources below LOCALE_PATHS, the folders that Django reads the compiled ones from."""
        return sorted(source for folder in settings.LOCALE_PATHS for source in Path(folder).glob("*/LC_MESSAGES/*.po"))
