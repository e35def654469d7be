"""The site's search backend: Wagtail's, with words that are read as Georgian and English (docs/search.md).

``WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.search.backend"}}``: the public search, the admin's search of
pages, images, documents and records, and everything else that asks Wagtail's search find the same words.
"""

from django.db import connection

if connection.vendor == "postgresql":
    from cms.search.postgresql import SearchBackend
else:
    from cms.search.sqlite import SearchBackend

__all__ = ["SearchBackend"]
