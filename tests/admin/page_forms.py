"""What a browser sends when an editor saves a page, written down as nested data."""

from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

PUBLISH = {"action-publish": "action-publish"}
SUBMIT = {"action-submit": "action-submit"}
FUZZY_PARTS = ("precision", "year", "quarter", "month", "day", "end_year", "end_month", "end_day")


def fuzzy(name: str, **parts: Any) -> dict[str, str]:
    """Fill the inputs of a date of any precision: ``fuzzy("start", precision="month", year=2017, month=12)``."""
    return {f"{name}_{part}": str(parts.get(part, "")) for part in FUZZY_PARTS}


def items(values: list[Any]) -> dict[str, Any]:
    """Fill the form of a list inside a block."""
    listed = {
        str(number): {"value": value, "deleted": "", "order": str(number), "id": ""}
        for number, value in enumerate(values)
    }
    return {"count": str(len(values)), **listed}


def paragraph(text: str) -> str:
    """Fill a rich text input, as its editor sends it."""
    return rich_text(f"<p>{text}</p>", features=["bold", "link", "document-link"])


def form(fields: dict[str, Any], **choices: list[int]) -> dict[str, Any]:
    """Flatten the fields of a form; ``choices`` are the inputs that take several values."""
    return {**nested_form_data({**_WITHOUT_COMMENTS, **fields}), **choices}


_WITHOUT_COMMENTS = {"comments": inline_formset([]), "comment_notifications": "on"}
_PROMOTED = {
    "menu_label": "",
    "related": streamfield([]),
    "seo_title": "",
    "search_description": "",
    "share_text": "",
    "share_image": "",
    "internal_note": "",
}


def news_form(title: str, *, slug: str = "", lead: str = "", **fields: Any) -> dict[str, Any]:
    """Fill the form of a news item."""
    return form(
        {
            **_PROMOTED,
            "title": title,
            "slug": slug,
            "lead": lead,
            "official_title": "",
            "kind": "news",
            "voice": "editorial",
            "published_by": "",
            "place_line": "",
            "project": "",
            "publication": "",
            **{name: streamfield([]) for name in _NEWS_STREAMS},
            **fuzzy("date"),
            **fuzzy("event_date"),
            **fields,
        }
    )


_NEWS_STREAMS = ("body", "key_messages", "people", "media_contact", "documents", "hashtags")


def project_form(title: str, **fields: Any) -> dict[str, Any]:
    """Fill the form of a project profile; several choices are given as lists of keys."""
    several = {name: fields.pop(name) for name in ("topics", "places", "funding") if name in fields}
    return form(
        {
            **_PROMOTED,
            "title": title,
            "slug": "",
            "lead": "",
            "official_title": "",
            "voice": "editorial",
            "published_by": "",
            "acronym": "",
            "programme": "",
            "overall_objective": "",
            **{name: streamfield([]) for name in _PROJECT_STREAMS},
            **fuzzy("start"),
            **fuzzy("end"),
            "participations": inline_formset([]),
            **fields,
        },
        **several,
    )


_PROJECT_STREAMS = (
    "amendments",
    "body",
    "specific_objectives",
    "target_groups",
    "beneficiaries",
    "results",
    "pillars",
    "contacts",
    "sources",
)
