"""An editor enters document C in both languages, through the admin's own forms, and nothing is lost."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.editing.facts import differing_facts
from cms.editing.standings import standing_of
from projects.models import ProjectPage
from tests.admin.document_c import Records, filled_form, source
from tests.admin.page_forms import PUBLISH
from tests.admin.signed_in import client_of, make_user
from tests.factories import ProjectIndexPageFactory, translate

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def posted(client: Client, url: str, data: dict[str, Any]) -> None:
    """Post a form that must be accepted."""
    response = client.post(url, data)
    if response.status_code != 302:
        form = response.context["form"]
        formsets = {name: formset.errors for name, formset in form.formsets.items() if any(formset.errors)}
        pytest.fail(f"{dict(form.errors)} {formsets}", pytrace=False)


def counts(page: ProjectPage) -> dict[str, Any]:
    roles = [row.role for row in page.participations.all()]
    return {
        "lead": roles.count("lead"),
        "partners": roles.count("partner"),
        "locations": page.places.count(),
        "overall objective": int(bool(page.overall_objective)),
        "specific objectives": len(page.specific_objectives),
        "target groups": len(page.target_groups),
        "figures": len(page.figures),
        "beneficiaries": len(page.beneficiaries),
        "results": len(page.results),
        "pillars": len(page.pillars),
        "activities": page.activity_count,
        "contacts": len(page.contacts),
        "topics": page.topics.count(),
        "period": (str(page.start), str(page.end)),
        "sources": [str(block.value["date"]) for block in page.sources],
    }


COMPLETE = {
    "lead": 1,
    "partners": 5,
    "locations": 6,
    "overall objective": 1,
    "specific objectives": 2,
    "target groups": 7,
    "figures": 5,
    "beneficiaries": 7,
    "results": 4,
    "pillars": 3,
    "activities": 17,
    "contacts": 2,
    "topics": 3,
    "period": ("2017-12", "2021-04"),
    "sources": ["2020-10-03"],
}


def texts(page: ProjectPage) -> str:
    """Return everything that the page says, as one string."""
    names = [
        "body",
        "specific_objectives",
        "target_groups",
        "beneficiaries",
        "results",
        "pillars",
        "contacts",
        "sources",
    ]
    streams = [
        json.dumps(getattr(page, name).get_prep_value(), ensure_ascii=False, sort_keys=True, default=str)
        for name in names
    ]
    return "\n".join([page.title, page.lead, page.overall_objective, *streams])


def said_by(entry: Any, language: str) -> list[str]:
    """Collect every text of the source in one language."""
    if isinstance(entry, dict):
        if language in entry and set(entry) <= {"ka", "en"}:
            return [entry[language]]
        return [
            text for key, part in entry.items() if key not in {"note", "period"} for text in said_by(part, language)
        ]
    if isinstance(entry, list):
        return [text for part in entry for text in said_by(part, language)]
    return []


def test_document_c_is_entered_whole_in_both_languages() -> None:
    index = ProjectIndexPageFactory(title="პროექტები")
    translate(index, title="Projects")
    project = source()
    records = Records(project)
    client = client_of(make_user("editor", "ka"))

    add = reverse("wagtailadmin_pages:add", args=["projects", "projectpage", index.pk])
    posted(client, add, filled_form(project, records, "ka"))
    georgian = ProjectPage.objects.child_of(index).get()
    assert not georgian.live

    client.post(reverse("editing:create_counterpart", args=[georgian.pk]))
    english = georgian.get_translation_or_none(translate(index).locale)
    assert english is not None
    assert counts(english) == COMPLETE, "the copy holds everything"
    assert texts(english) == texts(georgian)

    edit = reverse("wagtailadmin_pages:edit", args=[english.pk])
    posted(client, edit, _keep_rows(filled_form(project, records, "en"), english) | PUBLISH)
    edit = reverse("wagtailadmin_pages:edit", args=[georgian.pk])
    posted(client, edit, _keep_rows(filled_form(project, records, "ka"), georgian) | PUBLISH)

    for page, language in ((georgian, "ka"), (english, "en")):
        saved = ProjectPage.objects.get(pk=page.pk)
        assert saved.live
        assert counts(saved) == COMPLETE
        whole = texts(saved)
        for text in said_by({key: part for key, part in project.items() if key != "official_title"}, language):
            assert text.split("<")[0].strip() in whole.replace("&amp;", "&"), text
        assert saved.official_title == project["official_title"]["en"]
        assert saved.acronym == "IRIS NETWORKing"
        assert saved.participations.get(organisation=records.organisations["open_gate"]).country_published_as == (
            "FRY Macedonia"
        )
        assert saved.target_groups[0].value["organisation"] == records.organisations["iris"]
        response = Client().get(saved.url)
        assert response.status_code == 200
        assert saved.title in response.text.replace("&#x27;", "'")

    georgian, english = ProjectPage.objects.get(pk=georgian.pk), ProjectPage.objects.get(pk=english.pk)
    assert differing_facts(georgian, english) == []
    assert georgian.slug.startswith("iris-networking-samokalako")
    assert english.slug == "iris-networking-civil-society-for-protection-sensitive-migration-management"
    assert not standing_of(english).is_incomplete


def _keep_rows(data: dict[str, Any], page: ProjectPage) -> dict[str, Any]:
    """Say in the form that its rows of organisations are those which the page has already."""
    rows = list(page.get_latest_revision_as_object().participations.all())
    kept = {f"participations-{number}-id": str(row.pk or "") for number, row in enumerate(rows)}
    initial = sum(1 for row in rows if row.pk)
    return {**data, **kept, "participations-INITIAL_FORMS": str(initial)}
