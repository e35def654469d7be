"""The members' directory: the list of members and the map of the regions where they work."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.core.addresses import page_address
from cms.core.models import BasePage
from cms.core.structured_data import Node, web_page
from network.directory.readers.listing import MemberListing


class MemberDirectoryPage(BasePage):
    """The list of the members that everybody may know of; the page of each has an address of its own."""

    agreement = "The page only lists members; each membership is agreed by itself."
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("members’ directory")
        verbose_name_plural = _("members’ directories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``listing``: map, filters, what was chosen, the members of this part."""
        listing = MemberListing(request.GET, self.language)
        context = super().get_context(request, *args, **kwargs) | {"listing": listing}
        context["navigation"].canonical_query = listing.canonical_query
        return context

    def structured_data(self, request: HttpRequest) -> list[Node]:
        """Call the page a list."""
        return [web_page(self, page_address(self, request), "CollectionPage")]
