"""What looks like forged signatures is found, at ten thousand too; what is ordinary is not."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from network.letters.enums import SignatureState
from network.letters.models import Letter, Signature
from network.letters.office.patterns import FEWEST_IN_BURST, alike, bursts, domains
from tests.admin.signed_in import signed_in
from tests.factories import SignatureFactory
from tests.factories.letters import open_letter

__all__ = ["signed_in"]

pytestmark = pytest.mark.django_db

MINUTE = datetime.timedelta(minutes=1)
START = datetime.datetime(2026, 10, 5, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture
def letter() -> Letter:
    return open_letter()


def confirmed(letter: Letter, moments: list[datetime.datetime], **details) -> None:
    name = details.pop("name", "Name {}")
    domain = details.pop("domain", "mail{}.example")
    number = Signature.objects.count()
    Signature.objects.bulk_create(
        SignatureFactory.build(
            letter=letter,
            version=letter.version,
            confirmed_at=moment,
            subject_key=f"s-{number + index}",
            name=name.format(number + index),
            email=f"s{number + index}@{domain.format(number + index)}",
            **details,
        )
        for index, moment in enumerate(moments)
    )


def test_a_burst_is_found_and_a_steady_stream_is_none(letter: Letter) -> None:
    confirmed(letter, [START + 10 * hour * MINUTE for hour in range(30) for _one in range(3)])
    assert bursts(letter.pk) == []
    begin = START + 2 * 24 * 60 * MINUTE
    confirmed(letter, [begin + index * MINUTE / 10 for index in range(190)], domain="forged.example")
    (found,) = bursts(letter.pk)
    assert (found.count, found.usual) == (190, 3)
    assert (found.selection.since, found.selection.until) == (begin, begin + 20 * MINUTE)
    assert found.selection.signatures().count() == 190
    # What is not confirmed, or is out of the count, makes no burst.
    letter.signatures.filter(email__endswith="@forged.example").update(state=SignatureState.INVALIDATED)
    assert bursts(letter.pk) == []


def test_a_new_letter_with_few_signatures_has_no_burst(letter: Letter) -> None:
    confirmed(letter, [START] * (FEWEST_IN_BURST - 1))
    assert bursts(letter.pk) == []


def test_domains_by_number(letter: Letter) -> None:
    confirmed(letter, [START] * 3, domain="b.example")
    confirmed(letter, [START] * 2, domain="a.example", hidden=True)
    confirmed(letter, [START], domain="B.example")
    assert [(found.label, found.count, found.named) for found in domains(letter.pk)] == [
        ("b.example", 4, 4),
        ("a.example", 2, 0),
    ]
    assert [found.selection.signatures().count() for found in domains(letter.pk)] == [4, 2]
    letter.signatures.update(email="")  # anonymised
    assert domains(letter.pk) == []


def test_names_that_look_the_same(letter: Letter) -> None:
    for name in ("Ana Beridze", "ANA  BERIDZE", "Аna Beridze", "Ana Beridze-Japaridze"):  # the third A is Cyrillic
        SignatureFactory(letter=letter, name=name)
    SignatureFactory(letter=letter, of_organisation=True, organisation_name="Ana Beridze")
    (found,) = alike(letter.pk)
    assert (found.count, found.label) == (3, "Ana Beridze")
    assert found.selection.signatures().count() == 3


def test_the_page_leads_to_exactly_what_it_counts(signed_in, letter: Letter) -> None:
    now = timezone.now().replace(second=0, microsecond=0) - 60 * MINUTE
    confirmed(letter, [now - 20 * index * MINUTE for index in range(10)])
    confirmed(letter, [now + index * MINUTE / 60 for index in range(60)], name="Same Name", domain="forged.example")
    office = signed_in("secretariat", "ka")
    address = reverse("letters:patterns", args=[letter.pk])
    response = office.get(address)
    for kind in ("bursts", "domains", "alike"):
        for pattern, url in response.context[kind]:
            assert office.get(url).context["count"] == pattern.count >= 1
    with CaptureQueriesContext(connection) as few:
        office.get(address)
    confirmed(letter, [now + index * MINUTE / 60 for index in range(2000)], domain="more{}.example")
    with CaptureQueriesContext(connection) as many:
        office.get(address)
    assert len(many) == len(few)
