"""What all processes of the site must know of each other for a while: how often something was tried, whom not to mail.

The cache of Django's own that lives in the database lets two processes both add a key that has run out, and asks for a
table that no migration makes; the ones in memory and in files count each process, or not exactly.
"""

from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.users.models import SharedNote

NEVER = datetime(9999, 1, 1, tzinfo=UTC)


class SharedCache(BaseCache):
    """A cache of small values in the database, in which ``add`` succeeds for one process alone.

    Keys name addresses of machines and of mail; only a keyed hash of them is kept.
    """

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def _hash(self, key: str, version: int | None) -> str:
        return salted_hmac("cms.users.shared_cache", self.make_and_validate_key(key, version=version)).hexdigest()

    def _until(self, timeout: float | None) -> datetime:
        seconds = self.get_backend_timeout(timeout)
        return NEVER if seconds is None else datetime.fromtimestamp(seconds, tz=UTC)

    def add(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep the value unless there is one; say whether this call has kept it."""
        name = self._hash(key, version)
        values = {"value": value, "expires_at": self._until(timeout)}
        # One statement: read first and deleted then, a note that another process has just put there would go.
        if SharedNote.objects.filter(key=name, expires_at__lte=timezone.now()).update(**values):
            return True
        try:
            return SharedNote.objects.get_or_create(key=name, defaults=values)[1]
        except IntegrityError:  # another process kept it first, and has let it go again since
            return False

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return what is kept and has not run out."""
        note = SharedNote.objects.filter(key=self._hash(key, version), expires_at__gt=timezone.now()).first()
        return default if note is None else note.value

    def set(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep the value in the place of any other."""
        note = SharedNote(key=self._hash(key, version), value=value, expires_at=self._until(timeout))
        SharedNote.objects.bulk_create(
            [note], update_conflicts=True, unique_fields=["key"], update_fields=["value", "expires_at"]
        )

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget the value; say whether there was one."""
        return SharedNote.objects.filter(key=self._hash(key, version)).delete()[0] > 0

    def clear(self) -> None:
        """Forget everything."""
        SharedNote.objects.all().delete()
