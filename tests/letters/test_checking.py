"""The queue of held signatures: accept, ask back, refuse; and what resembles them."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.mail.models import OutboxMail
from network.letters import lifecycle
from network.letters.by_mail import logos, managing
from network.letters.counting.recount import recount
from network.letters.counting.sequencing import sequence
from network.letters.enums import Display, HoldReason, LetterState, SignatureState
from network.letters.models import Letter, Signature
from network.letters.office import checking
from network.letters.office.look_alikes import look_alikes, skeleton
from tests.admin.signed_in import make_user, signed_in
from tests.factories import MembershipFactory, SignatureFactory
from tests.factories.agreement import fresh
from tests.factories.letters import open_letter, page_of
from tests.factories.registry import OrganisationFactory
from tests.letters.signing_by_mail import CENTRE, managing_link

__all__ = ["signed_in"]

pytestmark = pytest.mark.django_db

DECIDED = "Somebody has decided about this signature already."


@pytest.fixture
def letter() -> Letter:
    return open_letter()


@pytest.fixture
def office(signed_in) -> Client:
    return signed_in("secretariat")


def held(letter: Letter, **details) -> Signature:
    return SignatureFactory(
        letter=letter,
        of_organisation=True,
        state=SignatureState.HELD,
        held_for=HoldReason.ORGANISATION,
        is_counted=True,
        **details,
    )


def decide(client: Client, signature: Signature, name: str, follow: bool = False, **typed):
    fields = {f"{name}-{field}": value for field, value in typed.items()}
    return client.post(reverse("letters:decide", args=[signature.pk, name]), fields, follow=follow)


def mails_about(signature: Signature) -> list[str]:
    return list(OutboxMail.objects.filter(recipient=signature.email).order_by("pk").values_list("text", flat=True))


def test_the_page_shows_what_is_needed_to_decide(office: Client, letter: Letter) -> None:
    signature = held(
        letter,
        organisation_name="Union of Carriers",
        name="Nino Kvirikashvili",
        role="Chair",
        website="https://carriers.example.org/",
        identification_code="404123456",
        place="Batumi",
        email="nino@carriers.example.org",
    )
    shown = office.get(reverse("letters:check", args=[signature.pk])).content.decode()
    for words in ("Union of Carriers", "Nino Kvirikashvili", "Chair", "https://carriers.example.org/", "404123456",
                  "Batumi", "nino@carriers.example.org"):  # fmt: skip
        assert words in shown
    assert "open to everybody" not in shown
    assert "Union of Carriers" in office.get(reverse("letters:checks")).content.decode()


def test_an_accepted_signature_counts_and_leads_to_the_next(office: Client, letter: Letter) -> None:
    first, second = held(letter), held(letter)
    response = decide(office, first, "accept")
    assert response["Location"] == reverse("letters:check", args=[second.pk])
    accepted = fresh(first)
    assert (accepted.state, accepted.is_counted) == (SignatureState.ACTIVE, False)
    assert accepted.checked_by is not None
    assert len(mails_about(first)) == 1
    assert decide(office, second, "accept")["Location"] == reverse("letters:checks")
    # Decided is decided: nothing happens a second time, and it is no error.
    assert "already" in decide(office, first, "refuse", follow=True, reason="Too late.").content.decode()
    assert fresh(first).state == SignatureState.ACTIVE
    assert len(mails_about(first)) == 1


def test_the_logo_of_an_accepted_organisation_stands_beside_its_name(
    client: Client, office: Client, letter: Letter, settings, tmp_path, django_capture_on_commit_callbacks
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    picture = logos.keep_logo(b"picture")
    signature = held(letter, logo=picture, organisation_name="Union of Carriers", email="a@carriers.example.org")
    places = (page_of(letter, "en").url, f"/en/letters/{letter.pk}/signatories/?kind=organisation")
    assert not any(picture in client.get(place).content.decode() for place in places)
    with django_capture_on_commit_callbacks(execute=True):
        decide(office, signature, "accept")
    sequence()
    for place in places:
        assert f'<img src="/media/{picture}"' in client.get(place).content.decode()
    managing.set_display(signature_id=signature.pk, display=Display.HIDDEN)
    assert not any(picture in client.get(place).content.decode() for place in places)


def test_a_question_goes_out_and_the_signature_waits(office: Client, letter: Letter) -> None:
    signature = held(letter)
    assert decide(office, signature, "ask", question="  ").status_code == 400
    assert mails_about(signature) == []
    decide(office, signature, "ask", question="Who is your chair?")
    asked = fresh(signature)
    assert (asked.state, asked.check_note, asked.asked_at is not None) == (
        SignatureState.HELD, "Who is your chair?", True,
    )  # fmt: skip
    assert "Who is your chair?" in mails_about(signature)[0]
    # It stays in the queue, behind those that nobody has looked at.
    newer = held(letter)
    listed = [entry.pk for entry in office.get(reverse("letters:checks")).context["page_obj"]]
    assert listed == [newer.pk, signature.pk]
    decide(office, signature, "accept")
    assert fresh(signature).state == SignatureState.ACTIVE


def test_a_refusal_says_why(office: Client, letter: Letter) -> None:
    signature = held(letter)
    response = decide(office, signature, "refuse", reason="x" * 1001)
    assert response.status_code == 400
    assert "x" * 1001 in response.content.decode()
    decide(office, signature, "refuse", reason="We cannot find this organisation.")
    refused = fresh(signature)
    assert (refused.state, refused.check_note) == (SignatureState.REFUSED, "We cannot find this organisation.")
    assert "We cannot find this organisation." in mails_about(signature)[0]


def test_an_organisation_that_a_stranger_entered_can_sign_after_all(client: Client, office: Client, letter) -> None:
    taken = managing_link(client, letter, CENTRE | {"email": "stranger@example.org"})
    entered = Signature.objects.get()
    assert not checking.reopen(signature_id=entered.pk, by=None), "it was not refused"
    decide(office, entered, "refuse", reason="Not theirs.")
    assert [row.pk for row in office.get(f"{reverse('letters:checks')}?refused").context["page_obj"]] == [entered.pk]
    assert (
        reverse("letters:decide", args=[entered.pk, "reopen"])
        in office.get(reverse("letters:check", args=[entered.pk])).content.decode()
    )
    decide(office, entered, "reopen")
    emptied = fresh(entered)
    assert (emptied.state, emptied.email, emptied.organisation_name) == (SignatureState.WITHDRAWN, "", "")
    assert client.get(taken).status_code == 404
    again = decide(office, entered, "reopen", follow=True)
    assert (again.status_code, [str(said).strip() for said in again.context["messages"]][1:]) == (200, [DECIDED])
    managing_link(client, letter, CENTRE)
    assert (fresh(entered).state, fresh(entered).email) == (SignatureState.HELD, CENTRE["email"])
    sequence()
    assert recount() == []


def test_people_that_are_held_are_checked_too(office: Client, letter: Letter) -> None:
    person = SignatureFactory(letter=letter, state=SignatureState.HELD, held_for=HoldReason.HONEYPOT)
    elsewhere = f"{reverse('letters:checks')}?letter={letter.pk + 1}"
    assert [entry.pk for entry in office.get(reverse("letters:checks")).context["page_obj"]] == [person.pk]
    assert list(office.get(elsewhere).context["page_obj"]) == []
    decide(office, person, "accept")
    assert fresh(person).state == SignatureState.ACTIVE


def test_after_the_end_what_was_in_time_is_accepted_after_the_delivery_nothing(office: Client, letter: Letter) -> None:
    in_time, late = held(letter), held(letter)
    lifecycle.close(letter_id=letter.pk)
    decide(office, in_time, "accept")
    assert fresh(in_time).state == SignatureState.ACTIVE
    Letter.objects.update(state=LetterState.DELIVERED)
    response = decide(office, late, "accept")
    assert response.status_code == 400
    assert "no signature can be added any more" in response.content.decode()
    assert fresh(late).state == SignatureState.HELD
    assert checking.refuse(signature_id=late.pk, by=make_user("secretariat"), reason="Too late.")


def test_what_was_withdrawn_cannot_be_checked(office: Client, letter: Letter) -> None:
    gone = held(letter)
    Signature.objects.filter(pk=gone.pk).update(state=SignatureState.WITHDRAWN, organisation_name="")
    assert office.get(reverse("letters:check", args=[gone.pk])).status_code == 404
    assert not checking.accept(signature_id=gone.pk, by=None)
    assert fresh(gone).state == SignatureState.WITHDRAWN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ა(ა)იპ „ხიდი“", "ხიდი"),
        ("IRIS Network", "iris-network"),
        ("Union Сentre", "Union Centre"),  # the first C is Cyrillic
        ("ᲮᲘᲓᲘ", "ხიდი"),
        ("Café Aid", "cafe aid"),
    ],
)
def test_names_that_look_alike(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_what_resembles_an_organisation(letter: Letter) -> None:
    signature = held(
        letter, organisation_name="Bridge for Migrants", email="a@bridge.example.org", identification_code="1"
    )
    found = [
        held(letter, organisation_name="Something else", identification_code="1"),
        held(letter, organisation_name="BRIDGE FOR MIGRANTS", email="b@gmail.com"),
        held(letter, organisation_name="Bridges for Migrants", email="c@gmail.com"),
        held(letter, organisation_name="Neighbour", website="https://www.bridge.example.org/about"),
    ]
    held(letter, organisation_name="Mountain Guides", email="d@gmail.com")
    OrganisationFactory(name_ka="ხიდი", name_en="Bridge for migrants")
    member = MembershipFactory(organisation=OrganisationFactory(name_ka="ბრიჯი", name_en="Bridge for the Migrants"))
    result = look_alikes(signature)
    assert {(entry.number, entry.why) for entry in result if entry.what == "signature"} == {
        (found[0].pk, "code"), (found[1].pk, "name"), (found[2].pk, "similar"), (found[3].pk, "site"),
    }  # fmt: skip
    assert [entry.why for entry in result if entry.what == "registry"] == ["name"]
    assert [entry.number for entry in result if entry.what == "member"] == [member.organisation_id]
    assert result[0].why == "code"
