"""Logos of organisations that sign: read anew, private until the secretariat has accepted the signature.

What is stored is never what was sent: the picture is drawn again, smaller, so that nothing hidden in a file is kept.
"""

import datetime
import io
import logging
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from network.letters.enums import TokenPurpose
from network.letters.signatures import Signature
from network.letters.tokens import Token
from network.members.letters import private_storage

FOLDER = "logos"
MAX_BYTES = 1024 * 1024
MAX_PIXELS = 20_000_000  # a small file can unfold to a picture that fills the memory
SIDE = 400  # pixels
# Between keeping a logo and writing the request that names it; longer than any request takes.
UNNAMED_FOR = datetime.timedelta(hours=1)

_NO_PICTURE = _("The logo must be a PNG or JPEG picture.")


def read_logo(upload: UploadedFile) -> bytes:
    """Return an uploaded picture as a PNG of at most 400 pixels a side.

    Raises ``ValidationError`` with a sentence for the sender: too large, or no PNG or JPEG.
    """
    size = upload.size or 0
    if size > MAX_BYTES:
        raise ValidationError(
            _("The logo has %(size)s; at most %(limit)s are possible."),
            params={"size": filesizeformat(size), "limit": filesizeformat(MAX_BYTES)},
        )
    try:
        picture: Image.Image = Image.open(upload, formats=("PNG", "JPEG"))
        if picture.width * picture.height > MAX_PIXELS:
            raise ValidationError(_NO_PICTURE)
        picture = ImageOps.exif_transpose(picture).convert("RGBA")
        picture.thumbnail((SIDE, SIDE))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(_NO_PICTURE) from error
    drawn = io.BytesIO()
    # A new picture: what else the file said about itself (place, camera, comments) stays behind.
    clean = Image.new("RGBA", picture.size)
    clean.paste(picture)
    clean.save(drawn, "PNG", optimize=True)
    return drawn.getvalue()


def keep_logo(content: bytes) -> str:
    """Store a logo that ``read_logo`` made, privately; return its name, which says nothing."""
    return private_storage().save(f"{FOLDER}/{uuid4().hex}.png", ContentFile(content))


def publish_logo(name: str) -> None:
    """Let readers see a logo from now on. Nothing happens if they do already, or if it is gone."""
    hidden = private_storage()
    if not name or default_storage.exists(name) or not hidden.exists(name):
        return
    with hidden.open(name) as content:
        default_storage.save(name, content)
    hidden.delete(name)


def logo_address(name: str) -> str:
    """Return where readers find a logo; "" as long as it is not public."""
    return default_storage.url(name) if name and default_storage.exists(name) else ""


def follow_signature(name: str) -> None:
    """Let a logo be public, private or gone, as the signature that names it is now. Called after the commit."""
    if not name:
        return
    if Signature.objects.named().filter(logo=name).exists():
        publish_logo(name)
    elif _is_named(name):
        hide_logo(name)
    else:
        remove_logo(name)


def hide_logo(name: str) -> None:
    """Let readers see a logo no longer. Nothing happens if they do not, or if it is gone."""
    if name and default_storage.exists(name):
        with default_storage.open(name) as content:
            private_storage().save(name, content)
        default_storage.delete(name)


def remove_logo(name: str) -> None:
    """Remove a logo, whether readers see it or not."""
    if name:
        for storage in _storages():
            storage.delete(name)


def remove_orphans(now: datetime.datetime | None = None) -> int:
    """Remove logos that no signature and no request names any more; return how many."""
    before = (now or timezone.now()) - UNNAMED_FOR
    found = [(storage, f"{FOLDER}/{file}") for storage in _storages() for file in _files(storage)]
    old = [(storage, name) for storage, name in found if storage.get_modified_time(name) < before]
    named = _named() if old else set()
    gone = [(storage, name) for storage, name in old if name not in named]
    for storage, name in gone:
        storage.delete(name)
    if gone:
        logging.getLogger("network.letters").info("removed %d unused logos", len(gone))
    return len(gone)


def _storages() -> tuple[Storage, ...]:
    return (private_storage(), default_storage)


def _files(storage: Storage) -> list[str]:
    return storage.listdir(FOLDER)[1] if storage.exists(FOLDER) else []


def _is_named(name: str) -> bool:
    return Signature.objects.filter(logo=name).exists() or _requests().filter(payload__logo=name).exists()


def _named() -> set[str]:
    return {
        *Signature.objects.exclude(logo="").values_list("logo", flat=True),
        *_requests().values_list("payload__logo", flat=True),
    }


def _requests() -> Any:
    return Token.objects.filter(purpose=TokenPurpose.CONFIRM, payload__has_key="logo")
