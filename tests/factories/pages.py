"""What all page factories share: language, place in the tree, counterpart in the other language."""

import json
from typing import Any
from uuid import uuid4

import factory
import wagtail_factories
from django.utils import timezone
from wagtail.models import Locale, Page

from cms.core.languages import slugify_national
from cms.core.models import BasePage
from home.models import HomePage
from network.agreement.enums import Voice
from network.agreement.models import AgreedPage
from network.agreement.sealing import certify_legacy

OTHER = {"ka": "en", "en": "ka"}


def as_locale(locale: Locale | str | None) -> Locale:
    """Return the locale for "ka", "en" or itself; Georgian for nothing."""
    return locale if isinstance(locale, Locale) else Locale.objects.get(language_code=locale or "ka")


def home_page(locale: Locale | str | None = None) -> HomePage:
    """Return the front page of a language, which migrations have made."""
    return HomePage.objects.filter(locale=as_locale(locale)).order_by("path").first()


def only_child(parent: BasePage, page_factory: type["SitePageFactory"]) -> Page:
    """Return the first child of a factory's type; if there is none, make it as the counterpart of the other one's."""
    children = page_factory._meta.model.objects.order_by("path")
    found = children.child_of(parent).first()
    if found is not None:
        return found
    twin = children.child_of(parent.counterpart).first() if parent.counterpart else None
    return page_factory(parent=parent, **({"translation_key": twin.translation_key} if twin else {}))


def stream(*children: tuple[str, Any]) -> str:
    """Write a StreamField: ``stream(("heading", {"text": "…", "level": "h2"}), ("paragraph", "<p>…</p>"))``."""
    return json.dumps([{"type": kind, "value": value, "id": str(uuid4())} for kind, value in children])


class SitePageFactory(wagtail_factories.PageFactory):
    """A live page. Without ``parent`` it stands where its type belongs, in ``locale`` (Georgian if not said).

    Texts stand in the secretariat's name if nothing else is said. A live one in another name gets a legacy certificate
    first, or ``agreed=False``: then the gate makes a draft of it.
    """

    class Meta:
        abstract = True

    class Params:
        number = factory.Sequence(lambda number: number + 1)

    parent = None
    locale = None
    agreed = True
    title = factory.LazyAttribute(lambda page: f"{names_of(page)[language_of(page)]} {page.number}")
    slug = ""
    live = True
    first_published_at = factory.LazyAttribute(lambda page: timezone.now() if page.live else None)
    last_published_at = factory.LazyAttribute(lambda page: page.first_published_at)

    _names = {"ka": "გვერდი", "en": "Page"}

    @classmethod
    def default_parent(cls, locale: Locale) -> Page:
        """Return the page below which this type stands."""
        return home_page(locale)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        parent, locale, agreed = kwargs.pop("parent"), kwargs.pop("locale"), kwargs.pop("agreed")
        if issubclass(model_class, AgreedPage):
            kwargs.setdefault("voice", Voice.EDITORIAL)
        if parent is None:
            parent = cls.default_parent(as_locale(locale))
        kwargs["locale"] = as_locale(locale or (parent.locale if parent.depth > 1 else None))
        if not kwargs["live"] and not kwargs["slug"]:
            kwargs["slug"] = f"{slugify_national(kwargs['title'])}-{uuid4().hex[:6]}"
        waits = agreed and kwargs["live"] and kwargs.get("voice") in Voice.asked()
        page = model_class(**{**kwargs, "live": kwargs["live"] and not waits})
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        if waits:
            certify_legacy(page, decision="Made by a factory.")
            page.live = True
            page.save()
        return page


def language_of(page: Any) -> str:
    """Return the language of the page that a factory is about to make."""
    if page.locale is not None:
        return as_locale(page.locale).language_code
    return page.parent.locale.language_code if page.parent is not None and page.parent.depth > 1 else "ka"


def names_of(page: Any) -> dict[str, str]:
    """Return the plain names that a factory gives its pages, by language."""
    return page._Resolver__step.builder.factory_meta.factory._names


def translate(page: Page, **texts: Any) -> Page:
    """Return a live page in the other language that shares the facts of ``page`` and has ``texts`` instead of its.

    The pages above it get a counterpart too if they have none. Called again, it changes the counterpart.
    """
    page = Page.objects.get(pk=page.pk).specific
    locale = as_locale(OTHER[page.locale.language_code])
    parent = page.get_parent().specific
    if parent.depth > 1 and not parent.has_translation(locale):
        translate(parent)
    copy = page.get_translation_or_none(locale) or page.copy_for_translation(locale)
    texts.setdefault("title", copy.title)
    if "slug" not in texts and texts["title"] != page.title:
        texts["slug"] = ""
    for name, value in {"live": page.live, **texts}.items():
        setattr(copy, name, value)
    copy.first_published_at, copy.last_published_at = page.first_published_at, page.last_published_at
    copy.has_unpublished_changes = False
    if copy.live and isinstance(copy, AgreedPage) and copy.voice in Voice.asked():
        certify_legacy(copy, decision="Made by a factory.")
    copy.save()
    return copy.specific_class.objects.get(pk=copy.pk)
