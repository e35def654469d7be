"""A logo is seen as long as its organisation's name is, and its file goes with the signature."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from network.letters.by_mail import logos, managing
from network.letters.consents import Consent, ConsentText
from network.letters.enums import ConsentPurpose, Display, SignatureState
from network.letters.models import Signature
from network.letters.office import checking
from network.letters.office.invalidating import Selection, invalidate, seal, undo
from tests.factories import SignatureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def signature(settings, tmp_path: Path) -> Signature:
    """An organisation's public signature with a public logo."""
    settings.MEDIA_ROOT = tmp_path / "media"
    name = logos.keep_logo(b"picture")
    logos.publish_logo(name)
    row = SignatureFactory(of_organisation=True, logo=name)
    text = ConsentText.objects.newest("ka")[ConsentPurpose.SHOW_NAME]
    Consent.objects.create(signature=row, purpose=ConsentPurpose.SHOW_NAME, text=text)
    return row


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def where(name: str) -> tuple[bool, bool]:
    """Return whether a logo is public, and whether it is kept privately."""
    return default_storage.exists(name), logos.private_storage().exists(name)


def test_it_is_hidden_and_shown_with_the_name(signature, commit):
    with commit():
        managing.set_display(signature_id=signature.pk, display=Display.HIDDEN)
    assert where(signature.logo) == (False, True)
    with commit():
        managing.set_display(signature_id=signature.pk, display=Display.PUBLIC)
    assert where(signature.logo) == (True, False)


@pytest.mark.parametrize("verb", [managing.withdraw, managing.erase])
def test_it_is_gone_with_the_signature(signature, commit, verb):
    with commit():
        verb(signature_id=signature.pk)
    assert where(signature.logo) == (False, False)


def test_it_is_out_of_sight_while_the_signature_is_invalid(signature, commit):
    selection = Selection(signature.letter_id, numbers=(signature.pk,))
    with commit():
        batch = invalidate(selection=selection, reason="Forged.", previewed=seal([signature.pk]), by=None)
    assert where(signature.logo) == (False, True)
    with commit():
        undo(batch_id=batch.pk, by=None)
    assert where(signature.logo) == (True, False)


@pytest.mark.parametrize(("display", "place"), [(Display.PUBLIC, (True, False)), (Display.HIDDEN, (False, True))])
def test_of_an_accepted_organisation_that_is_not_named_it_is_not_seen(signature, commit, display, place):
    logos.hide_logo(signature.logo)
    Signature.objects.update(state=SignatureState.HELD, display=display)
    with commit():
        assert checking.accept(signature_id=signature.pk, by=None)
    assert where(signature.logo) == place
