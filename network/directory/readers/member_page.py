"""The page of one member. It is made from the membership and stands below the directory, without a row in the tree.

It knows what templates and navigation ask of any page: title, address, versions, place in the tree.
"""

from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.db.models import F, Value
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cms.core.addresses import absolute
from cms.core.navigation import other_language
from cms.core.structured_data import Node
from network.directory.addresses import member_address
from network.directory.pages import MemberDirectoryPage
from network.directory.readers.structured_data import member_node, profile_page
from network.members.activities import ActivityList, activities_of
from network.members.models import Membership
from network.registry.models import Organisation, Person, Place

LONGEST_SUMMARY = 200
NAMES = ("slug", "name_ka", "name_en", "sort_ka", "sort_en")


@dataclass(frozen=True)
class Subject:
    """A topic, or a region with its ISO code."""

    slug: str
    name: str
    iso: str = ""


class MemberPage:
    """What is told of a member in one language."""

    last_published_at = None

    def __init__(self, member: Membership, language: str, directories: dict[str, MemberDirectoryPage]) -> None:
        self.member = member
        self.language = language
        self.directory = directories[language]
        self._directories = directories

    # What every page has.
    @property
    def pk(self) -> int:
        """The number of the page that stands for this one where a page of the tree is needed."""
        return self.directory.pk

    @property
    def path(self) -> str:
        """The directory's place in the tree."""
        return self.directory.path

    @property
    def depth(self) -> int:
        """One below the directory."""
        return self.directory.depth + 1

    def get_ancestors(self) -> Any:
        """Return the pages above."""
        return self.directory.get_ancestors(inclusive=True)

    def get_url(self, request: HttpRequest | None = None) -> str:
        """Return the path of the page."""
        return member_address(self.member, self.language)

    @cached_property
    def versions(self) -> "dict[str, MemberPage]":
        """The page in each language in which the directory can be read."""
        return {language: MemberPage(self.member, language, self._directories) for language in self._directories}

    @property
    def title(self) -> str:
        """The member's name, with its acronym."""
        record = self.member.record
        name = self.member.name_in(self.language)
        acronym = getattr(record, "acronym", "")
        return f"{name} ({acronym})" if acronym and acronym not in name else name

    @property
    def label(self) -> str:
        """The words that stand for the page in the way to it."""
        return self.title

    @property
    def search_description(self) -> str:
        """The sentence that search engines and sharing services show."""
        return Truncator(self.about).chars(LONGEST_SUMMARY) or _("%(name)s is a member of the Network.") % {
            "name": self.title
        }

    @property
    def summary(self) -> str:
        """The same, by the name that other pages have for it."""
        return self.search_description

    @property
    def is_demonstration(self) -> bool:
        """Whether readers are told that it is an example."""
        return self.member.is_demonstration

    def structured_data(self, request: HttpRequest) -> list[Node]:
        """Tell search engines who the member is, and that it belongs to the Network."""
        address = absolute(self.get_url())
        return [member_node(self, address), profile_page(self, address)]

    # What a member has.
    @property
    def record(self) -> Organisation | Person:
        """The organisation or the person."""
        return self.member.record

    @property
    def is_person(self) -> bool:
        """Whether a person is the member."""
        return self.member.organisation is None

    @property
    def other_name(self) -> str:
        """The name in the other language."""
        return self.member.name_in(other_language(self.language))

    @property
    def about(self) -> str:
        """What the member does, in this language."""
        return self.member.about_text

    @property
    def place(self) -> Place | None:
        """The town of an organisation."""
        return self.member.organisation.place if self.member.organisation else None

    @cached_property
    def _subjects(self) -> list[dict[str, Any]]:
        """Topics and regions with their names, in one question."""
        topics = self.member.topics.order_by().values(*NAMES, rank=F("order"), code=Value(""), field=Value("topics"))
        regions = self.member.regions.order_by().values(*NAMES, rank=Value(0), code=F("iso"), field=Value("regions"))
        by_name = "sort_en" if self.language == "en" else "sort_ka"
        return sorted(topics.union(regions, all=True), key=itemgetter("rank", by_name))

    @property
    def topics(self) -> list[Subject]:
        """The topics that it works on, in their order."""
        return [self._subject(row) for row in self._subjects if row["field"] == "topics"]

    @property
    def regions(self) -> list[Subject]:
        """The regions in which it works, by name."""
        return [self._subject(row) for row in self._subjects if row["field"] == "regions"]

    def _subject(self, row: dict[str, Any]) -> Subject:
        return Subject(row["slug"], row[f"name_{self.language}"] or row["name_ka"] or row["name_en"], row["code"])

    @property
    def website(self) -> str:
        """The website that the member wants to be shown; else the one that its record names."""
        return self.member.shown_website or (self.member.organisation.website if self.member.organisation else "")

    @cached_property
    def logo(self) -> Any:
        """The logo in this language, else in the other one; None for people and for organisations without one."""
        organisation = self.member.organisation
        if organisation is None:
            return None
        logos = {"ka": organisation.logo_ka, "en": organisation.logo_en}
        return logos.get(self.language) or logos["ka"] or logos["en"]

    @cached_property
    def activities(self) -> list[ActivityList]:
        """What it did, as the rooms tell it."""
        return activities_of(self.member, self.language)

    @property
    def directory_url(self) -> str:
        """The address of the list, whose filters topics and regions lead to."""
        return self.directory.get_url() or ""
