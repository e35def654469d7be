"""Documents that come with an initiative: private files, which members and the secretariat read."""

from pathlib import PurePath
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from network.members.letters import check_letter, kind_of, private_storage

MOST_DOCUMENTS = 5


def document_path(instance: models.Model, filename: str) -> str:
    """Return a name that says nothing: what the sender called the file may name people."""
    kind = kind_of(instance.file)  # type: ignore[attr-defined]  # the only model with such files
    return f"initiatives/{uuid4().hex}.{kind or 'bin'}"


class InitiativeDocument(models.Model):
    """One file, under the name by which members see it."""

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.CASCADE, related_name="documents", verbose_name=_("initiative")
    )
    name = models.CharField(_("name"), max_length=150)
    file = models.FileField(
        _("file"), upload_to=document_path, storage=private_storage, validators=[check_letter], max_length=100
    )
    size = models.PositiveIntegerField(_("size"), default=0)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("added by")
    )

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("document of an initiative")
        verbose_name_plural = _("documents of initiatives")

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> str:
        """The kind of file in capital letters, as readers know it."""
        return PurePath(str(self.file.name)).suffix.removeprefix(".").upper()
