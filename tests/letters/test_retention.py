"""What is forgotten, and when: the terms that the form tells are kept."""

import datetime

import pytest
import time_machine
from django.apps import apps
from django.utils import timezone

from cms.core.periodic import registered_jobs
from network.letters.consents import ConsentText
from network.letters.counting import retention
from network.letters.counting.recount import recount
from network.letters.counting.sequencing import sequence
from network.letters.enums import ConsentPurpose, Display, LetterState, SignatureState, TokenPurpose
from network.letters.erasure_notes import ErasureNote
from network.letters.models import Consent, Letter, LogEntry, Signature, Suppression, Token
from tests.factories import SignatureFactory
from tests.factories.agreement import fresh
from tests.letters.rows import bare_letter, change, counts

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
SECRET = "ნინო"  # stands in every field that somebody typed


def token(signature, purpose=TokenPurpose.CONFIRM, age=datetime.timedelta(0), **values):
    return Token.objects.create(
        signature=signature,
        purpose=purpose,
        token_hash=f"{signature.pk}-{purpose}-{Token.objects.count()}",
        created_at=timezone.now() - age,
        **{"payload": {"name": SECRET, "email": "nino@example.org"}, **values},
    )


def pending(letter, age, **values):
    created = timezone.now() - age
    return SignatureFactory(
        letter=letter, state=SignatureState.PENDING, is_counted=True, created_at=created, confirmed_at=None, name="",
        email="", **values,
    )  # fmt: skip


def test_what_nobody_confirmed_is_gone_after_seven_days():
    letter = bare_letter()
    old, again, young = pending(letter, 8 * DAY), pending(letter, 20 * DAY), pending(letter, 6 * DAY)
    token(old, age=8 * DAY)
    token(again, age=20 * DAY)
    token(again, age=DAY)
    token(young, age=6 * DAY)
    signed = SignatureFactory(letter=letter, created_at=timezone.now() - 50 * DAY)
    manage = token(signed, TokenPurpose.MANAGE, age=50 * DAY)
    token(signed, age=50 * DAY)
    assert retention.forget_unconfirmed() == 1
    assert set(Signature.objects.all()) == {again, young, signed}
    assert {held.signature for held in Token.objects.all()} == {again, young, signed}
    assert list(signed.tokens.all()) == [manage]
    assert retention.forget_unconfirmed() == 0


def test_who_withdrew_and_asked_again_without_confirming_keeps_the_withdrawal():
    row = SignatureFactory(letter=bare_letter(), state=SignatureState.WITHDRAWN, serial=1, name="", email="")
    token(row, age=8 * DAY)
    retention.forget_unconfirmed()
    assert fresh(row).state == SignatureState.WITHDRAWN
    assert not Token.objects.exists()


TYPED = {
    "name": f"{SECRET} კაპანაძე",
    "role": f"{SECRET}ს თანამშრომელი",
    "place": f"{SECRET}წმინდა",
    "comment": f"{SECRET}ს აზრი",
    "check_note": f"{SECRET}ს ვკითხეთ",
    "email": "nino@example.org",
}


def everybody(letter):
    """Return one of each kind and state, all with personal data."""
    person = dict.fromkeys(("sort_key", "search_text"), SECRET) | TYPED
    organisation = TYPED | {"of_organisation": True, "logo": "logos/a.png"}
    rows = {
        "public": SignatureFactory(letter=letter, **person),
        "hidden": SignatureFactory(letter=letter, display=Display.HIDDEN, **person),
        "public_organisation": SignatureFactory(letter=letter, **organisation),
        "hidden_organisation": SignatureFactory(letter=letter, display=Display.HIDDEN, **organisation),
        "held": SignatureFactory(letter=letter, state=SignatureState.HELD, **organisation),
        "refused": SignatureFactory(letter=letter, state=SignatureState.REFUSED, **organisation),
        "invalidated": SignatureFactory(letter=letter, **person),
        "member": SignatureFactory(letter=letter, of_member=True, comment="ჩვენი აზრი"),
    }
    texts = ConsentText.objects.newest("ka")
    for row in rows.values():
        token(row, TokenPurpose.MANAGE)
        Consent.objects.create(signature=row, purpose=ConsentPurpose.STORE, text=texts[ConsentPurpose.STORE])
    sequence()
    change(rows["invalidated"], state=SignatureState.INVALIDATED)
    sequence()
    return rows


