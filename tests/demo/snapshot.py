"""What the command says, and everything that the database holds, to be compared."""

from io import StringIO
from typing import Any

from django.apps import apps
from django.core.management import call_command

# What any run of a command may add without changing the site.
PASSING = {"sessions.Session"}


def snapshot() -> dict[str, list[dict[str, Any]]]:
    """Return all rows of all tables."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label not in PASSING
    }


def run(*arguments: str) -> str:
    """Run the command; return what it printed."""
    output = StringIO()
    call_command("seed_demo", *arguments, stdout=output)
    return output.getvalue()
