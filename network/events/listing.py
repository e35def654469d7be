"""The list of events: filters from the address, what comes and what was, month by month."""

from django.http import QueryDict
from wagtail.query import PageQuerySet

from cms.core.lists import FilteredList


class EventListing(FilteredList):
    """What the list shows for one address."""

    def __init__(self, pages: PageQuerySet, data: QueryDict) -> None:
        super().__init__(data)
        self.pages = pages
