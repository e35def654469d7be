"""Reading the served site as a machine does: every page of the map, every address that a page names."""

import http.client
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote, urljoin, urlsplit
from xml.etree import ElementTree

import html5lib

MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
LINKING = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "srcset", "form": "action"}
SECONDS_TO_ANSWER = 60


@dataclass(frozen=True)
class Answer:
    """What the server said to one address."""

    path: str
    status: int
    headers: list[tuple[str, str]]
    text: str
    length: int = 0
    cache: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def header(self, name: str) -> str:
        """Return the values of a header."""
        return ", ".join(value for key, value in self.headers if key.lower() == name.lower())

    @property
    def is_html(self) -> bool:
        """Whether it is a page."""
        return bool(self.text) and self.header("Content-Type").startswith("text/html")

    @property
    def language(self) -> str:
        """The language of the address."""
        return self.path[1:3]

    @property
    def tree(self) -> ElementTree.Element:
        """The page as elements."""
        if "tree" not in self.cache:
            self.cache["tree"] = html5lib.parse(self.text, namespaceHTMLElements=False)
        return self.cache["tree"]

    def all(self, path: str) -> list[ElementTree.Element]:
        """Return the elements at a path."""
        return self.tree.findall(path)

    def one(self, path: str) -> ElementTree.Element:
        """Return the only element at a path."""
        found = self.all(path)
        assert len(found) == 1, f"{self.path}: {len(found)} × {path}"
        return found[0]

    def words(self, path: str) -> str:
        """Return the text of the only element at a path."""
        return words(self.one(path))

    @property
    def links(self) -> Iterator[tuple[str, str]]:
        """Name of the element and full address of everything that the page names."""
        for element in self.tree.iter():
            attribute = LINKING.get(str(element.tag))
            value = element.get(attribute) if attribute else None
            if value is not None:
                yield str(element.tag), urljoin(self.path, value.split(" ")[0])


def words(element: ElementTree.Element) -> str:
    """Return the text of an element, its white space folded; a no-break space is a space."""
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


class Reader:
    """Asks the site at ``url``, sends no cookie, follows nothing."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=SECONDS_TO_ANSWER)

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for an address below the site's own."""
        self.connection.request("GET", quote(path, safe="/?&=%+"), headers={"Accept": "text/html", **headers})
        response = self.connection.getresponse()
        body = response.read()
        is_text = re.search(r"^text/|[/+](json|xml)", response.getheader("Content-Type", ""))
        text = body.decode("utf-8") if is_text else ""
        return Answer(path, response.status, response.getheaders(), text.replace(self.url, ""), len(body))


@dataclass(frozen=True)
class MapEntry:
    """One page of the map with its versions: language code and address."""

    path: str
    alternates: dict[str, str]


class Crawl:
    """Everything that was read, by address; addresses without the site's own name."""

    def __init__(self, answers: list[Answer]) -> None:
        self.answers = {answer.path: answer for answer in answers}

    @classmethod
    def of(cls, url: str, more: list[str]) -> "Crawl":
        """Read the map, its pages, the addresses of ``more``, and then whatever these name within the site."""
        reader = Reader(url)
        crawl = cls([reader.get("/sitemap.xml")])
        wanted = [*(entry.path for entry in crawl.entries), *more]
        for path in wanted:
            crawl.answers.setdefault(path, reader.get(path))
        named = [path for answer in list(crawl.answers.values()) if answer.is_html for path in crawl.named_by(answer)]
        for path in named:
            if path not in crawl.answers:
                crawl.answers[path] = reader.get(path)
        return crawl

    def to_json(self) -> list[dict[str, Any]]:
        """Return it as plain data."""
        return [asdict(answer) | {"cache": {}} for answer in self.answers.values()]

    @classmethod
    def from_json(cls, data: list[dict[str, Any]]) -> "Crawl":
        """Make it of plain data again."""
        return cls([Answer(**item) for item in data])

    def __getitem__(self, path: str) -> Answer:
        return self.answers[path]

    @cached_property
    def entries(self) -> list[MapEntry]:
        """The pages of the map."""
        found = []
        for url in ElementTree.fromstring(self["/sitemap.xml"].text).findall("s:url", MAP):
            links = {link.get("hreflang", ""): link.get("href", "") for link in url.findall("x:link", MAP)}
            found.append(MapEntry(url.findtext("s:loc", "", MAP), links))
        return found

    @cached_property
    def pages(self) -> list[Answer]:
        """The answers to the addresses of the map."""
        return [self[entry.path] for entry in self.entries]

    @cached_property
    def html(self) -> list[Answer]:
        """Every answer that is a page."""
        return [answer for answer in self.answers.values() if answer.is_html]

    @staticmethod
    def named_by(answer: Answer) -> list[str]:
        """Return the other addresses within the site that a page names."""
        found = dict.fromkeys(urlsplit(url)._replace(fragment="").geturl() for _name, url in answer.links)
        return [path for path in found if path.startswith("/") and path != answer.path]
