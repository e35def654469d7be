"""What tests of agreement find ready."""

import pytest
from django.utils.translation import override


@pytest.fixture
def in_english():
    """Read sentences in the language of the source."""
    with override("en"):
        yield
