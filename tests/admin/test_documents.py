"""Documents come in one at a time or several at once; both ways ask for a title in each language."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.core.models import CustomDocument

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
ASYNC = {"x-requested-with": "XMLHttpRequest"}


def the_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("report.pdf", b"%PDF-1.4 report")


def details(prefix: str = "") -> dict[str, str]:
    texts = {"title_ka": "ანგარიში", "title_en": "Report", "language": "ka", "version": "", "tags": ""}
    return {f"{prefix}{name}": value for name, value in texts.items()}


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("part", ["secretariat", "editor"])
def test_the_way_to_several_documents_is_open(signed_in: SignIn, part: str, language: str) -> None:
    client = signed_in(part, language)
    assert reverse("wagtaildocs:add_multiple") in client.get(reverse("wagtaildocs:index")).text
    assert client.get(reverse("wagtaildocs:add_multiple")).status_code == 200


def test_one_of_several(signed_in: SignIn, media_root: object) -> None:
    client = signed_in("editor")
    sent = {"files[]": the_file(), "title": "report"}
    answer = client.post(reverse("wagtaildocs:add_multiple"), sent, headers=ASYNC).json()
    assert answer["success"]
    assert not CustomDocument.objects.exists()
    number = answer["uploaded_file_id"]
    url = reverse("wagtaildocs:create_multiple_from_uploaded_document", args=[number])
    prefix = f"uploaded-document-{number}-"
    refused = client.post(url, details(prefix) | {f"{prefix}title_en": ""}, headers=ASYNC).json()
    assert not refused["success"]
    assert client.post(url, details(prefix), headers=ASYNC).json()["success"]
    document = CustomDocument.objects.get()
    assert (document.title_ka, document.title_en, document.file_extension) == ("ანგარიში", "Report", "pdf")


def test_one_alone_keeps_its_two_titles(signed_in: SignIn, media_root: object) -> None:
    client = signed_in("editor")
    sent = details() | {"title": "something else", "file": the_file()}
    assert client.post(reverse("wagtaildocs:add"), sent).status_code == 302
    document = CustomDocument.objects.get()
    assert (document.title_ka, document.title_en) == ("ანგარიში", "Report")
