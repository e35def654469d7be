"""How pages get into the tree: first all of them as empty drafts, then each its content and one published revision.

Two steps, because pages point at one another in circles (related texts, a notice and its publication).
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page

from cms.core.languages import slugify_national
from cms.core.models import BasePage
from cms.demo.content import LANGUAGES, OPENED, Entry, load, stable_uuid, words
from cms.demo.records import Records
from cms.demo.streams import StreamWriter
from cms.users.models import User
from home.models import HomePage
from network.agreement.enums import Voice
from network.agreement.models import AgreedPage
from network.agreement.sealing import certify_legacy

HOME = "home"
Fill = Callable[[Any, Entry, StreamWriter], None]


@dataclass(frozen=True)
class PagePlan:
    """One page of the demonstration in both languages."""

    key: str
    model: type[BasePage]
    parent: str
    entry: Entry
    fill: Fill
    published: datetime.datetime = OPENED
    in_menus: bool = False
    related: tuple[str, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)  # what even an empty draft must have


# What readers are told about texts whose agreement is older than the site.
DECISION = "\n".join(words(load("rounds")["decision"], language) for language in LANGUAGES)


class Tree:
    """The pages of the demonstration, by key and language."""

    def __init__(self, records: Records, author: User | None, *, asked: Collection[str] = ()) -> None:
        self.records = records
        self.asked = asked  # the keys of pages that stay drafts, since the members are asked about them
        self.author = author
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.pages: dict[tuple[str, str], Page] = {}
        self._empty: list[tuple[PagePlan, str]] = []

    def plant(self, plans: Iterable[PagePlan]) -> None:
        """Find each page, or put an empty draft where it belongs; publish those that were not there."""
        for plan in plans:
            for language in LANGUAGES:
                self._plant(plan, language)
        for plan, language in self._empty:
            self._fill(plan, language)

    def _plant(self, plan: PagePlan, language: str) -> None:
        page = self._existing(plan, language)
        if page is None:
            page = self._draft(plan, language)
            self.records.made[plan.model] += 1
            self._empty.append((plan, language))
        elif plan.key == HOME and page.latest_revision_id is None:
            self._empty.append((plan, language))
        self.pages[plan.key, language] = page

    def _existing(self, plan: PagePlan, language: str) -> Page | None:
        if plan.key == HOME:
            return HomePage.objects.filter(locale=self.locales[language]).order_by("path").first()
        key = stable_uuid("page", plan.key)
        return Page.objects.filter(translation_key=key, locale=self.locales[language]).first()

    def _draft(self, plan: PagePlan, language: str) -> Page:
        parent = self.pages[plan.parent, language]
        title = words(plan.entry["title"], language)
        return parent.add_child(
            instance=plan.model(
                title=title,
                slug=find_available_slug(parent, slugify_national(title)),
                locale=self.locales[language],
                translation_key=stable_uuid("page", plan.key),
                live=False,
                owner=self.author,
                **plan.details,
            )
        )

    def _fill(self, plan: PagePlan, language: str) -> None:
        # Fresh from the database: the row in memory may not know how many children it has got meanwhile.
        page = Page.objects.get(pk=self.pages[plan.key, language].pk).specific
        writer = StreamWriter(plan.key, language, self.records, lambda key: self.pages[key, language].pk)
        entry = plan.entry
        page.title = page.draft_title = words(entry["title"], language)
        for name in ("menu_label", "official_title", "lead", "search_description"):
            setattr(page, name, words(entry.get(name), language))
        if entry.get("official_title"):
            # The title as published is English; it stands on the Georgian page too.
            page.official_title = words(entry["official_title"], language) or words(entry["official_title"], "en")
        page.internal_note = words(entry.get("note"), language)
        page.is_demonstration = entry.get("demonstration", False)
        page.show_in_menus = plan.in_menus
        page.first_published_at = None if plan.key in self.asked else plan.published
        page.related = writer.related(plan.related)
        plan.fill(page, entry, writer)
        revision = page.save_revision(user=self.author)
        if plan.key in self.asked:
            return
        if isinstance(page, AgreedPage) and page.voice in Voice.asked():
            certify_legacy(revision.as_object(), decision=DECISION, by=self.author)
        # The command may do this whatever rights the accounts' groups give.
        revision.publish(user=self.author, skip_permission_checks=True)
