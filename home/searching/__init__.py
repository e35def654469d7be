"""The search page: what readers may see of all rooms, by the words of ``cms.search``."""
