"""Pictures and documents that are made by hand must be what they pretend to be."""

import csv
import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from PIL import Image

from cms.demo import files, pictures


def test_pdf_has_its_objects_where_it_says() -> None:
    content = files.pdf("A title (short)", ["Costs “more” – or less", "", r"a \ b (c)"])
    assert content.startswith(b"%PDF-1.")
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n$", content)[1])
    assert content[start:].startswith(b"xref\n0 7\n")
    offsets = [int(line[:10]) for line in content[start:].splitlines()[3:9]]
    assert [content[offset:].split(b" ", 1)[0] for offset in offsets] == [b"1", b"2", b"3", b"4", b"5", b"6"]
    length, stream = re.search(rb"/Length (\d+) >>\nstream\n(.*?)\nendstream", content, re.DOTALL).groups()
    assert len(stream) == int(length)
    assert rb"(a \\ b \(c\)) Tj" in stream
    assert "“more”".encode("cp1252") in stream


def test_text_document_keeps_georgian() -> None:
    content = files.odt(["სათაური", "ერთი & ორი"])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        first = package.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        text = "".join(ElementTree.fromstring(package.read("content.xml")).itertext())
    assert text == "სათაურიერთი & ორი"
    assert files.odt(["სათაური", "ერთი & ორი"]) == content


def test_table_opens_in_a_spreadsheet() -> None:
    content = files.table([["ლტოლვილი", "refugee"], ["a, b", "c"]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) == [
        ["ლტოლვილი", "refugee"],
        ["a, b", "c"],
    ]


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (pictures.logo("EU"), (600, 300)),
        (pictures.drawing(6), (1200, 630)),
        (pictures.share_card(["სამოქალაქო საზოგადოება", "მიგრაციისთვის"]), (1200, 630)),
    ],
)
def test_pictures_are_small_and_of_the_right_size(content: bytes, size: tuple[int, int]) -> None:
    image = Image.open(io.BytesIO(content))
    image.verify()
    assert (image.format, image.size) == ("PNG", size)
    assert len(content) < 60_000


def test_letters_are_drawn_in_both_scripts() -> None:
    """Letters that a font lacks all look alike: the same box."""
    assert pictures.share_card(["ალა"]) != pictures.share_card(["ბმბ"])
    assert pictures.logo("AAA") != pictures.logo("BBB")
