"""What members do with an initiative that was brought: stand by it, take it back, let it be shown."""

import pytest
from django.test import Client

from network.initiatives.enums import HappeningKind, InitiativeState
from network.initiatives.models import CoSponsor, Initiative
from network.initiatives.speaking import InitiativeRefused
from network.initiatives.supporting import allow_showing, support, withdraw
from tests.factories import MandateFactory
from tests.factories.agreement import Member
from tests.factories.initiatives import answered, begun, brought
from tests.factories.news import NewsIndexPageFactory
from tests.factories.pages import translate
from tests.initiatives.conftest import OFFICE, html, mails_of

pytestmark = pytest.mark.django_db


def address(initiative: Initiative) -> str:
    return f"/en/desk/initiatives/{initiative.pk}/"


def press(client: Client, initiative: Initiative, action: str, member: Member) -> int:
    form = {"action": action, "member": str(member.membership.pk)}
    return client.post(address(initiative), form).status_code


@pytest.fixture
def theirs(held: list[Member], office: str) -> Initiative:
    """What the second member has brought."""
    return brought(held[1])


def test_a_member_stands_by_an_initiative_with_one_button(
    client: Client, held: list[Member], theirs: Initiative
) -> None:
    assert 'value="support"' in html(client, address(theirs))
    assert press(client, theirs, "support", held[0]) == 302
    assert press(client, theirs, "support", held[0]) == 302
    row = CoSponsor.objects.get()
    assert (row.membership, row.user) == (held[0].membership, held[0].user)
    assert mails_of("supported") == {held[1].user.email}
    text = html(client, address(theirs))
    assert text.count(held[0].membership.name_in("en")) >= 2
    assert 'value="support"' not in text
    assert press(client, theirs, "end_support", held[0]) == 302
    assert not CoSponsor.objects.exists()
    kinds = [each.kind for each in theirs.happenings.all()]
    assert kinds == [HappeningKind.BROUGHT, HappeningKind.SUPPORTED, HappeningKind.UNSUPPORTED]


def test_nobody_stands_by_the_own_one_or_for_a_foreign_member(
    client: Client, held: list[Member], theirs: Initiative
) -> None:
    own = brought(held[0])
    assert 'value="support"' not in html(client, address(own))
    assert press(client, own, "support", held[0]) == 409
    assert press(client, theirs, "support", held[2]) == 403
    assert press(client, theirs, "dance", held[0]) == 403
    assert not CoSponsor.objects.exists()


def test_who_speaks_for_several_members_chooses(client: Client, held: list[Member], theirs: Initiative) -> None:
    MandateFactory(user=held[0].user, membership=held[2].membership, kind="deputy")
    assert html(client, address(theirs)).count('value="support"') == 2
    press(client, theirs, "support", held[2])
    assert CoSponsor.objects.get().membership == held[2].membership


def test_a_member_takes_its_initiative_back_until_the_text_is_written(
    client: Client, held: list[Member], theirs: Initiative
) -> None:
    support(initiative=theirs, membership=held[0].membership, by=held[0].user)
    assert press(client, theirs, "withdraw", held[0]) == 403
    client.force_login(held[1].user)
    assert press(client, theirs, "withdraw", held[1]) == 302
    theirs.refresh_from_db()
    assert theirs.state == InitiativeState.WITHDRAWN
    assert theirs.ended_at
    assert mails_of("withdrawn") == {held[0].user.email, held[1].user.email, OFFICE}
    assert press(client, theirs, "withdraw", held[1]) == 409
    client.force_login(held[0].user)
    text = html(client, address(theirs))
    assert "Taken back by the member" in text
    assert 'value="support"' not in text
    assert press(client, theirs, "support", held[0]) == 409


def test_a_text_that_is_being_written_is_the_networks(held: list[Member], theirs: Initiative) -> None:
    translate(NewsIndexPageFactory(), title="News")
    begun(answered(theirs))
    with pytest.raises(InitiativeRefused):
        withdraw(initiative=theirs, by=held[1].user)


def test_whether_readers_learn_of_it_is_the_members_to_say(
    client: Client, held: list[Member], theirs: Initiative
) -> None:
    assert press(client, theirs, "show", held[0]) == 403
    with pytest.raises(InitiativeRefused):
        allow_showing(initiative=theirs, by=held[0].user, allowed=True)
    client.force_login(held[1].user)
    assert press(client, theirs, "show", held[1]) == 302
    assert Initiative.objects.get(pk=theirs.pk).may_be_shown
    assert press(client, theirs, "hide", held[1]) == 302
    assert not Initiative.objects.get(pk=theirs.pk).may_be_shown
