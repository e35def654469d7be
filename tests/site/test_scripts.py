"""A voice that reads Georgian letters in English, or English words in Georgian, is not understood."""

import html5lib
import pytest

from tests.served.crawl import Answer, Crawl
from tests.site.scripts import GEORGIAN, LATIN, misplaced


def test_every_word_stands_under_its_own_language(crawl: Crawl) -> None:
    assert [(page.path, words) for page in crawl.html for words in misplaced(page.tree)] == []


def test_page_says_its_language(crawl: Crawl) -> None:
    said = {page.path: (page.one(".").get("lang"), page.header("Content-Language")) for page in crawl.pages}
    assert said == {page.path: (page.language, page.language) for page in crawl.pages}


@pytest.mark.parametrize("what", ["title", "description"])
def test_title_and_description_are_in_the_language_of_the_page(crawl: Crawl, what: str) -> None:
    wrong = []
    for page in crawl.pages:
        text = page.words(".//title") if what == "title" else _description(page)
        georgian, latin = len(GEORGIAN.findall(text)), len(LATIN.findall(text))
        if (georgian > latin) != (page.language == "ka"):
            wrong.append((page.path, text))
    assert wrong == []


def _description(page: Answer) -> str:
    return page.one(".//meta[@name='description']").get("content", "")


@pytest.mark.parametrize(
    ("html", "wrong"),
    [
        ('<html lang="en"><p>Tbilisi, <b lang="ka">თბილისი</b>, Georgia', []),
        ('<html lang="en"><p>Tbilisi, <b>თბილისი</b>', ["en: თბილისი"]),
        ('<html lang="en"><p lang="ka">თბილისი <b lang="en">Tbilisi</b> ქალაქი', []),
        ('<html lang="en"><p lang="ka"><b lang="en">Tbilisi</b> town', ["ka: town"]),
        ('<html lang="ka"><p>ორგანიზაცია IOM', ["ka: ორგანიზაცია IOM"]),
        ('<html lang="ka"><p>ორგანიზაცია <span lang="en">IOM</span>, 2030, – „“', []),
        ('<html lang="ka"><p><span lang="fr">Québec</span>', []),
        ("<p>თბილისი", [": თბილისი"]),
        ('<html lang="ka"><code>dbc7 802e', []),
        (
            '<html lang="ka"><textarea lang="zxx">&lt;b title="ორგანიზაცია"&gt;</textarea><p lang="zxx">IOM<p>IOM',
            ["ka: IOM"],
        ),
        ('<html lang="ka"><svg><text lang="en">Geneva</text><text>Genève</text></svg>', ["ka: Genève"]),
        ('<html lang="ka"><title>IOM</title><script>let a</script><img alt="IOM">', []),
    ],
)
def test_the_check_itself(html: str, wrong: list[str]) -> None:
    assert list(misplaced(html5lib.parse(html, namespaceHTMLElements=False))) == wrong
