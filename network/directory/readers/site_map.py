"""The members' pages on the map of the site."""

from collections.abc import Iterator

from cms.core.locales import language_of
from cms.core.sitemap import Entry, map_source
from network.directory.addresses import member_address, open_directories
from network.members.models import Membership


@map_source
def member_pages() -> Iterator[Entry]:
    """Tell of the page of each public member, in each language in which the directory can be read. Two questions."""
    languages = {language_of(locale) for locale in open_directories().values_list("locale", flat=True)}
    members = Membership.objects.public().with_names().alphabetical() if languages else Membership.objects.none()
    for member in members:
        for language in sorted(languages):
            yield Entry(("member", member.pk), language, member_address(member, language), False, None)
