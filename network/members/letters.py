"""Letters of mandate: private files, outside of what the web server hands out."""

import zipfile
from pathlib import PurePath
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 5 * 1024 * 1024
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# By what each kind of file begins. A name can claim anything.
_BEGINNINGS = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}


@deconstructible
class PrivateStorage(FileSystemStorage):
    """A folder that no address leads to; only views that ask for a permission read from it."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        """Return the folder that the settings name now; Django would remember the first."""
        return str(settings.PRIVATE_ROOT)

    @property
    def location(self) -> str:
        """Return the same folder, from which paths are made."""
        return str(settings.PRIVATE_ROOT)

    def url(self, name: str | None) -> str:
        """Refuse: there is no address."""
        raise ValueError("A private file has no address.")


def private_storage() -> PrivateStorage:
    """Return the storage of letters; a function, so that no folder is written into a migration."""
    return PrivateStorage()


def kind_of(file: File) -> str:
    """Return the kind of a file by its content, "" for one that is not allowed."""
    file.seek(0)
    beginning = file.read(16)
    file.seek(0)
    for kind, mark in _BEGINNINGS.items():
        if beginning.startswith(mark):
            return kind
    return "docx" if beginning.startswith(b"PK\x03\x04") and _is_text_document(file) else ""


def _is_text_document(file: File) -> bool:
    try:
        with zipfile.ZipFile(file.file or file) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return False
    finally:
        file.seek(0)
    # A file with macros is a program.
    return "word/document.xml" in names and not any(name.endswith("vbaProject.bin") for name in names)


def check_letter(file: File) -> None:
    """Refuse what is too large or no letter. Raises ``ValidationError`` with a sentence for the secretariat."""
    if file.size > MAX_BYTES:
        raise ValidationError(
            _("The file has %(size)s; at most %(limit)s are possible."),
            params={"size": filesizeformat(file.size), "limit": filesizeformat(MAX_BYTES)},
        )
    if not kind_of(file):
        raise ValidationError(_("Only PDF, JPEG, PNG and Word (DOCX) files are accepted."))


def letter_path(instance: models.Model, filename: str) -> str:
    """Return a name that says nothing: what the sender called the file may name people."""
    kind = kind_of(instance.letter)  # type: ignore[attr-defined]  # the only model with letters
    return f"letters/{uuid4().hex}.{kind or 'bin'}"


def content_type_of(name: str) -> str:
    """Return the content type of a stored letter."""
    return CONTENT_TYPES.get(PurePath(name).suffix.removeprefix("."), "application/octet-stream")
