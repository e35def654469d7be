"""The demonstration's past: the verbs of the site run at the hour at which they would have run."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.utils import timezone


@contextmanager
def at(moment: datetime.datetime) -> Iterator[None]:
    """Let ``timezone.now()`` answer ``moment`` in this process, as long as the block lasts."""
    with mock.patch.object(timezone, "now", return_value=moment):
        yield
