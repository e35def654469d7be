"""No text of the content files is lost on its way, and every page is whole."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import serializers
from django.core.management import call_command
from wagtail.models import Page, Revision

from cms.core.blocks import BODY_BLOCKS
from cms.core.dates import FuzzyDate
from cms.core.models import BasePage, CustomDocument, CustomImage, SiteSettings
from cms.demo.content import DATA, load
from network.agreement.models import AgreementRound, Answer, Certificate, RoundText
from network.charter.models import CharterSubscription
from network.initiatives.models import Initiative
from network.letters.models import Delivery, ReceivedAnswer
from network.members.models import Membership
from network.registry.models import Organisation, Person, Place, Topic
from projects.models import FundingLine, Programme

pytestmark = pytest.mark.usefixtures("seeded")

RECORDS = (
    Topic, Place, Organisation, Person, Programme, FundingLine, CustomImage, CustomDocument, SiteSettings, Membership,
    AgreementRound, RoundText, Certificate, Delivery, ReceivedAnswer, Initiative,
)  # fmt: skip
Found = tuple[str, dict[str, Any]]


def pairs(value: Any, path: str) -> Iterator[Found]:
    """Yield every text in two languages, except what waits for a later part of the site."""
    if isinstance(value, dict) and "awaits" not in value:
        if "ka" in value and "en" in value:
            yield path, value
            return
        for name, inner in value.items():
            # A date's words are made from the date; see below. A member objects in one language.
            if not ("precision" in value and name == "text") and name != "object":
                yield from pairs(inner, f"{path}/{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from pairs(inner, f"{path}/{number}")


def dates(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "precision" in value and "text" in value and "amendments" not in value:
            yield value
        for inner in value.values():
            yield from dates(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from dates(inner)


def files() -> list[str]:
    return sorted(path.stem for path in DATA.glob("*.yaml"))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)
    elif isinstance(value, str) and value[:1] in "[{" and value[-1:] in "]}":
        try:
            yield from strings(json.loads(value))
        except ValueError:
            yield value
    elif isinstance(value, str):
        yield re.sub(r"<[^>]+>", "", value)


@pytest.fixture
def held(language: str) -> str:
    """All texts of the pages in one language and of the records, one a line."""
    rows = Page.objects.filter(locale__language_code=language).specific()
    pages = [page.get_latest_revision_as_object().serializable_data() for page in rows if page.depth > 1]
    records = [json.loads(serializers.serialize("json", model._base_manager.all())) for model in RECORDS]
    return "\n".join(strings([pages, records]))


def test_nothing_is_lost(held: str, language: str) -> None:
    lines = set(held.splitlines())
    missing = [
        f"{path}: {text}"
        for name in files()
        for path, pair in pairs(load(name), name)
        if (text := str(pair[language]).strip()) and text not in lines and text not in held
    ]
    assert missing == []


def test_dates_read_as_the_sources_print_them(language: str) -> None:
    def plain(text: str) -> str:
        return text.replace("\N{NO-BREAK SPACE}", " ")

    found = [
        date for name in files() for date in dates(load(name)) if "start" not in date or date["precision"] != "month"
    ]
    assert len(found) > 20
    assert [
        date for date in found if plain(FuzzyDate.from_mapping(date).format(language)) != plain(date["text"][language])
    ] == []


def test_every_page_is_valid_and_published_in_both_languages() -> None:
    asked = AgreementRound.objects.values_list("translation_key", flat=True)
    pages = Page.objects.filter(depth__gt=1).exclude(translation_key__in=asked).specific()
    assert len(pages) == 78
    for page in pages:
        page.full_clean()
        assert page.live, page
        assert not page.has_unpublished_changes, page
        assert page.revisions.count() == 1, page
        assert page.first_published_at.year < 2026 or page.first_published_at.date().isoformat() == "2026-01-12"
        assert page.counterpart.live, page
        assert re.fullmatch(r"[a-z0-9-]{1,80}", page.slug), page
        assert page.depth == 2 or page.slug != page.counterpart.slug, page
        assert page.lead, page
    assert not any(Page.find_problems())


def test_what_the_members_were_asked_is_public_only_where_they_agreed() -> None:
    rounds = AgreementRound.objects.order_by("pk")
    ends = [(asked.state, asked.number) for asked in rounds]
    agreed, objected = ("published", 1), ("objected", 1)
    assert ends == [agreed, agreed, objected, ("open", 2), objected, ("lapsed", 1), agreed, agreed, agreed]
    for asked in rounds:
        pages = Page.objects.filter(translation_key=asked.translation_key)
        assert {page.live for page in pages} == {asked.state == "published"}, asked
        assert {page.locale.language_code for page in pages} == {"ka", "en"}
    stances = list(Answer.objects.filter(round_member__round=rounds[3]).values_list("stance", flat=True))
    assert set(stances) == {"agree", "stand_aside", "abstain"}
    assert Answer.objects.objections().filter(round_member__round=rounds[4]).exclude(proposal="").count() == 1
    assert CharterSubscription.objects.count() == 17
    call_command("audit_agreements")


def test_blocks_have_lasting_identifiers_that_both_languages_share() -> None:
    def ids(page: BasePage) -> list[str]:
        text = page.to_json()
        return re.findall(r'\\+"id\\+": \\+"([0-9a-f-]{36})', text)

    for page in Page.objects.filter(depth__gt=1, locale__language_code="ka").specific():
        own = ids(page)
        assert len(own) == len(set(own)), page
        assert own == ids(page.counterpart.specific), page
    assert all(
        block.id for page in Page.objects.filter(depth__gt=2).specific() if hasattr(page, "body") for block in page.body
    )


def test_blocks_are_shown_that_editors_will_look_for() -> None:
    used = {
        block.block_type
        for page in Page.objects.filter(depth__gt=2).specific()
        if hasattr(page, "body")
        for block in page.body
    }
    # A film, key messages and a button inside a text have no example; documents stand in their own field.
    unused = {"video_link", "key_messages", "document", "call_to_action"}
    assert {name for name, _block in BODY_BLOCKS} - used == unused


def test_links_stay_in_the_page_s_language() -> None:
    for page in Page.objects.filter(depth__gt=1).specific():
        linked = [block.value for block in page.related]
        linked += [
            target for name in ("project", "publication", "parent_project") if (target := getattr(page, name, None))
        ]
        assert {target.locale_id for target in linked} <= {page.locale_id}, page


def test_history_names_who_published() -> None:
    assert {revision.user.username for revision in Revision.objects.all()} == {"secretariat"}
