"""Django's filters that change letters, without wrong Georgian ones. Loaded into every template by the settings."""

from django import template
from django.template import defaultfilters
from django.template.defaultfilters import stringfilter

from cms.core.languages import capitalise_first, fold_mtavruli

register = template.Library()


@register.filter(is_safe=True)
@stringfilter
def capfirst(value: str) -> str:
    """Capitalise the first letter, unless it is Georgian."""
    return capitalise_first(value)


@register.filter(is_safe=False)
@stringfilter
def upper(value: str) -> str:
    """Write in capitals, Georgian excepted: running text has none."""
    return fold_mtavruli(value.upper())


@register.filter(is_safe=True)
@stringfilter
def title(value: str) -> str:
    """Capitalise each word, Georgian excepted."""
    return fold_mtavruli(defaultfilters.title(value))
