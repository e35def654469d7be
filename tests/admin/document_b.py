"""The webinar of document B, as an editor types it into the admin's forms, in either language."""

from pathlib import Path
from typing import Any

import yaml
from wagtail.test.utils.form_data import streamfield

from tests.admin.page_forms import form, fuzzy, items, paragraph
from tests.factories import OrganisationFactory, PersonFactory

DATA = Path(__file__).resolve().parents[2] / "cms" / "demo" / "data"
PROMOTED = (
    "menu_label", "seo_title", "search_description", "share_text", "share_image", "internal_note", "published_by",
    "venue", "platform_url", "end_date", "report_page",
)  # fmt: skip
STREAMS = ("related", "documents", "report", "attendance", "recording")


def source() -> dict[str, Any]:
    """Return the facts and texts of the document."""
    events = yaml.safe_load((DATA / "events.yaml").read_text(encoding="utf-8"))["events"]
    return next(event for event in events if event["key"] == "gcm_webinar_2021")


class Records:
    """The organisations and people that the document names, as they stand in the registry."""

    def __init__(self, event: dict[str, Any]) -> None:
        speakers = [speaker for slot in event["agenda"] for speaker in slot["speakers"]]
        named = {entry["organisation"] for entry in (*speakers, *event["organisers"])}
        self.organisations = {key: OrganisationFactory(name_en=key).pk for key in sorted(named)}
        self.people = {key: PersonFactory(name_en=key).pk for key in sorted({entry["person"] for entry in speakers})}


def filled_form(event: dict[str, Any], records: Records, language: str) -> dict[str, Any]:
    """Return everything that the form of the event sends, in one language."""

    def said(pair: dict[str, str] | None) -> str:
        return (pair or {}).get(language, "")

    organisers = [
        {
            "organisation": records.organisations[entry["organisation"]],
            "part": entry.get("part", "organiser"),
            "role": said(entry.get("role")),
        }
        for entry in event["organisers"]
    ]
    known = ("kind", "voice", "time_zone", "second_time_zone", "format", "platform", "access")
    return form(
        dict.fromkeys(PROMOTED, "")
        | {name: streamfield([]) for name in STREAMS}
        | {name: event[name] for name in known}
        | {name: said(event[name]) for name in ("title", "official_title", "lead", "audience", "purpose")}
        | {
            "slug": "",
            "start_date": event["day"],
            "start_time": event["start"],
            "end_time": event["end"],
            "agenda_is_draft": "on",
            "outcome": "",
            "organisers": streamfield([("organiser", organiser) for organiser in organisers]),
            "body": streamfield([_block(block, said) for block in event["body"]]),
            "objectives": streamfield([("objective", paragraph(said(text))) for text in event["objectives"]]),
            "workplan": streamfield([("step", _step(step, said)) for step in event["workplan"]]),
            "agenda": streamfield([("slot", _slot(slot, records, said)) for slot in event["agenda"]]),
        }
    )


def _block(block: dict[str, Any], said: Any) -> tuple[str, Any]:
    ((kind, pair),) = block.items()
    return kind, {"text": said(pair), "level": "h2"} if kind == "heading" else paragraph(said(pair))


def _step(step: dict[str, Any], said: Any) -> dict[str, Any]:
    return {
        **fuzzy("date", **_parts(step["date"])),
        "state": step["state"],
        "title": said(step["title"]),
        "official_title": said(step.get("official_title")),
        "text": said(step["text"]),
        "page": "",
    }


def _parts(date: dict[str, str]) -> dict[str, Any]:
    """Return the inputs of a date: a day, a span of months, or one of two months."""
    first = date.get("value") or date.get("start") or date["first"]
    last = date.get("end") or date.get("second") or ""
    named = zip(("year", "month", "day"), (int(part) for part in first.split("-")), strict=False)
    ends = zip(("end_year", "end_month"), (int(part) for part in last.split("-") if part), strict=False)
    parts = {"precision": date["precision"], **dict(named), **dict(ends)}
    if date["precision"] == "either_month":
        parts.pop("end_year")
    return parts


def _slot(slot: dict[str, Any], records: Records, said: Any) -> dict[str, Any]:
    speakers = [
        {
            "person": records.people[speaker["person"]],
            "name": "",
            "position": said(speaker["position"]),
            "organisation": records.organisations[speaker["organisation"]],
            "minutes": str(speaker["minutes"]),
        }
        for speaker in slot["speakers"]
    ]
    return {
        "start": slot["start"],
        "end": slot["end"],
        "minutes": str(slot["minutes"] or ""),
        "kind": slot["kind"],
        "title": said(slot["title"]),
        "details": "",
        "speakers": items(speakers),
        **({"has_questions": "on"} if slot["questions"] else {}),
    }
