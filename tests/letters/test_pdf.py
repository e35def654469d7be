"""The letter as PDF: what stands in it, in which alphabets, and what a screen reader finds."""

import io
import re
import time
from typing import Any

import pytest
from django.utils.translation import override
from pypdf import PdfReader

from network.agreement import wording
from network.letters.enums import Display, Position, SignatureState
from network.letters.files import pdf
from network.letters.files.letter_document import document_of
from network.letters.files.printable import FONTS, lacks_signs, printable
from network.letters.files.roll import Signatory, read_rolls
from network.letters.models import Signature
from network.members.enums import Visibility
from tests.factories import SignatureFactory
from tests.factories.agreement import fresh, members
from tests.factories.letters import open_letter
from tests.factories.pages import stream

pytestmark = pytest.mark.django_db

BODY = stream(
    ("salutation", "პატივცემულო წარმომადგენლებო,"),
    ("paragraph", '<p>გთხოვთ, დაიცვათ <b>ყველა მიგრანტი</b>. #panic() და *ეს* ტექსტია, <a href="https://example.org/gcm">GCM</a>.</p>'),
    ("heading", {"text": "რას გთხოვთ", "level": "h2"}),
    ("numbered_list", {"style": "a", "items": ["<p>პირველი თხოვნა</p>", "<p>მეორე თხოვნა</p>"]}),
    ("list", {"items": ["<p>ერთი რამ</p>"]}),
    ("heading", {"text": "რიცხვები", "level": "h3"}),
    ("quote", {"text": "სხვადასხვა ადგილიდან მოვდივართ.", "attribution": "ერთ-ერთი ჩვენგანი"}),
    ("figure", {"qualifier": "about", "number": "15000.5", "unit": "ადამიანი", "as_of": "", "source": "საქსტატი"}),
    ("facts", {"facts": [{"term": "ვინ", "description": "ყველა მიგრანტი"}]}),
    ("table", {
        "columns": [{"type": "text", "heading": "ქალაქი"}, {"type": "number", "heading": "რაოდენობა"}],
        "rows": [{"values": ["თელავი", "1204"]}],
        "caption": "ქალაქების მიხედვით",
    }),
    ("closing", "პატივისცემით,"),
    ("signed_by", "ქსელის წევრები\nთბილისი"),
)  # fmt: skip


def made(letter: Any, language: str = "ka") -> PdfReader:
    return PdfReader(io.BytesIO(pdf.pdf_of(read_rolls(letter.pk)[language])))


