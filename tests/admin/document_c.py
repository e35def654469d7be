"""The project profile of document C, as an editor types it into the admin's forms, in either language."""

from pathlib import Path
from typing import Any

import yaml
from wagtail.test.utils.form_data import inline_formset, streamfield

from network.registry.models import Organisation, Place, Topic
from tests.admin.page_forms import fuzzy, items, paragraph, project_form
from tests.factories import OrganisationFactory, PlaceFactory, TopicFactory

DATA = Path(__file__).resolve().parents[2] / "cms" / "demo" / "data"


def source() -> dict[str, Any]:
    """Return the facts and texts of the document."""
    projects = yaml.safe_load((DATA / "projects.yaml").read_text(encoding="utf-8"))["projects"]
    return next(project for project in projects if project["key"] == "iris_networking")


class Records:
    """The organisations, places and topics that the document names, as they stand in the registry."""

    def __init__(self, project: dict[str, Any]) -> None:
        registry = yaml.safe_load((DATA / "registry.yaml").read_text(encoding="utf-8"))
        by_key = {kind: {entry["key"]: entry for entry in registry[kind]} for kind in registry}
        named = [project["lead_organisation"], *project["partners"]]
        organisations = [*(entry["organisation"] for entry in named), "iris"]
        countries = {f"country_{entry['country'].lower()}" for entry in named}
        self.organisations: dict[str, Organisation] = {
            key: OrganisationFactory(**_names(by_key["organisations"][key])) for key in organisations
        }
        self.places: dict[str, Place] = {
            key: PlaceFactory(kind=by_key["places"][key]["kind"], **_names(by_key["places"][key]))
            for key in sorted({*project["places"], *countries})
        }
        self.topics: dict[str, Topic] = {key: TopicFactory(slug=key) for key in project["topics"]}


def _names(entry: dict[str, Any]) -> dict[str, str]:
    return {"name_ka": entry["name"]["ka"], "name_en": entry["name"]["en"]}


def filled_form(project: dict[str, Any], records: Records, language: str, **changes: Any) -> dict[str, Any]:
    """Return everything that the form of the project sends, in one language."""

    def said(pair: dict[str, str] | None) -> str:
        return (pair or {}).get(language, "")

    named = [project["lead_organisation"], *({**entry, "role": "partner"} for entry in project["partners"])]
    start_year, start_month = project["period"]["start"].split("-")
    end_year, end_month = project["period"]["end"].split("-")
    return project_form(
        said(project["title"]),
        official_title=project["official_title"]["en"],
        lead=said(project["lead"]),
        acronym=project["acronym"],
        overall_objective=said(project["overall_objective"]),
        **fuzzy("start", precision="month", year=start_year, month=int(start_month)),
        **fuzzy("end", precision="month", year=end_year, month=int(end_month)),
        body=streamfield([("paragraph", paragraph(said(entry["paragraph"]))) for entry in project["body"]]),
        specific_objectives=streamfield(
            [("objective", paragraph(said(entry["text"]))) for entry in project["specific_objectives"]]
        ),
        target_groups=streamfield([("group", _group(entry, records, said)) for entry in project["target_groups"]]),
        beneficiaries=streamfield(
            [("group", _group(entry, records, said)) for entry in project["final_beneficiaries"]]
        ),
        results=streamfield(
            [("result", {"text": said(entry["text"]), **fuzzy("date")}) for entry in project["results"]]
        ),
        pillars=streamfield([("pillar", _pillar(entry, said)) for entry in project["pillars"]]),
        contacts=streamfield(
            [
                ("account", {"service": entry["service"], "handle": entry["handle"], "url": ""})
                for entry in project["contacts"]
            ]
        ),
        sources=streamfield([("source", _source(entry, said)) for entry in project["sources"]]),
        participations=inline_formset([_participation(entry, records) for entry in named]),
        topics=[records.topics[key].pk for key in project["topics"]],
        places=[records.places[key].pk for key in project["places"]],
        **changes,
    )


def _group(entry: dict[str, Any], records: Records, said: Any) -> dict[str, Any]:
    figures = [
        {
            "qualifier": figure["qualifier"],
            "number": str(figure["number"]),
            "unit": said(figure["unit"]),
            "source": "",
            **fuzzy("as_of"),
        }
        for figure in entry["figures"]
    ]
    organisation = records.organisations[entry["organisation"]].pk if entry.get("organisation") else ""
    return {"text": said(entry["text"]), "figures": items(figures), "organisation": organisation}


def _pillar(entry: dict[str, Any], said: Any) -> dict[str, Any]:
    activities = [
        {"text": said(activity["text"]), "note": said(activity.get("note"))} for activity in entry["activities"]
    ]
    return {"title": said(entry["title"]), "activities": items(activities)}


def _source(entry: dict[str, Any], said: Any) -> dict[str, Any]:
    year, month, day = entry["date"].split("-")
    return {
        "text": said(entry["text"]),
        "url": "",
        **fuzzy("date", precision="day", year=year, month=int(month), day=int(day)),
    }


def _participation(entry: dict[str, Any], records: Records) -> dict[str, Any]:
    return {
        "organisation": records.organisations[entry["organisation"]].pk,
        "role": entry["role"],
        "country": records.places[f"country_{entry['country'].lower()}"].pk,
        "country_published_as": entry.get("country_published_as", ""),
    }
