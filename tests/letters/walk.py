"""A letter at random: everything that anybody can do to it, in any order, and what must hold after each of it."""

import datetime
import random
from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from network.letters import lifecycle
from network.letters.by_mail import confirming, managing
from network.letters.by_mail.budgets import TooMany
from network.letters.by_mail.links import LinkRefused
from network.letters.by_mail.signing import Given, LetterClosed, request_signature
from network.letters.by_members import member_signing
from network.letters.counting.recount import recount
from network.letters.counting.sequencing import sequence
from network.letters.enums import ConsentPurpose, Display, Position, SignatureKind, SignatureState
from network.letters.letters import Letter
from network.letters.models import Consent, InvalidationBatch, Signature, Tally, Token
from network.letters.office import checking, invalidating
from tests.factories.agreement import Member

REFUSALS = (LetterClosed, TooMany, LinkRefused, ValidationError)
BOTH = frozenset({ConsentPurpose.STORE, ConsentPurpose.SHOW_NAME})


class Walk:
    """Steps are taken with the clock of the walk; what the site refuses is refused, nothing else may fail."""

    weights = {
        "ask": 30, "confirm": 28, "withdraw": 9, "show": 6, "hide": 6, "erase": 2, "not_me": 2, "speak_for_member": 6,
        "withdraw_member": 2, "accept": 6, "refuse": 1, "invalidate": 2, "undo": 2, "pause": 0.4, "resume": 2,
        "count": 10,
    }  # fmt: skip

    def __init__(self, letter: Letter, held: list[Member], seed: int, people: int = 150) -> None:
        self.letter, self.held, self.people = letter, held, people
        self.random, self.now = random.Random(seed), timezone.now()
        self.taken: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()

    def go(self, steps: int) -> None:
        """Take so many steps; near the end signing is closed, and life goes on."""
        for number in range(steps):
            self.now += datetime.timedelta(seconds=self.random.expovariate(1 / 150))
            if number == steps * 19 // 20:
                lifecycle.close(letter_id=self.letter.pk, now=self.now)
            self.step()
            if number % 500 == 0:
                assert_all_agrees(self.letter)

    def go_until(self, end: datetime.datetime) -> None:
        """Take steps by the real clock until an hour, beside others who do the same."""
        while (now := timezone.now()) < end:
            self.now = now
            self.step()

    def step(self) -> None:
        """Take one step, or try to."""
        name = self.random.choices(list(self.weights), list(self.weights.values()))[0]
        try:
            getattr(self, name)()
            self.taken[name] += 1
        except REFUSALS as refusal:
            self.refused[f"{name}: {type(refusal).__name__}"] += 1

    def ask(self) -> None:
        """Somebody fills in the form: a person, or whoever signs for an organisation."""
        number = self.random.randrange(self.people)
        organisation = number % 5 == 0
        given = Given(
            kind=SignatureKind.ORGANISATION if organisation else SignatureKind.PERSON,
            email=f"signer{number}@gmail.com",
            name=f"Signer {number}",
            organisation_name=f"Organisation {number}" if organisation else "",
            consents=BOTH,
        )
        letter = Letter.objects.select_related("version").get(pk=self.letter.pk)
        held_for = self.random.choice(["", "", "", "", "too_fast"])
        network = f"10.{self.random.randrange(250)}.{self.random.randrange(250)}.1"
        request_signature(letter=letter, given=given, network=network, held_for=held_for, now=self.now)

    def confirm(self) -> None:
        """Somebody presses the button behind the link of a mail, sometimes a second time."""
        display = self.random.choice([Display.PUBLIC, Display.HIDDEN])
        confirming.confirm(token=self._link(), display=display, consents=BOTH, now=self.now)

    def not_me(self) -> None:
        """Somebody has not asked for the mail."""
        confirming.not_me(token=self._link(), now=self.now)

    def withdraw(self) -> None:
        managing.withdraw(signature_id=self._signature(), now=self.now)

    def erase(self) -> None:
        managing.erase(signature_id=self._signature(), now=self.now)

    def show(self) -> None:
        managing.set_display(signature_id=self._signature(), display=Display.PUBLIC)

    def hide(self) -> None:
        managing.set_display(signature_id=self._signature(), display=Display.HIDDEN)

    def speak_for_member(self) -> None:
        """A member signs, abstains or declines."""
        member = self.random.choice(self.held)
        member_signing.sign_for_member(
            letter_id=self.letter.pk, membership=member.membership, by=member.user, now=self.now,
            position=self.random.choice(list(Position)), fingerprint=self.letter.version.fingerprint,
        )  # fmt: skip

    def withdraw_member(self) -> None:
        member = self.random.choice(self.held)
        member_signing.withdraw_for_member(
            letter_id=self.letter.pk, membership=member.membership, by=member.user, now=self.now
        )

    def accept(self) -> None:
        checking.accept(signature_id=self._signature(state=SignatureState.HELD), by=None, now=self.now)

    def refuse(self) -> None:
        checking.refuse(signature_id=self._signature(state=SignatureState.HELD), by=None, reason="–", now=self.now)

    def invalidate(self) -> None:
        """The secretariat takes some out of the count that look forged."""
        numbers = tuple({self._signature() for _number in range(self.random.randrange(1, 6))})
        chosen = invalidating.Selection(self.letter.pk, numbers=numbers)
        previewed = invalidating.seal(chosen.signatures().values_list("pk", flat=True))
        invalidating.invalidate(selection=chosen, reason="–", previewed=previewed, by=None, now=self.now)

    def undo(self) -> None:
        batch = self._any(InvalidationBatch.objects.filter(letter=self.letter, undone_at=None))
        invalidating.undo(batch_id=batch, by=None, now=self.now)

    def pause(self) -> None:
        lifecycle.pause(letter_id=self.letter.pk)

    def resume(self) -> None:
        lifecycle.resume(letter_id=self.letter.pk)

    def count(self) -> None:
        sequence(self.letter.pk)

    def close(self) -> None:
        """End the signing of letters whose hour has come."""
        lifecycle.close_due_letters(self.now)

    def _signature(self, **values: Any) -> int:
        return self._any(Signature.objects.filter(letter=self.letter, **values))

    def _link(self) -> Token:
        links = Token.objects.filter(signature__letter=self.letter, purpose="confirm")
        fresh = links.filter(used_at=None) if self.random.random() < 0.8 else links
        link = Token.objects.select_related("signature").filter(pk=self._any(fresh)).first()
        if link is None:
            raise LinkRefused("unknown")  # somebody erased the signature since its number was read
        return link

    def _any(self, rows: Any) -> int:
        """Return the number of one of the newest rows: old links and old signatures have seen everything."""
        numbers = list(rows.order_by("-pk").values_list("pk", flat=True)[:120])
        if not numbers:
            raise LinkRefused("unknown")
        return self.random.choice(numbers)


