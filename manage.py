#!/usr/bin/env python3
"""Django's command line; on a bare machine it runs with the local settings."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run an administrative task."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.local")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
