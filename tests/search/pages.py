"""News items in great number, written with few statements."""

import datetime
from collections.abc import Iterable, Sequence
from itertools import islice

from django.utils import timezone

from cms.core.dates import FuzzyDate
from cms.core.languages import slugify_national
from cms.demo.content import stable_uuid
from cms.demo.scale import insert_news
from network.agreement.enums import Voice
from network.agreement.gate import passing
from news.enums import NewsKind
from news.models import NewsIndexPage, NewsPage
from tests.factories import NewsIndexPageFactory, home_page, stream

AT_ONCE, DAYS, STRIDE = 500, 2900, 37


def news_index(language: str) -> NewsIndexPage:
    """Return the list of news of a language."""
    found = NewsIndexPage.objects.filter(locale__language_code=language).first()
    return found or NewsIndexPageFactory(parent=home_page(language))


def numbered(texts: Iterable[str], kind: str = NewsKind.NEWS) -> list[NewsPage]:
    """Write a Georgian item for each text, called by nothing but its number from 0 on."""
    pages = [news_page(f"{kind}-{number}", f"№ {number}", [text], number, kind) for number, text in enumerate(texts)]
    write("ka", pages)
    return pages


def number_of(page: NewsPage) -> int:
    """Return which item of ``numbered`` a page is."""
    return int(page.title.split()[-1])


def news_page(key: str, title: str, said: Sequence[str], number: int, kind: str = NewsKind.NEWS) -> NewsPage:
    """Make an item in the secretariat's name; the number sets its day."""
    published = timezone.now() - datetime.timedelta(days=number * STRIDE % DAYS)
    half = len(said) // 2
    page = NewsPage(
        title=title,
        draft_title=title,
        slug=f"{slugify_national(title)[:50]}-{key}",
        voice=Voice.EDITORIAL,
        kind=kind,
        date=FuzzyDate.from_date(published.date()),
        date_earliest=published.date(),
        date_latest=published.date(),
        body=stream(*(("paragraph", f"<p>{' '.join(part)}</p>") for part in (said[:half], said[half:]) if part)),
        translation_key=stable_uuid("numbered", key),
        first_published_at=published,
        last_published_at=published,
    )
    page.topics, page.places = [], []
    return page


def write(language: str, pages: Iterable[NewsPage]) -> None:
    """Append items to the list of a language, and index them."""
    index, waiting = news_index(language), iter(pages)
    while batch := list(islice(waiting, AT_ONCE)):
        with passing(str(page.translation_key) for page in batch):
            insert_news(NewsIndexPage.objects.get(pk=index.pk), batch)
