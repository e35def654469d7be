"""The member's registered address objects to what was said in the member's name."""

import datetime
import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from cms.core.models import SiteSettings
from cms.mail.models import OutboxMail
from network.letters import lifecycle
from network.letters.by_mail.links import find_token
from network.letters.by_members.member_signing import SigningRefused, contest, sign_for_member
from network.letters.counting.retention import forget_unconfirmed
from network.letters.enums import SignatureState, TokenPurpose
from network.letters.models import Letter, Signature, Token
from network.members.models import Mandate
from tests.factories.agreement import Member, fresh, members
from tests.factories.letters import open_letter
from tests.factories.members import MandateFactory

pytestmark = pytest.mark.django_db
LINK = re.compile(r"https?://\S+/letters/object/\S+")


@pytest.fixture
def member() -> Member:
    """A member; the secretariat has an address."""
    settings = SiteSettings.load()
    settings.email = "office@example.org"
    settings.save()
    return members(1)[0]


@pytest.fixture
def letter(member: Member) -> Letter:
    """A letter that the member has not signed."""
    return open_letter([member])


def sign(letter: Letter, member: Member) -> Signature:
    return sign_for_member(
        letter_id=letter.pk, membership=member.membership, by=member.user, fingerprint=letter.version.fingerprint
    )


def link(member: Member) -> str:
    """Return the path of the link in the newest mail to the registered address."""
    mail = OutboxMail.objects.filter(recipient=member.membership.contact_email).latest("pk")
    (found,) = LINK.findall(mail.text)
    assert found in mail.html
    return urlsplit(found).path


def test_the_link_shows_and_only_its_button_objects(letter: Letter, member: Member, client: Client) -> None:
    signed = sign(letter, member)
    path = link(member)
    for _time in range(50):
        shown, head = client.get(path), client.head(path)
    assert (shown.status_code, head.status_code) == (200, 200)
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert shown.headers["Referrer-Policy"] == "no-referrer"
    assert member.membership.name in shown.content.decode()
    assert fresh(signed).state == SignatureState.ACTIVE
    strict = Client(enforce_csrf_checks=True)  # the mailbox of an office has no cookie of ours
    assert strict.post(path).status_code == 200
    assert fresh(signed).state == SignatureState.CONTESTED
    assert not fresh(signed).is_counted
    assert fresh(letter).removals == 1
    assert strict.post(path).status_code == 200
    told = OutboxMail.objects.filter(key__startswith="letters:contested:").values_list("recipient", flat=True)
    assert sorted(told) == sorted(["office@example.org", member.user.email])
    assert client.put(path).status_code == 405


def test_after_an_objection_only_a_new_mandate_signs(letter: Letter, member: Member) -> None:
    deputy = member.deputy()
    signed = sign(letter, member)
    token = Token.objects.get(signature=signed, purpose=TokenPurpose.OBJECT)
    assert contest(token=token)
    assert not contest(token=token)
    for person in (member, deputy):
        with pytest.raises(SigningRefused) as refused:
            sign(letter, person)
        assert refused.value.code == "stopped"
    Mandate.objects.filter(user=deputy.user).update(revoked_at=timezone.now())
    forget_unconfirmed(timezone.now() + datetime.timedelta(days=30))
    assert not Token.objects.exists()
    newcomer = Member(member.membership, MandateFactory(membership=member.membership, deputy=True).user)
    assert sign(letter, newcomer).state == SignatureState.ACTIVE
    assert Signature.objects.count() == 1
    second = find_token(link(member).rstrip("/").rsplit("/", 1)[-1], TokenPurpose.OBJECT)
    assert contest(token=second), "each signing brings a link of its own"


def test_it_works_for_14_days_whatever_becomes_of_the_letter(letter: Letter, member: Member, client: Client) -> None:
    signed = sign(letter, member)
    path = link(member)
    lifecycle.close(letter_id=letter.pk)
    ended = Token.objects.filter(signature=signed)
    ended.update(expires_at=timezone.now() + datetime.timedelta(minutes=1))
    assert client.get(path).status_code == 200
    ended.update(expires_at=timezone.now())
    assert client.post(path).status_code == 410
    assert fresh(signed).state == SignatureState.ACTIVE
    assert client.get("/ka/letters/object/unknown/").status_code == 403
    assert client.post("/en/letters/object/unknown/").status_code == 403
    assert Token.objects.get(signature=signed).token_hash not in path, "only the hash is kept"


def test_a_member_without_a_registered_address_gets_no_link(letter: Letter, member: Member) -> None:
    member.membership.contact_email = ""
    member.membership.save()
    assert sign(letter, member).state == SignatureState.ACTIVE
    assert not Token.objects.exists()
