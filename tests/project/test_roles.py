"""Who reaches what: every address of the site, asked by every kind of person, compared with a table of the rights.

What a request changes is taken back before the next one, so all answers are about the same site.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.utils.translation import override

from cms.mail.models import OutboxMail
from network.agreement.answer_links import token_for
from network.agreement.models import AgreementRound, Answer
from network.directory.entry.proposing import propose
from network.directory.entry.values import values_of
from network.directory.joining.links import make_link as make_link_of_application
from network.directory.leaving.services import declare
from network.directory.models import Application, Departure, EntryProposal
from network.events.models import Event, Registration
from network.initiatives.models import CoSponsor, Initiative, InitiativeDocument
from network.letters.by_mail.links import make_token, ticket_for
from network.letters.models import ConsentText, Delivery, InvalidationBatch, Letter, Signature
from network.members.models import Mandate, Membership, Succession
from network.members.services import propose_successor
from tests.admin.signed_in import make_user
from tests.factories import (
    InitiativeFactory,
    MemberDirectoryPageFactory,
    MembershipFactory,
    SignatureFactory,
    translate,
)
from tests.factories.agreement import Member, asked_round, bilingual_draft, fresh, members
from tests.factories.letters import open_letter
from tests.factories.registrations import ask, open_event, register, token_to
from tests.factories.requests import application
from tests.project.roles_table import CHANGES, EXPECTED, OPEN_STOCK, ROLES
from tests.project.roles_walk import HARMLESS, Address, every_address, meaning

STAFF = ("translator", "editor", "secretariat", "superuser")
ADDRESSES = every_address()
OURS = [address for address in ADDRESSES if not address.is_stock]
STOCK = [address for address in ADDRESSES if address.is_stock]
KEPT_OUT = {"in", "403", "404", "405"}
# The secretariat's own: no editor gets there.
SECRETARIATS = (
    "agreement:", "events:", "initiatives:", "letters:", "memberships:", "mandates:", "procedures:",
    "members_unrepresented", "charter_subscribers", "requests:",
)  # fmt: skip
BUT_NOT = (
    "agreement:correct", "agreement:withdraw_correction",  # who writes may propose to mend a slip of the pen
    "letters:letters", "letters:letters_results", "letters:letter", "letters:new",  # numbers, and a text to begin
    "initiatives:initiatives", "initiatives:initiatives_results", "initiatives:initiative", "initiatives:document",
    "events:events", "events:events_results", "events:event",  # numbers, and the way to places
)  # fmt: skip


class Site:
    """One state of the site, and everybody who may ask."""

    def __init__(self) -> None:
        held = members(2)
        self.own = held[0]
        agreed_page = bilingual_draft()
        decided = asked_round(agreed_page)
        for member in held:
            member.answer(decided)
        assert fresh(decided).state == "published"
        page = bilingual_draft(title="ღია შეკითხვა")
        asked = asked_round(page)
        given = self.own.answer(asked)
        mandate = self.own.user.mandates.get()
        proposal = propose_successor(mandate=mandate, name="Nino", email="nino@example.org", language="ka")
        link = re.search(r"/mandate/(\S+)/", OutboxMail.objects.filter(text__contains="/mandate/").latest("pk").text)
        assert link
        self.values: dict[str, dict[str, Any]] = {
            name: {"pk": asked.pk} for name in ("desk_answer", "desk_round", "agreement:round", "agreement:round_data")
        }
        self.values |= {name: {"pk": decided.pk} for name in ("record", "record_json")}
        self.values |= {name: {"page_id": page.pk} for name in ("agreement:urgency", "missing_translation")}
        self.values |= {f"editing:{name}": {"page_id": page.pk} for name in ("create_counterpart", "bring_facts")}
        self.values["agreement:correct"] = {"page_id": agreed_page.pk}
        letter = open_letter(held)
        token = token_for(asked, mandate)
        self.values |= {
            "answer_receipt": {"pk": given.pk},
            "mandates:withdraw": {"pk": proposal.pk},
            "agreement:act": {"pk": asked.pk, "name": "extend"},
            "answer_link": {"token": token},
            "link_receipt": {"token": token},
            "media": {"path": "nothing"},
            "succession_accept": {"token": link[1]},
            "wagtail_serve": {"_0": ""},
            "sitemap_part": {"part": 1},
            **self._letters(letter),
            **self._events(held[0]),
            **self._requests(held[0]),
            **self._initiatives(held[0]),
            **self._directory(held[0]),
        }
        self.numbers = {"memberships:": self.own.membership.pk, "mandate": mandate.pk, "procedures:": asked.policy_id}
        self.numbers["letters:"] = letter.pk
        self.sessions = dict(self._sessions(held))
        self.state = state_of_members()

    def _letters(self, letter: Letter) -> dict[str, dict[str, Any]]:
        """Return what stands in the addresses of letters in the admin: one held signature, one batch."""
        held = SignatureFactory(letter=letter, of_organisation=True, state="held")
        signed = SignatureFactory(letter=letter, of_member=True, mandate=self.own.user.mandates.get())
        batch = InvalidationBatch.objects.create(letter=letter, reason="Forged.")
        typed = {"kind": "person", "email": "nino@example.org", "name": "Nino", "consents": [], "texts": {}}
        typed |= {"mailbox": "mailbox", "version": letter.version_id}
        waiting = SignatureFactory(letter=letter, state="pending", confirmed_at=None)
        asked = make_token(waiting, "confirm", typed)[0]
        forged = SignatureFactory(letter=letter, state="invalidated", state_before="active", batch=batch)
        return {
            **{f"letters:{name}": {"pk": held.pk} for name in ("check", "check_logo")},
            "letters:decide": {"pk": held.pk, "name": "accept"},
            "desk_letter": {"pk": letter.pk},
            "letter_object": {"token": make_token(signed, "object")[0]},
            "letter_sign": {"pk": letter.pk},
            "letter_code": {"token": ticket_for(letter.pk, "person", "mailbox")},
            "letter_confirm": {"token": asked},
            "letter_not_me": {"token": asked},
            "letter_manage": {"token": make_token(SignatureFactory(letter=letter), "manage")[0]},
            "letter_done": {"what": "erased"},
            "letters:undo": {"pk": forged.batch_id},
            "letters:act": {"pk": letter.pk, "name": "pause"},
            "letters:take_step": {"pk": letter.pk, "name": "prepare"},
            "letters:wording": {"purpose": "store"},
            "letters:bundle": {"pk": HARMLESS},
            **{f"letter_{name}": {"pk": letter.pk} for name in ("signatories", "versions", "print")},
            "letter_version": {"pk": letter.pk, "number": 1},
            **{f"letter_{name}": {"key": letter.translation_key} for name in ("count", "badge")},
            "letter_share_image": {"key": letter.translation_key, "language": "en"},
            **{name: {"pk": letter.pk} for name in ("letter_pdf", "letter_bundle", "letter_csv", "letter_json")},
        }

    def _events(self, member: Member) -> dict[str, dict[str, Any]]:
        """Return what stands in the addresses of events: a representative registered, one mail is to be confirmed."""
        event = open_event()
        registered = register(event, member)
        ask(event)
        by_event = ("event_register", "event_register_sent", "desk_event", "event_note", "event_calendar")
        return {
            **{name: {"pk": event.pk} for name in by_event},
            **{f"events:{name}": {"pk": event.pk} for name in ("event", "table")},
            "event_registration": {"token": token_to("nino@example.org")},
            "events:act": {"pk": event.pk, "name": "postponed"},
            "agenda:paste": {"page_id": event.pages[0].pk},
            "events:cancel": {"pk": event.pk, "registration": registered.pk},
        }

    def _requests(self, member: Member) -> dict[str, dict[str, Any]]:
        """Return what stands in the addresses of requests: an application, a proposed change, a departure."""
        sent, draft = application("sent"), application(typed={}, email="draft@example.org")
        own = member.membership
        proposal = propose(membership=own, by=member.user, values=values_of(own) | {"shown_phone": "+995 32 200 00 00"})
        departure = declare(membership=own, by=member.user)
        token = make_link_of_application(draft)[1]
        return {
            **{
                f"requests:{name}": {"pk": sent.pk, "name": "members"} for name in ("application", "decide_application")
            },
            **{f"requests:{name}": {"pk": proposal.pk, "name": "confirm"} for name in ("proposal", "decide_proposal")},
            **{
                f"requests:{name}": {"pk": departure.pk, "name": "confirm"}
                for name in ("departure", "decide_departure")
            },
            **{f"join_{name}": {"token": token} for name in ("application", "send", "withdraw")},
            "join_step": {"token": token, "step": "who"},
            "join_done": {"what": "sent"},
            **{f"desk_{name}": {"pk": own.pk} for name in ("entry", "entry_withdraw", "leave", "stay")},
        }

    def _initiatives(self, own: Member) -> dict[str, dict[str, Any]]:
        """Return what stands in the addresses of initiatives: one that was brought, with a document, and a draft."""
        initiative = InitiativeFactory(membership=own.membership)
        file = ContentFile(b"%PDF-1.4\n%%EOF\n", name="note.pdf")
        document = InitiativeDocument.objects.create(initiative=initiative, name="Note", file=file)
        draft = InitiativeFactory(membership=own.membership, draft=True)
        return {
            **{name: {"pk": initiative.pk} for name in ("desk_initiative", "initiatives:initiative")},
            **{f"desk_initiative_{name}": {"pk": draft.pk} for name in ("edit", "discard")},
            "initiatives:act": {"pk": initiative.pk, "name": "promise"},
            **{
                name: {"pk": initiative.pk, "number": document.pk}
                for name in ("desk_initiative_document", "initiatives:document")
            },
        }

    def _directory(self, own: Member) -> dict[str, dict[str, Any]]:
        """Return the short names of members: an organisation and a person."""
        translate(MemberDirectoryPageFactory(), title="Members")
        person = MembershipFactory(of_person=True).person
        return {"member": {"slug": own.membership.organisation.slug}, "member_person": {"slug": person.slug}}

    def _sessions(self, held: list[Member]) -> Iterator[tuple[str, Any]]:
        users = {"own": held[0].user, "other": held[1].user, **{part: make_user(part) for part in STAFF}}
        yield "anonymous", None
        for role, user in users.items():
            client = Client()
            client.force_login(user)
            yield role, client.cookies["sessionid"].value

    def path(self, address: Address) -> str:
        """Return the path of an address, filled with what exists."""
        number = next((pk for start, pk in self.numbers.items() if address.name.startswith(start)), HARMLESS)
        return address.path(**self.values.get(address.name, {"pk": number}))

    def ask(self, role: str, method: str, path: str) -> tuple[str, bool]:
        """Return what somebody gets who asks, and whether it changed anything; nothing of it stays."""
        client = Client(raise_request_exception=False)
        if self.sessions[role]:
            client.cookies["sessionid"] = self.sessions[role]
        for cache in caches.all(initialized_only=True):
            cache.clear()
        with transaction.atomic():
            response = client.generic(method, path)
            changed = state_of_members() != self.state
            transaction.set_rollback(True)
        return meaning(response), changed


def state_of_members() -> list[Any]:
    """Return what only those who may can change: who speaks for whom, what was asked, answered and signed."""
    return [
        list(rows.order_by("pk").values_list())
        for rows in (
            Membership.objects,
            Mandate.objects,
            Succession.objects,
            AgreementRound.objects,
            Answer.objects,
            Letter.objects,
            Signature.objects,
            Delivery.objects,
            ConsentText.objects,
            Initiative.objects,
            CoSponsor.objects,
            InitiativeDocument.objects,
            Event.objects,
            Registration.objects,
            Application.objects,
            EntryProposal.objects,
            Departure.objects,
        )
    ]


@pytest.fixture
def asked_site(db: None, settings: Any, tmp_path: Path) -> Site:
    """The site with members, an open and a decided round, and a proposal of a successor."""
    settings.PRIVATE_ROOT = tmp_path
    with override("ka"):
        return Site()


def test_the_table_names_every_address_and_no_other() -> None:
    assert sorted(EXPECTED) == sorted(address.name for address in OURS)


@pytest.mark.parametrize("role", ROLES)
def test_everybody_gets_what_the_table_says_and_nothing_else(asked_site: Site, role: str) -> None:
    column = ROLES.index(role)
    found, wanted, changing = {}, {}, set()
    for address in (known for known in OURS if known.name in EXPECTED):
        path = asked_site.path(address)
        got = {method: asked_site.ask(role, method, path) for method in ("GET", "POST")}
        found[address.name] = tuple(answer for answer, _changed in got.values())
        wanted[address.name] = tuple(row.split()[column] for row in EXPECTED[address.name])
        changing |= {(method, address.name) for method, (_answer, changed) in got.items() if changed}
    assert found == wanted
    assert changing == {("POST", name) for name in CHANGES.get(role, ())}


@pytest.mark.parametrize("role", ["anonymous", "own", "other"])
def test_nobody_else_gets_into_the_admin(asked_site: Site, role: str) -> None:
    entered = []
    for address in STOCK:
        for method in ("GET", "POST"):
            found, changed = asked_site.ask(role, method, asked_site.path(address))
            if changed or (found not in KEPT_OUT and address.name not in OPEN_STOCK):
                entered.append((address.name or address.route, method, found))
    assert entered == []


@pytest.mark.parametrize("role", ["translator", "editor"])
def test_the_table_keeps_editors_from_what_is_the_secretariats(role: str) -> None:
    closed = [name for name in EXPECTED if name.startswith(SECRETARIATS) and name not in BUT_NOT]
    assert len(closed) >= 28
    column = ROLES.index(role)
    got = {name: {row.split()[column] for row in EXPECTED[name]} for name in closed}
    assert {name: answers for name, answers in got.items() if not answers <= {"home", "403", "405"}} == {}


def test_addresses_are_those_that_the_site_resolves() -> None:
    """The walk itself: a path made of a pattern leads to it."""
    assert len({address.name for address in OURS}) == len(OURS)
    assert len(STOCK) > 250
    assert all(urlsplit(address.path()).path.startswith("/") for address in ADDRESSES)
