"""The page of what came of initiatives, on the map of the site: as soon as it lists one."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import override

from cms.core.sitemap import Entry, map_source
from network.agreement.texts import LANGUAGES
from network.initiatives.results import shown_initiatives


@map_source
def list_of_initiatives() -> Iterator[Entry]:
    """Tell of the page in both languages. One question."""
    if not shown_initiatives().exists():
        return
    for language in LANGUAGES:
        with override(language):
            yield Entry("initiatives", language, reverse("initiatives"), False, None)
