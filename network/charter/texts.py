"""The text of a charter in one form, whether it stands on the page or was frozen with a round."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from cms.core.dates import FuzzyDate
from cms.core.links import shown_pages
from network.agreement.content import Content


@dataclass(frozen=True, slots=True)
class Value:
    """A value and what it means."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of work; ``kept_by`` says what the site does for it, ``page`` shows how."""

    name: str
    text: str
    kept_by: str
    page: Page | None


@dataclass(frozen=True, slots=True)
class CharterText:
    """What readers read."""

    title: str
    lead: str
    preamble: str
    rules_title: str
    values: list[Value]
    rules: list[Rule]
    version: str
    adopted_on: FuzzyDate | None
    is_demonstration: bool


def text_of_page(page: Any) -> CharterText:
    """Return the text of a charter's page as it stands in memory."""
    streams = {name: [child["value"] for child in getattr(page, name).raw_data] for name in ("values", "rules")}
    names = ("title", "lead", "preamble", "rules_title", "version", "adopted_on", "is_demonstration")
    return _text({name: getattr(page, name) for name in names} | streams)


def text_of_content(content: Content) -> CharterText:
    """Return the text of a frozen content; what an older form of it lacks is empty."""
    fields = dict(content.get("fields", {}))
    for name in ("values", "rules"):
        fields[name] = [value for _kind, value in fields.get(name) or []]
    fields["adopted_on"] = FuzzyDate.parse(fields["adopted_on"]) if fields.get("adopted_on") else None
    return _text(fields)


def _text(fields: Mapping[str, Any]) -> CharterText:
    values: list[dict[str, Any]] = fields["values"]
    rules: list[dict[str, Any]] = fields["rules"]
    pages = shown_pages(_numbers(rules))
    return CharterText(
        **{name: fields.get(name) or "" for name in ("title", "lead", "preamble", "rules_title")},
        values=[Value(value.get("name", ""), value.get("meaning", "")) for value in values],
        rules=[_rule(rule, pages) for rule in rules],
        version=str(fields.get("version") or ""),
        adopted_on=fields["adopted_on"],
        is_demonstration=bool(fields.get("is_demonstration")),
    )


def _rule(rule: dict[str, Any], pages: dict[int, Page]) -> Rule:
    row = pages.get(_number(rule.get("page")))
    page = row.specific_deferred if row else None
    return Rule(rule.get("name", ""), rule.get("text", ""), rule.get("kept_by", ""), page)


def _numbers(rules: Iterable[dict[str, Any]]) -> list[int]:
    return [number for rule in rules if (number := _number(rule.get("page")))]


def _number(named: Any) -> int:
    """Return the number of a page: a block holds it bare, a frozen content as the record it stands for."""
    return int((named.get("id") if isinstance(named, dict) else named) or 0)
