"""Terms that mean the same: whoever looks for one finds the others."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

LONGEST_TERM = 100
MOST_TERMS = 10
REMEMBERED = "search.thesaurus"


class GlossaryEntry(index.Indexed, models.Model):
    """One thing with all its names, Georgian and English: "NGO", "არასამთავრობო ორგანიზაცია"."""

    terms_ka = models.TextField(_("in Georgian"), blank=True, help_text=_("One term a line; the usual one first."))
    terms_en = models.TextField(_("in English"), blank=True, help_text=_("One term a line; abbreviations too."))
    note = models.CharField(_("note"), max_length=250, blank=True, help_text=_("For editors: where it is used."))

    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("terms_ka"),
        index.SearchField("terms_en"),
        index.AutocompleteField("terms_ka"),
        index.AutocompleteField("terms_en"),
    ]

    class Meta:
        ordering = ("terms_ka", "terms_en")
        verbose_name = _("search term")
        verbose_name_plural = _("search terms")

    def __str__(self) -> str:
        return " – ".join(terms[0] for terms in (_lines(self.terms_ka), _lines(self.terms_en)) if terms)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Let the next search know."""
        super().save(*args, **kwargs)
        cache.delete(REMEMBERED)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Let the next search know."""
        done = super().delete(*args, **kwargs)
        cache.delete(REMEMBERED)
        return done

    def clean(self) -> None:
        """Want at least two names that somebody can look for."""
        for name in ("terms_ka", "terms_en"):
            lines = _lines(getattr(self, name))
            if any(len(term) > LONGEST_TERM for term in lines):
                raise ValidationError({name: _("A term has at most 100 characters. Write one term a line.")})
            if len(lines) > MOST_TERMS:
                raise ValidationError({name: _("At most 10 terms in each language.")})
            setattr(self, name, "\n".join(lines))
        if len(self.terms) < 2:
            raise ValidationError(_("Write at least two terms: in both languages, or two in one."))

    @property
    def terms(self) -> Sequence[str]:
        """All names, each once."""
        return tuple(dict.fromkeys([*_lines(self.terms_ka), *_lines(self.terms_en)]))


class WrittenBy(models.Model):
    """By which rules the index was written: one row, once there is an index (``rebuilding``)."""

    rules = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("rules of the index")
        verbose_name_plural = _("rules of the index")

    def __str__(self) -> str:
        return self.rules


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
