"""What the tests of the door find ready."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import caches
from pytest_django import Settings


@pytest.fixture
def time_machine_at() -> Callable[[float], AbstractContextManager]:
    """Return a way to stand so many minutes later."""
    return lambda minutes: time_machine.travel(datetime.now(UTC) + timedelta(minutes=minutes))


@pytest.fixture
def second_factor(settings: Settings) -> Settings:
    """Ask staff for a second factor, as a real site does."""
    settings.STAFF_SECOND_FACTOR = True
    return settings


@pytest.fixture(autouse=True)
def no_earlier_attempts(db: None) -> None:
    """Begin with nothing counted."""
    caches["shared"].clear()