def assert_all_agrees(letter: Letter) -> None:
    """Count, then look: tally = rows per kind, the chain is whole, and nothing is as it cannot be."""
    sequence(letter.pk)
    assert not Signature.objects.filter(letter=letter, is_counted=False).exists()
    assert recount(letter.pk) == []
    assert impossible(letter) == []
    tally = Tally.objects.filter(letter=letter).first() or Tally(letter=letter)
    assert {column: getattr(tally, column) for column in by_hand(letter)} == by_hand(letter)


def by_hand(letter: Letter) -> dict[str, int]:
    """Count the rows without any rule of the site's own."""
    signed = Signature.objects.filter(letter=letter, state="active", position="sign")
    return {
        **{
            f"{hidden}{column}": signed.filter(kind=kind, display=display).count()
            for column, kind in (("members", "member"), ("organisations", "organisation"), ("people", "person"))
            for hidden, display in (("", "public"), ("hidden_", "hidden"))
        },
        "abstained": Signature.objects.filter(letter=letter, state="active", position="abstain").count(),
        "declined": Signature.objects.filter(letter=letter, state="active", position="decline").count(),
    }


def impossible(letter: Letter) -> list[str]:
    """Return what is as it cannot be."""
    rows = Signature.objects.filter(letter=letter)
    by_mail = rows.exclude(kind="member")
    standing = Q(state__in=["held", "active"])
    typed = ~Q(name="") | ~Q(email="") | ~Q(organisation_name="") | ~Q(sort_key="")
    allowed = Consent.objects.filter(signature=OuterRef("pk"), purpose="show_name", withdrawn_at__isnull=True)
    found = {
        "counts without being confirmed": rows.filter(standing, confirmed_at=None),
        "counts without a name": by_mail.filter(standing & (Q(name="") | Q(email=""))),
        "named without consent": by_mail.filter(~Exists(allowed), state="active", display="public"),
        "gone and still there": rows.filter(typed, state__in=["pending", "withdrawn", "erased"]),
        "erased with a subject": rows.filter(state="erased").exclude(subject_key__startswith="erased:"),
        "erased with a link": rows.filter(state="erased", tokens__isnull=False),
        "held without a reason": rows.filter(state="held", held_for=""),
        "counted without a number": rows.filter(serial=None).exclude(counted_as=""),
        "active without a number": rows.filter(state="active", serial=None, is_counted=True),
        "invalidated by nobody": by_mail.filter(state="invalidated", batch=None),
        "came after the end": rows.filter(created_at__gte=letter_end(letter)),
    }
    return [words for words, signatures in found.items() if signatures.exists()]


def letter_end(letter: Letter) -> datetime.datetime:
    """Return when signing ended, or will."""
    now = Letter.objects.get(pk=letter.pk)
    return min(filter(None, (now.closed_at, now.closes_at)))
