"""The digest: the same for a row and its revision, different for any public change, indifferent to bookkeeping."""

import datetime
import json
import unicodedata
from typing import Any

import pytest
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField

from network.agreement import guarded
from network.agreement.checks import check_every_field_decided, undecided_fields
from network.agreement.content import digest_of, fingerprint
from news.models import NewsPage
from tests.agreement import everything
from tests.agreement.ways.texts import fresh
from tests.factories import NewsPageFactory, OrganisationFactory, ProjectPageFactory, stream

pytestmark = pytest.mark.django_db


@pytest.fixture(params=guarded.page_types(), ids=lambda model: model.__name__)
def full(request: pytest.FixtureRequest) -> Any:
    """A draft of a guarded type with something in every field."""
    return everything.full_page(request.param)


@pytest.mark.parametrize("model", guarded.page_types(), ids=lambda model: model.__name__)
def test_every_field_is_agreed_or_said_not_to_be(model: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert undecided_fields(model) == []
    monkeypatch.setattr(model, "agreed_fields", tuple(name for name in model.agreed_fields if name != "lead"))
    assert undecided_fields(model) == ["lead"]
    assert [error.id for error in check_every_field_decided()] == ["agreement.E001"]


def test_a_row_and_its_revision_have_one_digest(full: Any) -> None:
    before = digest_of(full)
    row = fresh(full)
    assert digest_of(row) == before
    revision = row.save_revision()
    assert digest_of(revision.as_object()) == before
    for field in row._meta.get_fields():  # what is looked at is written in another way
        if isinstance(field, StreamField):
            str([child.value for child in getattr(row, field.name)])
    assert digest_of(row) == before
    row.save()
    assert digest_of(fresh(full)) == before


def test_every_agreed_field_counts(full: Any) -> None:
    row = fresh(full)
    before = digest_of(row)
    for name in row.agreed_fields:
        changed = fresh(full)
        _change(changed, name)
        assert digest_of(changed) != before, name


def _change(page: Any, name: str) -> None:
    field = page._meta.get_field(name)
    if isinstance(field, StreamField):
        setattr(page, name, json.dumps(list(getattr(page, name).raw_data)[1:]))
    elif field.one_to_many or isinstance(field, ParentalManyToManyField):
        setattr(page, name, list(getattr(page, name).all())[1:])
    elif isinstance(field, models.ForeignKey):
        setattr(page, name, None)
    elif isinstance(field, models.BooleanField):
        setattr(page, name, not getattr(page, name))
    elif field.choices:
        setattr(page, name, next(key for key, _label in field.choices if key != getattr(page, name)))
    elif isinstance(field, models.DateField | models.TimeField):
        setattr(page, name, datetime.date(2001, 1, 1) if isinstance(field, models.DateField) else datetime.time(1))
    else:
        setattr(page, name, 1999 if isinstance(field, models.IntegerField) else "2001")


def test_every_leaf_of_every_block_counts(full: Any) -> None:
    row = fresh(full)
    before = digest_of(row)
    for field in row._meta.get_fields():
        if isinstance(field, StreamField) and field.name in row.agreed_fields:
            raw = json.dumps(list(getattr(row, field.name).raw_data))
            for word in ('"Words"', '"12.50"', '"2018"', '"https://example.org/"', "Rich "):
                changed = fresh(full)
                setattr(
                    changed,
                    field.name,
                    raw.replace(word, word.replace("1", "7").replace("o", "a").replace("ich", "oh")),
                )
                assert word not in raw or digest_of(changed) != before, (field.name, word)


def test_what_does_not_count() -> None:
    page = NewsPageFactory(title="ტექსტი", lead="é\nline", body=stream(("quote", {"text": "a\nb", "attribution": "c"})))
    before = digest_of(page)
    page.slug, page.internal_note, page.show_in_menus, page.locked = "other", "note", True, True
    page.lead = unicodedata.normalize("NFD", "é") + "\r\nline"
    page.body = json.dumps([{"value": {"attribution": "c", "text": "a\r\nb"}, "type": "quote"}])
    assert digest_of(page) == before
    page.body = json.dumps([{"value": {"text": "a\r\nb", "attribution": "d"}, "type": "quote"}])
    assert digest_of(page) != before


def test_numbers_and_defaults_are_written_in_one_way() -> None:
    figure = {"qualifier": "exactly", "number": "5", "unit": "people", "as_of": None, "source": ""}
    one, other = stream(("figure", figure)), stream(("figure", {"qualifier": "exactly", "number": 5, "unit": "people"}))
    page = NewsPageFactory(body=one)
    before = digest_of(page)
    page.body = other
    assert digest_of(page) == before


def test_the_order_of_rows_counts_and_their_numbers_do_not() -> None:
    page = ProjectPageFactory(live=False)
    first, second = OrganisationFactory(), OrganisationFactory()
    page.participations = [everything.participation(first, 0), everything.participation(second, 1)]
    before = digest_of(page)
    page.save()
    assert digest_of(fresh(page)) == before
    page.participations = [everything.participation(first, 4), everything.participation(second, 9)]
    assert digest_of(page) == before
    page.participations = [everything.participation(first, 1), everything.participation(second, 0)]
    assert digest_of(page) != before


def test_type_and_language_count() -> None:
    georgian, english = NewsPageFactory(title="2030"), NewsPageFactory(locale="en", title="2030")
    assert digest_of(georgian) != digest_of(english)
    assert fingerprint(["a", "b"]) != fingerprint(["b", "a"])
    assert isinstance(georgian, NewsPage)
