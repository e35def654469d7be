"""The secretariat's lists and forms; who may see them; and letters of mandate, which nobody else can read."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override

from network.members import services
from network.members.enums import EndReason
from network.members.models import Mandate, Membership, Succession
from tests.admin.signed_in import make_user, signed_in
from tests.factories import MandateFactory, MembershipFactory, OrganisationFactory, PersonFactory
from tests.members.conftest import token_in_mail

__all__ = ["signed_in"]

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF\n"
SignIn = Callable[..., Client]


def word_file(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in names:
            package.writestr(name, "")
    return buffer.getvalue()


def with_letter(**changes) -> Mandate:
    mandate = MandateFactory(**changes)
    services.replace_letter(mandate=mandate, letter=SimpleUploadedFile("letter.pdf", PDF))
    mandate.refresh_from_db()
    return mandate


def addresses(mandate: Mandate) -> dict[str, str]:
    return {
        "memberships": reverse("memberships:index"),
        "new membership": reverse("memberships:add"),
        "membership": reverse("memberships:edit", args=[mandate.membership_id]),
        "history of membership": reverse("memberships:history", args=[mandate.membership_id]),
        "mandates": reverse("mandates:index"),
        "grant": reverse("mandates:add"),
        "mandate": reverse("mandates:edit", args=[mandate.pk]),
        "history": reverse("mandates:history", args=[mandate.pk]),
        "letter": reverse("mandates:letter", args=[mandate.pk]),
        "revoke": reverse("mandates:revoke", args=[mandate.pk]),
        "report": reverse("members_unrepresented"),
    }


@pytest.mark.parametrize(
    ("part", "opens"),
    [("secretariat", True), ("superuser", True), ("editor", False), ("translator", False), (None, False)],
)
def test_who_may_open_what(signed_in: SignIn, part: str | None, opens: bool) -> None:
    mandate = with_letter()
    client = signed_in(part) if part else Client()
    found = {name: client.get(address).status_code == 200 for name, address in addresses(mandate).items()}
    assert set(found.values()) == {opens}, found
    for address in (reverse("mandates:revoke", args=[mandate.pk]), reverse("mandates:delete", args=[mandate.pk])):
        if not opens or "delete" in address:
            client.post(address, {"note": "x"})
    mandate.refresh_from_db()
    assert mandate.revoked_at is None


def test_a_representative_has_no_place_in_the_admin() -> None:
    mandate = with_letter()
    client = Client()
    client.force_login(mandate.user)
    for name, address in addresses(mandate).items():
        assert client.get(address).status_code != 200, name


def test_whole_set_of_permissions() -> None:
    found = {
        (part, permission.split(".")[1])
        for part in ("secretariat", "editor", "translator")
        for permission in make_user(part).get_all_permissions()
        if permission.startswith("members.")
    }
    assert found == {
        ("secretariat", f"{action}_{model}")
        for model in ("membership", "mandate")
        for action in ("add", "change", "view")
    }


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_mandate_is_granted(signed_in: SignIn, language: str) -> None:
    client, member = signed_in("secretariat", language), MembershipFactory()
    given = {
        "membership": member.pk,
        "name": "Nino Example",
        "email": "nino@example.org",
        "language": "en",
        "kind": "primary",
        "starts_on": "2026-01-05",
        "ends_on": "",
        "granted_by": "The board",
    }
    letter = SimpleUploadedFile("whatever.exe", PDF)
    answer = client.post(reverse("mandates:add"), given | {"letter": letter})
    mandate = Mandate.objects.select_related("user").get()
    assert answer.status_code == 302
    assert (mandate.user.email, mandate.membership, mandate.letter.name[-4:]) == ("nino@example.org", member, ".pdf")

    again = client.post(reverse("mandates:add"), given | {"email": "other@example.org"})
    html = again.content.decode()
    assert again.status_code == 200
    with override(language):
        assert gettext("This member has a representative already. A second one is a deputy.") in html
    assert 'value="other@example.org"' in html
    assert Mandate.objects.count() == 1


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_membership_is_entered(signed_in: SignIn, language: str) -> None:
    client, organisation = signed_in("secretariat", language), OrganisationFactory()
    given = {
        "organisation": organisation.pk,
        "person": "",
        "level": "both",
        "joined_0": "year",
        "joined_1": "2024",
        "left_0": "",
        "about_ka": "",
        "about_en": "",
        "visibility": "public",
        "contact_email": "office@example.org",
    }
    address = reverse("memberships:add")
    wrong = client.post(address, given | {"person": PersonFactory().pk})
    assert wrong.status_code == 200
    with override(language):
        assert gettext("Choose an organisation or a person, not both.") in wrong.content.decode()
    assert client.post(address, given).status_code == 302
    assert Membership.objects.get().contact_email == "office@example.org"
    again = client.post(address, given)
    with override(language):
        assert gettext("This organisation is a member already.") in again.content.decode()
    assert Membership.objects.count() == 1


@pytest.mark.parametrize("language", ["ka", "en"])
def test_lists_and_their_filters(signed_in: SignIn, language: str) -> None:
    client = signed_in("secretariat", language)
    spoken_for = MandateFactory().membership
    silent = MembershipFactory(of_person=True, level="policy")
    former = MembershipFactory(left="2024")
    members = {member: member.name_in(language) for member in (spoken_for, silent, former)}

    def listed(query: str) -> set[Membership]:
        html = client.get(f"{reverse('memberships:index')}?{query}").content.decode()
        return {member for member, name in members.items() if name in html}

    assert listed("") == set(members)
    assert listed("subject=person") == {silent}
    assert listed("subject=organisation") == {spoken_for, former}
    assert listed("current=true") == {spoken_for, silent}
    assert listed("current=false") == {former}
    assert listed("unrepresented=true") == {silent}
    assert listed("level=policy") == {silent}
    mandates = reverse("mandates:index")
    assert members[spoken_for] in client.get(f"{mandates}?in_force=true").content.decode()
    assert members[spoken_for] not in client.get(f"{mandates}?in_force=false").content.decode()
    report = client.get(reverse("members_unrepresented")).content.decode()
    assert members[silent] in report
    assert members[spoken_for] not in report


def test_the_secretariat_is_warned(signed_in: SignIn) -> None:
    silent = MembershipFactory()
    home = reverse("wagtailadmin_home")
    assert silent.name_in("en") in signed_in("secretariat").get(home).content.decode()
    assert silent.name_in("en") not in signed_in("editor").get(home).content.decode()
    MandateFactory(membership=silent)
    assert silent.name_in("en") not in signed_in("secretariat").get(home).content.decode()


def test_revoking_asks_why(signed_in: SignIn) -> None:
    mandate, client = MandateFactory(), signed_in("secretariat")
    address = reverse("mandates:revoke", args=[mandate.pk])
    assert client.post(address, {"note": ""}).status_code == 200
    mandate.refresh_from_db()
    assert mandate.revoked_at is None
    assert client.post(address, {"note": "The board asked"}).status_code == 302
    mandate.refresh_from_db()
    assert (mandate.end_reason, mandate.end_note) == (EndReason.REVOKED, "The board asked")
    assert client.post(address, {"note": "twice"}).status_code == 200
    page = client.get(reverse("mandates:edit", args=[mandate.pk])).content.decode()
    assert "The board asked" in page


def test_a_proposal_is_taken_back(signed_in: SignIn) -> None:
    mandate, client = MandateFactory(), signed_in("secretariat")
    services.propose_successor(mandate=mandate, name="Giorgi", email="new@example.org", language="ka")
    token = token_in_mail()
    assert "new@example.org" in client.get(reverse("mandates:edit", args=[mandate.pk])).content.decode()
    address = reverse("mandates:withdraw", args=[Succession.objects.get().pk])
    assert client.get(address).status_code == 405
    for _click in range(2):
        assert client.post(address).status_code == 302
    with pytest.raises(services.SuccessionClosed):
        services.accept_succession(token=token)


def test_a_letter_is_handed_out_as_a_file(signed_in: SignIn) -> None:
    mandate = with_letter()
    answer = signed_in("secretariat").get(reverse("mandates:letter", args=[mandate.pk]))
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="letter-of-mandate-{mandate.pk}.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]


def test_no_address_leads_to_a_letter(private_root) -> None:
    mandate = with_letter()
    assert (private_root / mandate.letter.name).exists()
    assert not str(private_root).startswith(str(django_settings.MEDIA_ROOT))
    with pytest.raises(ValueError, match="no address"):
        _address = mandate.letter.url
    name = mandate.letter.name
    for path in (name, f"../private/{name}", f"..%2Fprivate%2F{name}", f"/private/{name}"):
        for prefix in ("/media/", "/static/", "/documents/1/"):
            assert Client().get(f"{prefix}{path}").status_code in (400, 404)


def test_a_lost_file_is_no_error(signed_in: SignIn, private_root) -> None:
    mandate = with_letter()
    (private_root / mandate.letter.name).unlink()
    assert signed_in("secretariat").get(reverse("mandates:letter", args=[mandate.pk])).status_code == 404
    assert signed_in("secretariat").get(reverse("mandates:letter", args=[MandateFactory().pk])).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "accepted"),
    [
        ("letter.pdf", PDF, "pdf"),
        ("photo.JPG", b"\xff\xd8\xff\xe0 and so on", "jpg"),
        ("scan.png", b"\x89PNG\r\n\x1a\n and so on", "png"),
        ("letter.docx", word_file("word/document.xml"), "docx"),
        ("page.pdf", b"<html><script>alert(1)</script>", ""),
        ("drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", ""),
        ("table.docx", word_file("xl/workbook.xml"), ""),
        ("macros.docx", word_file("word/document.xml", "word/vbaProject.bin"), ""),
        ("broken.docx", b"PK\x03\x04 no archive", ""),
        ("empty.pdf", b"", ""),
        ("large.pdf", PDF + b" " * 5 * 1024 * 1024, ""),
    ],
)
def test_what_may_be_a_letter(signed_in: SignIn, name: str, content: bytes, accepted: str) -> None:
    mandate, client = MandateFactory(), signed_in("secretariat")
    address = reverse("mandates:edit", args=[mandate.pk])
    answer = client.post(address, {"granted_by": "Assembly", "letter": SimpleUploadedFile(name, content)})
    mandate.refresh_from_db()
    assert answer.status_code == (302 if accepted else 200)
    assert mandate.letter.name.rpartition(".")[2] == accepted
    assert mandate.granted_by == ("Assembly" if accepted else "The board")


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_is_replaced_or_erased_leaves_no_file(signed_in: SignIn, private_root) -> None:
    mandate, client = with_letter(), signed_in("secretariat")
    address = reverse("mandates:edit", args=[mandate.pk])
    first = private_root / mandate.letter.name
    client.post(address, {"granted_by": "Assembly", "letter": SimpleUploadedFile("second.png", b"\x89PNG\r\n\x1a\n")})
    mandate.refresh_from_db()
    second = private_root / mandate.letter.name
    assert second.exists()
    assert not first.exists()
    client.post(address, {"granted_by": "Assembly", "remove_letter": "on"})
    mandate.refresh_from_db()
    assert (mandate.letter.name, second.exists()) == ("", False)
