"""What is read of the served site besides the pages of its map."""

from itertools import product

from news.enums import NewsKind

LANGUAGES = ("ka", "en")
LISTS = {"ka": "/ka/siakhleebi/", "en": "/en/news/"}
BELOW_A_LANGUAGE = [
    "feed.xml",
    "search/",
    "search/?q=migration",
    "search/?q=მიგრაცია",
    "search/?q=%22",
    "nothing-here/",
]
BESIDE_THE_MAP = [
    *(f"/{language}/{address}" for language, address in product(LANGUAGES, BELOW_A_LANGUAGE)),
    *(f"{LISTS[language]}?kind={kind}" for language, kind in product(LANGUAGES, [*NewsKind.values, "nonsense"])),
    "/",
    "/robots.txt",
    "/favicon.ico",
    "/nothing-here/",
]
