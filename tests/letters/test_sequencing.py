"""Numbers, counts and the log of a letter follow its signatures, in order and once."""

import pytest

from network.letters.chain import commitment, first_broken_entry
from network.letters.enums import Display, Happening, SignatureState
from network.letters.models import LogEntry, Signature, Tally
from network.letters.sequencing import sequence
from tests.factories import SignatureFactory
from tests.factories.letters import open_letter

pytestmark = pytest.mark.django_db


def test_first():
    letter = open_letter()
    a = SignatureFactory(letter=letter)
    b = SignatureFactory(letter=letter, of_organisation=True, hidden=True)
    c = SignatureFactory(letter=letter, of_member=True)
    print(sequence(), Tally.objects.values(), LogEntry.objects.values())
    assert sequence() == 0
    assert first_broken_entry(letter) is None
