"""Applications to join: what somebody typed, how far it has come, and the links by which it is opened again."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from network.directory.states import ApplicationState


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Questions about applications."""

    def waiting(self) -> "ApplicationQuerySet":
        """Return those that the secretariat has to look at, the oldest first."""
        return self.filter(state=ApplicationState.SENT).order_by("sent_at", "pk")

    def of_text(self, translation_key: object) -> "ApplicationQuerySet":
        """Return the one whose announcement that text is."""
        return self.filter(translation_key=translation_key)


class Application(models.Model):
    """Somebody wants to join. Who decides about it is the members; the secretariat prepares it.

    ``typed`` holds what was typed, as it was typed, by step and field: a half-filled step is kept too. ``completed``
    is what the secretariat added, such as the name in the other language. Both go with the row (``retention``).
    """

    email = models.EmailField(_("e-mail"), max_length=254)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="ka")
    state = models.CharField(
        _("state"), max_length=10, choices=ApplicationState.choices, default=ApplicationState.DRAFT, db_index=True
    )
    typed = models.JSONField(default=dict)
    completed = models.JSONField(default=dict)
    organisation = models.ForeignKey(
        "registry.Organisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    person = models.ForeignKey("registry.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # The question that the secretariat asked, or why it refused.
    note = models.TextField(blank=True, default="")
    translation_key = models.UUIDField(_("announcement"), null=True, blank=True, unique=True)
    membership = models.ForeignKey(
        "members.Membership", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_demonstration = models.BooleanField(_("demonstration record"), default=False)

    objects: ClassVar[Any] = ApplicationQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("-created_at", "-pk")
        verbose_name = _("application to join")
        verbose_name_plural = _("applications to join")
        indexes = (models.Index(fields=("email",), name="directory_application_email"),)

    def __str__(self) -> str:
        # Logs repeat it: no name in it.
        return gettext("Application %(number)s") % {"number": self.pk}

    @property
    def can_be_written(self) -> bool:
        """Whether the applicant may change it now."""
        return self.state in ApplicationState.written()

    @property
    def is_over(self) -> bool:
        """Whether nothing will happen to it any more."""
        return self.state in ApplicationState.over()

    def said(self, name: str) -> Any:
        """Return a value: what the secretariat completed, else what was typed; "" if there is none."""
        if self.completed.get(name):
            return self.completed[name]
        return next((step[name] for step in self.typed.values() if step.get(name)), "")

    def name_in(self, language: str) -> str:
        """Return the applicant's name in a language; in the other one if there is none."""
        names = {code: self.said(f"name_{code}") for code, _name in settings.LANGUAGES}
        return str(names.get(language) or next(filter(None, names.values()), "") or gettext("without a name yet"))

    @property
    def name(self) -> str:
        """The applicant's name in the active language."""
        return self.name_in(get_language() or "ka")

    @property
    def is_person(self) -> bool:
        """Whether a person applies, and not an organisation."""
        return bool(self.said("kind") == "person")

    @property
    def is_hidden(self) -> bool:
        """Whether the membership shall be known to members only."""
        return bool(self.said("visibility") == "members")


class ApplicationLink(models.Model):
    """A mailed link by which an application is opened. Only the SHA-256 of what the mail says is kept."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.application_id}: {self.pk}"
