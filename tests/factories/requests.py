"""What members and applicants ask of the secretariat."""

from typing import Any

from network.directory.applications import Application
from network.directory.joining.links import make_link
from network.directory.states import ApplicationState
from tests.factories.news import NewsIndexPageFactory
from tests.factories.pages import translate

TYPED = {
    "who": {"kind": "organisation", "name_ka": "საცდელი კავშირი", "name_en": "Sample Union"},
    "work": {
        "level": "grass_root",
        "about_ka": "ვეხმარებით დაბრუნებულ მიგრანტებს.",
        "about_en": "We help returned migrants.",
    },
    "contact": {"contact_name": "Nino Sample", "visibility": "public", "shown_email": "hello@example.org"},
    "why": {"motivation": "We want to work with others."},
}


def typed(**changes: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return a complete application as it is kept, with changes by step."""
    return {step: values | changes.get(step, {}) for step, values in TYPED.items()}


def application(state: str = ApplicationState.DRAFT, **details: Any) -> Application:
    """Make an application, complete if not said otherwise."""
    values = {"email": "nino@example.org", "language": "en", "typed": typed(), "state": state, **details}
    made: Application = Application.objects.create(**values)
    if state == ApplicationState.SENT:
        made.sent_at = made.created_at
        made.save()
    return made


def opened(made: Application, *rest: str, language: str = "en") -> str:
    """Return the path that a fresh link to an application leads to."""
    return "/".join([f"/{language}/join", make_link(made)[1], *rest, ""])


def place_for_announcements() -> None:
    """Make the list of news in both languages: announcements stand below it."""
    translate(NewsIndexPageFactory())
