"""What an editor may drop into the admin by mistake: each gets an answer in words, never an error page."""

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Page

from cms.core.models import CustomDocument, CustomImage
from tests.admin.page_forms import PUBLISH, news_form
from tests.factories import NewsPageFactory, translate

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def png(width: int, height: int) -> bytes:
    """Return a PNG of one bit a pixel: many pixels, few bytes."""
    packer = zlib.compressobj()
    rows = [packer.compress(b"\0" + b"\0" * ((width + 7) // 8)) for _row in range(height)]

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = chunk(b"IDAT", b"".join(rows) + packer.flush())
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


def jpeg() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (20, 20)).save(file, "JPEG")
    return file.getvalue()


def small_png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (20, 20), "green").save(file, "PNG")
    return file.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
NO_IMAGE = ("ატვირთეთ გამოსახულება", "Upload a valid image")
TOO_LARGE = ("გამოსახულება ძალიან დიდია", "too many pixels")
OTHER_FORMAT = ("გაფართოება ფაილის ფორმატს", "The extension does not match")
BAD_IMAGES = {
    "no image at all": ("photo.png", b"this is text", *NO_IMAGE),
    "cut off in the middle": ("photo.png", small_png()[:60], *NO_IMAGE),
    "cut off jpeg": ("photo.jpg", jpeg()[:200], *NO_IMAGE),
    "only the first bytes": ("photo.png", small_png()[:20], *NO_IMAGE),
    "empty": ("photo.png", b"", "ფაილი ცარიელია", "The submitted file is empty"),
    "40 megapixels": ("photo.png", png(8000, 5000), *TOO_LARGE),
    "a bomb of 400 megapixels": ("photo.png", png(20000, 20000), *TOO_LARGE),
    "svg with a script": ("drawing.svg", SVG, "გამოსახულების ეს ფორმატი არ მიიღება", "Not a supported image format"),
    "svg called png": ("drawing.png", SVG, *OTHER_FORMAT),
    "jpeg called png": ("photo.png", jpeg(), *OTHER_FORMAT),
    "too many bytes": ("photo.png", small_png() + b"\0" * 13_000_000, "ფაილი ძალიან დიდია", "This file is too big"),
}


def image_form(name: str, content: bytes) -> dict[str, object]:
    return {
        "title": "სურათი",
        "file": SimpleUploadedFile(name, content, content_type="image/png"),
        "alt_ka": "აღწერა",
        "alt_en": "Description",
        "credit_ka": "",
        "credit_en": "",
        "collection": "1",
        "tags": "",
    }


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("case", BAD_IMAGES.values(), ids=BAD_IMAGES)
def test_an_image_that_cannot_be_taken(signed_in: SignIn, case: tuple, language: str) -> None:
    name, content, georgian, english = case
    response = signed_in("editor", language).post(reverse("wagtailimages:add"), image_form(name, content))
    assert response.status_code == 200
    assert {"ka": georgian, "en": english}[language] in response.text
    assert not CustomImage.objects.exists()


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("case", BAD_IMAGES.values(), ids=BAD_IMAGES)
def test_the_same_among_several(signed_in: SignIn, case: tuple, language: str) -> None:
    name, content, georgian, english = case
    file = SimpleUploadedFile(name, content, content_type="image/png")
    response = signed_in("editor", language).post(
        reverse("wagtailimages:add_multiple"),
        {"files[]": file, "title": "სურათი", "collection": "1"},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert response.status_code == 200
    answer = response.json()
    assert answer["success"] is False
    assert {"ka": georgian, "en": english}[language] in answer["error_message"]
    assert not CustomImage.objects.exists()


def test_an_image_needs_words_in_both_languages(signed_in: SignIn) -> None:
    data = image_form("photo.png", small_png()) | {"alt_en": ""}
    response = signed_in("editor").post(reverse("wagtailimages:add"), data)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["alt_en"]
    assert "This field is required." in response.text
    assert not CustomImage.objects.exists()


def test_a_good_image_is_taken(signed_in: SignIn) -> None:
    response = signed_in("editor").post(reverse("wagtailimages:add"), image_form("photo.png", small_png()))
    assert response.status_code == 302
    assert CustomImage.objects.get().alt_ka == "აღწერა"


BAD_DOCUMENTS = {
    "0 bytes": ("report.pdf", b"", "ფაილი ცარიელია", "The submitted file is empty"),
    "a program": ("setup.exe", b"MZ", "ფაილის ტიპი „exe“ არ მიიღება", "File extension “exe” is not allowed"),
    "a page": ("page.html", b"<script>", "ფაილის ტიპი „html“ არ მიიღება", "File extension “html” is not allowed"),
    "a drawing": ("drawing.svg", SVG, "ფაილის ტიპი „svg“ არ მიიღება", "File extension “svg” is not allowed"),
}


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("case", BAD_DOCUMENTS.values(), ids=BAD_DOCUMENTS)
def test_a_document_that_cannot_be_taken(signed_in: SignIn, case: tuple, language: str) -> None:
    name, content, georgian, english = case
    file = SimpleUploadedFile(name, content)
    data = {"title_ka": "ანგარიში", "title_en": "Report", "file": file, "language": "ka", "collection": "1", "tags": ""}
    client = signed_in("editor", language)
    expected = {"ka": georgian, "en": english}[language]

    response = client.post(reverse("wagtaildocs:add"), data)
    assert response.status_code == 200
    assert expected in response.text

    file.seek(0)
    response = client.post(
        reverse("wagtaildocs:add_multiple"),
        {"files[]": file, "title": "ანგარიში", "collection": "1"},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert response.status_code == 200
    assert expected in response.json()["error_message"]
    assert not CustomDocument.objects.exists()


@pytest.mark.parametrize("language", ["ka", "en"])
def test_an_address_taken_within_one_language(signed_in: SignIn, language: str) -> None:
    taken = NewsPageFactory(title="პირველი", slug="first")
    other = NewsPageFactory(title="მეორე", slug="second")
    url = reverse("wagtailadmin_pages:edit", args=[other.pk])
    response = signed_in("editor", language).post(url, news_form("მეორე", slug=taken.slug) | PUBLISH)
    assert response.status_code == 200
    expected = {"ka": "მისამართი „first“ ამ განყოფილებაში უკვე დაკავებულია.", "en": "The slug &#x27;first&#x27; is"}
    assert expected[language] in response.text
    assert Page.objects.get(pk=other.pk).slug == "second"


def test_the_same_address_in_the_other_language_is_free(signed_in: SignIn) -> None:
    NewsPageFactory(title="IACTA", slug="iacta")
    english = translate(NewsPageFactory(title="სხვა"), title="Other")
    url = reverse("wagtailadmin_pages:edit", args=[english.pk])
    response = signed_in("editor").post(url, news_form("IACTA", slug="iacta") | PUBLISH)
    assert response.status_code == 302


@pytest.mark.parametrize("slug", ["ქსელი", "with space", "a/b", "x" * 300])
def test_an_address_that_cannot_be_one(signed_in: SignIn, slug: str) -> None:
    page = NewsPageFactory(title="სიახლე", slug="own")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = signed_in("editor", "ka").post(url, news_form("სიახლე", slug=slug) | PUBLISH)
    assert response.status_code == 200
    assert "slug" in response.context["form"].errors
    assert Page.objects.get(pk=page.pk).slug == "own"
