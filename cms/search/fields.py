"""What the index reads of a record beyond its own texts."""

from wagtail.search.index import SearchField


class NamesField(SearchField):
    """Names of other records that a page shows: found, but no passage that a list of results could quote.

    They cost a question, which is asked when a page is saved and not when its result is shown.
    """
