"""Where a member's own page stands, for lists, mails and search results. Built without asking the database."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import override

from cms.core.visibility import readable
from network.directory.pages import MemberDirectoryPage
from network.members.models import Membership
from network.registry.models import Organisation, Person


def record_address(record: Organisation | Person, language: str | None = None) -> str:
    """Return the path of the page of a member by its record; in the active language if none is said.

    Organisations and people may have the same short name; each kind has addresses of its own.
    """
    name = "member" if isinstance(record, Organisation) else "member_person"
    if language is None:
        return reverse(name, args=[record.slug])
    with override(language):
        return reverse(name, args=[record.slug])


def member_address(member: Membership, language: str | None = None) -> str:
    """Return the path of a member's page."""
    return record_address(member.record, language)


def open_directories() -> QuerySet[MemberDirectoryPage]:
    """Return the directory's pages that everybody may read: where there is none, no member has a page either."""
    return readable(MemberDirectoryPage.objects.filter(alias_of=None)).order_by("pk")
