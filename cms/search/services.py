"""Search terms to begin with: names of the things that this site is about, in both languages."""

from pathlib import Path

import yaml
from django.db import transaction

from cms.search.models import GlossaryEntry

TERMS = Path(__file__).parent / "data" / "terms.yaml"


def starting_terms() -> list[GlossaryEntry]:
    """Return the entries of ``data/terms.yaml``, not saved."""
    return [_entry(**row) for row in yaml.safe_load(TERMS.read_text(encoding="utf-8"))]


@transaction.atomic
def load_terms() -> list[GlossaryEntry]:
    """Add the entries that are missing, and return them.

    An entry is there if its first Georgian term is, in whatever entry: what editors changed stays as it is.
    """
    known = {term for entry in GlossaryEntry.objects.all() for term in entry.terms}
    added = [entry for entry in starting_terms() if entry.terms[0] not in known]
    for entry in added:
        entry.full_clean()
        entry.save()
    return added


def _entry(*, ka: list[str], en: list[str], note: str = "") -> GlossaryEntry:
    return GlossaryEntry(terms_ka="\n".join(ka), terms_en="\n".join(en), note=note)
