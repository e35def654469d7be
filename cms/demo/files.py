"""Small documents made by hand, so that the demonstration needs no library and no stored file.

Each function returns the bytes of a whole file, the same at every run.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from html import escape

PAGE_WIDTH, PAGE_HEIGHT, MARGIN, LEADING = 595, 842, 72, 18
ODT_TYPE = "application/vnd.oasis.opendocument.text"
ODT_NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"'
)
ODT_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def pdf(title: str, lines: Iterable[str]) -> bytes:
    """Return a PDF of one A4 page. Latin letters only: it uses a font that every reader brings along."""
    written = [f"({_pdf_text(line)}) Tj T*" for line in lines]
    start = f"BT /F1 12 Tf {LEADING} TL {MARGIN} {PAGE_HEIGHT - MARGIN} Td"
    content = "\n".join([start, *written, "ET"]).encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en) /ViewerPreferences << /DisplayDocTitle true >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}] "
        "/Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        f"<< /Title ({_pdf_text(title)}) >>".encode("cp1252"),
    ]
    return _pdf_file(objects)


def _pdf_file(objects: Sequence[bytes]) -> bytes:
    file = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    file += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    file += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(file)


def _pdf_text(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def odt(lines: Iterable[str]) -> bytes:
    """Return a text document with one heading and paragraphs, in any script."""
    first, *rest = lines
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in rest)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODT_NAMESPACES}><office:body><office:text>'
        f'<text:h text:outline-level="1">{escape(first)}</text:h>{paragraphs}'
        "</office:text></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        # The type comes first and uncompressed, so that programs recognise the file by its first bytes.
        _add(package, "mimetype", ODT_TYPE, zipfile.ZIP_STORED)
        _add(package, "content.xml", content, zipfile.ZIP_DEFLATED)
        _add(package, "META-INF/manifest.xml", ODT_MANIFEST, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _add(package: zipfile.ZipFile, name: str, text: str, compression: int) -> None:
    package.writestr(zipfile.ZipInfo(name, (2026, 1, 12, 9, 0, 0)), text, compress_type=compression)


def table(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV, with the mark by which spreadsheets know that it is UTF-8."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode("utf-8-sig")
