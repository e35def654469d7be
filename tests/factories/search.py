"""Search terms."""

import factory
from factory.django import DjangoModelFactory

from cms.search.models import GlossaryEntry


class GlossaryEntryFactory(DjangoModelFactory):
    """``GlossaryEntryFactory(terms_ka="…", terms_en="…")``: one term a line."""

    terms_ka = factory.Sequence(lambda number: f"ტერმინი{number + 1}")
    terms_en = factory.Sequence(lambda number: f"term{number + 1}")

    class Meta:
        model = GlossaryEntry