def words(reader: PdfReader) -> str:
    """Return the text as a reader copies it, line ends and no-break spaces aside."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def test_it_says_the_whole_signed_text_and_on_what_it_rests():
    letter = open_letter(members(3), body=BODY, context="მიგრაციის მიმოხილვის ფორუმი")
    reader = made(letter)
    text = words(reader)
    for said in (
        "დაიცავით ყველა მიგრანტი", "გაეროს წევრი სახელმწიფოები", "მიგრაციის მიმოხილვის ფორუმი",
        "პატივცემულო წარმომადგენლებო,", "#panic() და *ეს* ტექსტია", "პირველი თხოვნა", "მეორე თხოვნა", "ერთი რამ",
        "სხვადასხვა ადგილიდან მოვდივართ.", "ერთ-ერთი ჩვენგანი", "15 000,5 ადამიანი", "საქსტატი", "ყველა მიგრანტი",
        "თელავი 1 204", "ქალაქების მიხედვით", "პატივისცემით,", "ქსელის წევრები თბილისი",
    ):  # fmt: skip
        assert said in text, said
    with override("ka"):
        assert re.sub(r"\s+", " ", wording.result(letter.version.round)) in text
    assert " ".join(wording.groups(letter.version.fingerprint)) in text
    assert f"1 / {len(reader.pages)}" in text
    links = [note.get_object()["/A"]["/URI"] for page in reader.pages for note in page.get("/Annots", [])]
    assert "https://example.org/gcm" in links


def test_a_screen_reader_finds_language_title_headings_and_lists():
    letter = open_letter(body=BODY)
    for count in range(3):
        SignatureFactory(letter=letter, name=f"Sample Signatory {count}")
    reader = made(letter)
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "ka"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "დაიცავით ყველა მიგრანტი"
    assert "pdfuaid:part" in reader.xmp_metadata.stream.get_data().decode()
    tags = tags_of(root["/StructTreeRoot"])
    assert tags.count("/H1") == 1
    assert {"/H2", "/H3", "/L", "/LI", "/Table", "/TH", "/Link", "/P"} <= set(tags)
    assert "/en" not in tags  # a foreign name is marked with its language, which is no tag
    assert made(letter, "en").trailer["/Root"]["/Lang"] == "en"


def tags_of(node: Any) -> list[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [tag for child in node for tag in tags_of(child)]
    if not hasattr(node, "get"):
        return []
    own = [str(node["/S"])] if "/S" in node else []
    return own + (tags_of(node["/K"]) if "/K" in node else [])


def test_the_same_letter_gives_the_same_file():
    roll = read_rolls(open_letter().pk)["ka"]
    assert pdf.pdf_of(roll) == pdf.pdf_of(roll)


def test_it_names_who_may_be_named_and_counts_the_others():
    letter = open_letter()
    member = SignatureFactory(letter=letter, of_member=True, comment="მესამე პუნქტის გარეშე")
    unknown = SignatureFactory(letter=letter, of_member=True)
    unknown.membership.organisation.name_ka = "ჩუმი წევრი"
    unknown.membership.organisation.save()
    unknown.membership.visibility = Visibility.MEMBERS
    unknown.membership.save()
    SignatureFactory(letter=letter, of_organisation=True, organisation_name="სოფლის ბიბლიოთეკა", place="ამბროლაური")
    SignatureFactory(letter=letter, name="ნინო საჩვენებელი", role="ექიმი", place="თბილისი")
    SignatureFactory(letter=letter, hidden=True, name="Hidden Person")
    SignatureFactory(letter=letter, name="Held Person", state=SignatureState.HELD)
    SignatureFactory(letter=letter, name="Gone Person", state=SignatureState.WITHDRAWN)
    SignatureFactory(letter=letter, of_member=True, position=Position.DECLINE)
    text = words(made(letter))
    assert f"{member.membership.name} – მესამე პუნქტის გარეშე" in text
    assert "სოფლის ბიბლიოთეკა, ამბროლაური" in text
    assert "ნინო საჩვენებელი, ექიმი, თბილისი" in text
    for unsaid in ("ჩუმი წევრი", "Hidden Person", "Held Person", "Gone Person"):
        assert unsaid not in text
    counts = {kind: (count.all, count.named) for kind, count in read_rolls(letter.pk)["ka"].counts.items()}
    assert counts == {"member": (2, 1), "organisation": (1, 1), "person": (2, 1)}


def test_a_signature_on_an_older_text_says_so():
    letter = open_letter()
    SignatureFactory(letter=letter, name="Early Signatory")
    older = letter.version
    newer = letter.versions.create(
        number=2, fingerprint="f" * 64, titles=older.titles, contents=older.contents, round=older.round
    )
    type(letter).objects.update(version=newer)
    SignatureFactory(letter=fresh(letter), name="Late Signatory", version=newer)
    text = words(made(letter, "en"))
    assert "Early Signatory (signed version 1)" in text
    assert "Late Signatory (" not in text


def test_every_name_can_be_printed_and_none_is_an_empty_box():
    letter = open_letter()
    names = {
        "Nguyễn Əliyev": "Nguyễn Əliyev",
        "Олена Ґонта": "Олена Ґонта",
        "Ελένη": "Ελένη",
        "Արամ": "Արամ",
        "张伟": "ZhangWei*",
        "🎉 Name": ":tada: Name*",
        "ni\u202eno\u200b": "nino",
        "<b>#strong[x]</b> $1$ \\ `": "<b>#strong[x]</b> $1$ \\ `",
    }
    for name in names:
        SignatureFactory(letter=letter, name=name)
    SignatureFactory(letter=letter, name="محمد")
    text = words(made(letter, "en"))
    for printed in names.values():
        assert printed in text, printed
    assert "* Written in an alphabet that this file cannot print" in text
    assert not any(map(lacks_signs, [printable(name) for name in names]))


def test_the_fonts_print_what_their_list_says():
    """The compiler refuses a sign for which it has no glyph."""
    ranges = [line.split("-") for line in (FONTS / "coverage.txt").read_text().split()]
    signs = [chr(code) for first, last in ranges for code in range(int(first, 16), int(last, 16) + 1)]
    shown = [printable(sign) for sign in signs if printable(sign).strip()]
    letter = open_letter()
    roll = read_rolls(letter.pk)["ka"]
    people = [Signatory("person", f"ა{sign}", "", "", "", "", 1) for sign in shown]
    roll.names["person"].extend(people)
    assert len(shown) > 3000
    assert len(PdfReader(io.BytesIO(pdf.pdf_of(roll))).pages) > 10


def test_a_thousand_names_take_seconds_and_a_name_of_any_length_fits():
    letter = open_letter()
    rows = [
        SignatureFactory.build(letter=letter, version=letter.version, name=f"საჩვენებელი ხელმომწერი {number}")
        for number in range(1000)
    ]
    rows.append(SignatureFactory.build(letter=letter, version=letter.version, name="გრძელი" * 25))
    Signature.objects.bulk_create(rows)
    began = time.perf_counter()
    reader = made(letter)
    assert time.perf_counter() - began < 10
    text = words(reader)
    assert "საჩვენებელი ხელმომწერი 999" in text
    assert "გრძელიგრძელი" in text
    assert Signature.objects.filter(display=Display.PUBLIC).count() == 1001


def test_it_says_when_there_are_more_names_than_it_prints(monkeypatch):
    monkeypatch.setattr("network.letters.files.letter_document.MOST_NAMES", 2)
    letter = open_letter()
    for number in range(3):
        SignatureFactory(letter=letter, name=f"Signatory {number}")
    document = document_of(read_rolls(letter.pk)["en"])
    assert [len(group["names"]) for group in document["roll"]] == [0, 0, 2]
    assert document["notes"][0].startswith("The list is too long to be printed whole. Left out: 1.")
