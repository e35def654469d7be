"""Public signatures as CSV and JSON: who stands in them, and that no spreadsheet carries anything out."""

import csv
import io
import json
import tracemalloc

import pytest
from django.urls import reverse
from django.utils.translation import override

from network.letters.files import tables
from network.letters.models import Signature
from tests.factories import SignatureFactory
from tests.factories.letters import open_letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    return open_letter()


def asked(client, letter, name, language="en"):
    with override(language):
        response = client.get(reverse(name, args=[letter.pk]))
    assert response.status_code == 200
    return response, b"".join(response.streaming_content)


def rows_of(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_the_table_names_who_may_be_named_and_counts_the_others(client, letter):
    member = SignatureFactory(letter=letter, of_member=True, comment="Without the third point").membership
    SignatureFactory(
        letter=letter,
        of_organisation=True,
        organisation_name="სოფლის ბიბლიოთეკა",
        name="Who Signs",
        role="Director",
        identification_code="123456789",
        website="https://library.example.org",
        place="ამბროლაური",
    )
    SignatureFactory(letter=letter, name="ნინო", role="ექიმი", email="nino@example.org")
    SignatureFactory(letter=letter, hidden=True, name="Hidden Person")
    response, data = asked(client, letter, "letter_csv")
    assert response["Content-Disposition"].startswith(f'attachment; filename="letter-{letter.pk}-')
    assert data.startswith("\ufeff".encode())
    rows = rows_of(data)
    assert list(rows[0]) == ["kind", "name", "place", "role", "website", "note", "version", "not_named"]
    with override("en"):
        assert [row["name"] for row in rows] == [member.name, "სოფლის ბიბლიოთეკა", "ნინო", ""]
    assert rows[0]["note"] == "Without the third point"
    assert (rows[1]["website"], rows[1]["place"], rows[1]["role"]) == ("https://library.example.org", "ამბროლაური", "")
    assert (rows[3]["kind"], rows[3]["not_named"]) == ("person", "1")
    for unsaid in ("Who Signs", "Director", "123456789", "nino@example.org", "Hidden Person"):
        assert unsaid not in data.decode()
    _response, georgian = asked(client, letter, "letter_csv", "ka")
    assert rows_of(georgian)[0]["name"] == member.name_in("ka")


@pytest.mark.parametrize("name", ["=1+1", "+995", "-2", "@SUM(A1)", "\tx", "\rx", "=cmd|' /C calc'!A0"])
def test_no_cell_is_taken_for_a_formula(client, letter, name):
    SignatureFactory(letter=letter, name=name, role=name, place='He said "no", then;\nleft')
    _response, data = asked(client, letter, "letter_csv")
    row = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1]
    assert row[1] == row[3] == f"'{name}"
    assert row[2] == 'He said "no", then;\nleft'


def test_the_data_says_what_was_signed_and_by_how_many(client, letter):
    SignatureFactory(letter=letter, name='"Quoted" <b>&', place="თბილისი")
    SignatureFactory(letter=letter, hidden=True)
    response, written = asked(client, letter, "letter_json")
    assert response["Content-Type"] == "application/json; charset=utf-8"
    data = json.loads(written)
    assert data["fingerprint"] == letter.version.fingerprint
    assert data["titles"] == letter.version.titles
    assert data["counts"]["person"] == {"signed": 2, "named": 1}
    assert data["signatories"] == [
        {
            "kind": "person",
            "name": '"Quoted" <b>&',
            "place": "თბილისი",
            "role": "",
            "website": "",
            "note": "",
            "version": 1,
        }
    ]


def test_a_letter_without_signatures_is_data_too(client, letter):
    _response, written = asked(client, letter, "letter_json")
    assert json.loads(written)["signatories"] == []
    _response, table = asked(client, letter, "letter_csv")
    assert rows_of(table) == []


def test_memory_does_not_grow_with_the_list(letter, monkeypatch):
    monkeypatch.setattr("network.letters.files.roll.CHUNK", 200)

    def peak():
        for _line in tables.csv_lines(tables.streamed(letter, "en")):  # what is read once is remembered
            pass
        tracemalloc.start()
        for _line in tables.csv_lines(tables.streamed(letter, "en")):
            pass
        _now, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    _sign(letter, 0, 500)
    before = peak()
    _sign(letter, 500, 3000)
    assert peak() < before * 1.3


def _sign(letter, first, last):
    Signature.objects.bulk_create(
        [
            SignatureFactory.build(
                letter=letter, version=letter.version, subject_key=f"key-{number}", name=f"Sample Signatory {number}"
            )
            for number in range(first, last)
        ],
        batch_size=1000,
    )
