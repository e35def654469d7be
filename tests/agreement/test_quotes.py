"""Records, pictures and documents that a public agreed text shows stay as they are."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from network.agreement.gate import AgreementRequired
from network.agreement.quotes import quoting_pages
from network.agreement.sealing import certify_legacy
from network.registry.models import Organisation, Topic
from news.models import NewsPage
from tests.admin.signed_in import client_of, make_user
from tests.agreement.ways.texts import DECISION, agreed, body, fresh
from tests.factories import (
    DocumentFactory,
    FundingLineFactory,
    ImageFactory,
    MembershipFactory,
    NewsPageFactory,
    OrganisationFactory,
    PersonFactory,
    TopicFactory,
    stream,
)

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]


def showing(**fields: Any) -> NewsPage:
    """Return a live agreed page with these fields."""
    page = agreed()
    for name, value in fields.items():
        setattr(page, name, value)
    certify_legacy(page, decision=DECISION)
    page.save_revision().publish()
    return fresh(page)


def people(person: Any, organisation: Any) -> str:
    value = {"person": person.pk, "function": "speaker", "role": "", "organisation": organisation.pk}
    return stream(("person", value))


def test_a_picture() -> None:
    image = ImageFactory()
    page = showing(body=stream(("image", {"image": image.pk, "caption": ""})))
    image.alt_en = "Something else"
    with pytest.raises(AgreementRequired, match="Agreedword"):
        image.save()
    image.refresh_from_db()
    image.file.save("other.png", ContentFile(ImageFactory.build(file__color="#ffffff").file.read()), save=False)
    with pytest.raises(AgreementRequired):
        image.save()
    with pytest.raises(AgreementRequired), transaction.atomic():
        fresh(image).delete()
    image.refresh_from_db()
    image.title = "For editors"
    image.save()
    page.unpublish()
    fresh(image).delete()


def test_a_document_in_a_sentence() -> None:
    document = DocumentFactory()
    showing(body=body(f'<a linktype="document" id="{document.pk}">Report</a>'))
    document.title_en = "Something else"
    with pytest.raises(AgreementRequired):
        document.save()


def test_records_named_by_fields_and_blocks() -> None:
    person, organisation, topic = PersonFactory(), OrganisationFactory(), TopicFactory()
    showing(people=people(person, organisation), topics=[topic])
    for record in (person, organisation, topic):
        record.name_en = "Another name"
        with pytest.raises(AgreementRequired):
            record.save()
    record = fresh(topic)
    record.description_en = "Not shown on pages"
    record.save()


def test_records_behind_records() -> None:
    line, member = FundingLineFactory(), MembershipFactory()
    logo = ImageFactory()
    Organisation.objects.filter(pk=line.donor_id).update(logo_en=logo)
    page = showing(funding=[line], listed_members=[member])
    assert [found.pk for found in quoting_pages(line.donor)] == [page.pk]
    for record in (line.donor, member.organisation):
        record = fresh(record)
        record.name_ka = "სხვა სახელი"
        with pytest.raises(AgreementRequired):
            record.save()
    logo.alt_en = "Something else"
    with pytest.raises(AgreementRequired):
        logo.save()
    with pytest.raises(AgreementRequired), transaction.atomic():
        fresh(member).delete()


def test_drafts_and_notices_hold_nothing() -> None:
    topic = TopicFactory()
    NewsPageFactory(topics=[topic])
    topic.name_en = "Another name"
    topic.save()


def test_the_form_says_why_and_keeps_what_was_typed() -> None:
    topic = TopicFactory()
    page = showing(topics=[topic])
    client: Client = client_of(make_user("secretariat"))
    client.raise_request_exception = False
    url = reverse(Topic.snippet_viewset.get_url_name("edit"), args=[topic.pk])
    data = {"name_ka": "ახალი სახელი", "name_en": "Typedname", "slug": topic.slug, "order": "1", "internal_note": ""}
    response = client.post(url, data | {"description_ka": "", "description_en": ""})
    assert response.status_code == 200
    assert f"It cannot change while they are public: “{page.title}”" in response.text
    assert "Typedname" in response.text
    assert fresh(topic).name_en != "Typedname"
