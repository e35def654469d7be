"""The editors' search terms as the search reads them."""

from django.core.cache import cache

from cms.search.analysis.queries import Thesaurus
from cms.search.models import REMEMBERED, GlossaryEntry

# Until then other processes may not know a term that was saved in one.
SECONDS_REMEMBERED = 60


def thesaurus() -> Thesaurus:
    """Return what the editors say means the same; each process asks for it once a minute at most."""
    held: Thesaurus | None = cache.get(REMEMBERED)
    if held is None:
        held = Thesaurus(entry.terms for entry in GlossaryEntry.objects.all())
        cache.set(REMEMBERED, held, SECONDS_REMEMBERED)
    return held