def test_addresses_and_hidden_names_are_gone_when_the_time_is_over():
    letter = bare_letter(state=LetterState.DELIVERED, delivered_at=timezone.now())
    rows = everybody(letter)
    before, log = counts(letter), list(LogEntry.objects.values())
    assert retention.anonymise_due(letter.delivered_at + 89 * DAY) == 0
    assert retention.anonymise_due(letter.delivered_at + 90 * DAY) == 1
    rows = {name: fresh(row) for name, row in rows.items()}
    held = {name: [value for value in vars(row).values() if SECRET in str(value)] for name, row in rows.items()}
    named = {"public", "public_organisation"}
    assert {name for name, values in held.items() if values} == named
    assert {row.email for row in rows.values()} == {""}
    assert rows["hidden_organisation"].organisation_name
    assert rows["hidden_organisation"].logo == ""
    assert (rows["refused"].organisation_name, rows["held"].organisation_name) == ("", "")
    assert rows["member"].comment == "ჩვენი აზრი"
    assert {name for name, row in rows.items() if row.salt} == {*named, "member"}
    assert not Token.objects.exists()
    assert {consent.signature for consent in Consent.objects.all()} == {rows[name] for name in (*named, "member")}
    for name in ("public", "hidden", "invalidated"):
        assert rows[name].subject_key == f"anonymised:{rows[name].pk}"
    assert counts(letter) == before
    assert list(LogEntry.objects.values()) == log
    assert recount() == []
    assert fresh(letter).anonymised_at == letter.delivered_at + 90 * DAY
    assert ErasureNote.objects.get().what == "anonymised"
    assert retention.anonymise_due(letter.delivered_at + 99 * DAY) == 0


def test_a_letter_that_nobody_delivers_is_anonymised_too():
    letter = bare_letter()
    signature = SignatureFactory(letter=letter)
    assert retention.anonymise_due(letter.closes_at + 120 * DAY) == 0, "it is still open"
    Letter.objects.update(state=LetterState.CLOSED)
    assert retention.anonymise_due(letter.closes_at + 119 * DAY) == 0
    assert retention.anonymise_due(letter.closes_at + 120 * DAY) == 1
    assert fresh(signature).email == ""


def test_killed_half_way_it_goes_on(monkeypatch):
    letter = bare_letter(state=LetterState.ARCHIVED, archived_at=timezone.now() - 91 * DAY)
    rows = [SignatureFactory(letter=letter, hidden=True) for _number in range(5)]
    monkeypatch.setattr(retention, "_CHUNK", 2)
    parts = retention._parts

    def killed(found):
        for number, part in enumerate(parts(found)):
            if number == 2:
                raise KeyboardInterrupt
            yield part

    monkeypatch.setattr(retention, "_parts", killed)
    with pytest.raises(KeyboardInterrupt):
        retention.anonymise_due()
    assert [fresh(row).name == "" for row in rows] == [True, True, True, True, False]
    assert fresh(letter).anonymised_at is None
    monkeypatch.setattr(retention, "_parts", parts)
    assert retention.anonymise_due() == 1
    assert {fresh(row).name for row in rows} == {""}
    assert ErasureNote.objects.count() == 1


def test_no_other_place_keeps_an_address():
    """Whatever is stored about letters was looked through: these columns can hold an address or a typed name."""
    personal = {
        "Consent": set(),
        "Signature": {*TYPED, "organisation_name", "identification_code", "website", "logo", "sort_key", "search_text"},
        "Token": {"payload"},
    }
    texts = ("CharField", "TextField", "JSONField", "EmailField", "URLField")
    not_typed = {
        "Signature": {"kind", "position", "state", "subject_key", "display", "language", "held_for", "state_before",
                      "counted_as", "salt"},
        "Token": {"purpose", "token_hash", "code_hash"},
        "Consent": {"purpose"},
        "Suppression": {"key"},
        "Budget": {"key"},
        "ErasureNote": {"what"},
        "LogEntry": {"happening", "kind", "commitment", "previous_hash", "hash"},
        "Tally": {"last_hash"},
        "InvalidationBatch": {"reason", "filters"},
    }  # fmt: skip
    about_signers = {"Signature", "Token", *not_typed}
    for model in apps.get_app_config("letters").get_models():
        name = model._meta.object_name
        if name in about_signers:
            columns = {field.name for field in model._meta.local_fields if field.get_internal_type() in texts}
            assert columns == personal.get(name, set()) | not_typed.get(name, set()), name


def test_suppressed_addresses_are_forgotten_after_their_year():
    now = timezone.now()
    Suppression.objects.create(key="old", until=now - DAY)
    Suppression.objects.create(key="new", until=now + DAY)
    assert retention.forget_suppressions() == 1
    assert Suppression.objects.get().key == "new"


def test_all_of_it_is_done_by_itself():
    letter = bare_letter()
    signature = SignatureFactory(letter=letter)
    unconfirmed = pending(letter, 8 * DAY)
    jobs = [job for job in registered_jobs() if job.name.startswith("letters.")]
    for job in jobs:
        job.work()
    assert not Signature.objects.filter(pk=unconfirmed.pk).exists()
    assert counts(letter) == {"people": 1}
    with time_machine.travel(letter.closes_at + 121 * DAY):
        for job in jobs:
            job.work()
    assert (fresh(letter).state, fresh(signature).email) == (LetterState.CLOSED, "")


def test_it_asks_as_often_for_many_as_for_few(django_assert_max_num_queries):
    letter = bare_letter(state=LetterState.ARCHIVED, archived_at=timezone.now() - 91 * DAY)
    SignatureFactory.create_batch(50, letter=letter, hidden=True)
    with django_assert_max_num_queries(30):
        retention.anonymise_due()
