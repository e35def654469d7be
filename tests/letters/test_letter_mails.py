"""Mails to those who sign by mail: receipts, the secretariat's check, news; each once."""

import datetime

import pytest
from django.utils import timezone
from django.utils.translation import override

from cms.core.site_settings import SiteSettings
from cms.mail.models import OutboxMail
from network.letters import happenings
from network.letters.by_mail import managing, news
from network.letters.by_mail.links import find_token
from network.letters.by_mail.news import MOST_WAITING, write_due_news
from network.letters.by_mail.subjects import mailbox_key
from network.letters.counting.chain import commitment
from network.letters.counting.sequencing import sequence
from network.letters.enums import ConsentPurpose, Display, LetterState, SignatureState, TokenPurpose
from network.letters.models import Consent, ConsentText, Delivery, Letter, NewsRun, ReceivedAnswer, Signature
from network.letters.office import checking
from tests.factories import SignatureFactory, UserFactory
from tests.factories.agreement import asked_round, fresh, members
from tests.factories.letters import letter_of, open_letter, page_of
from tests.factories.signing import (
    EVERYTHING,
    ask,
    given,
    mails,
    manage_token,
    of_organisation,
    press,
    signed,
    token_in,
)

pytestmark = pytest.mark.django_db

NINO, OFFICE = "nino@example.org", "office@ngo.example"
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def letter():
    return open_letter()


@pytest.fixture(autouse=True)
def secretariat(db):
    site = SiteSettings.load()
    site.email = "secretariat@example.org"
    site.save()


def newest(address=NINO):
    return mails(address)[-1]


def test_the_receipt_has_the_link_to_manage_and_all_that_proves_the_signature(letter):
    signature = signed(letter)
    receipt = newest()
    assert find_token(manage_token(), TokenPurpose.MANAGE).signature == signature
    assert signature.fingerprint in receipt.text
    assert signature.salt in receipt.text
    sequence()
    numbered = fresh(signature)
    entry = letter.log.get()
    # Whoever has the receipt and the number can find the entry.
    assert entry.commitment == commitment(
        letter=letter.pk,
        serial=numbered.serial,
        kind="person",
        name="ნინო აბაშიძე",
        fingerprint=signature.fingerprint,
        salt=signature.salt,
    )


def test_the_receipt_speaks_the_language_of_the_form(letter):
    signed(letter, given(language="en"))
    receipt = newest()
    assert receipt.language == "en"
    assert "Protect every migrant" in receipt.subject
    assert "Your signature counts" in receipt.text
    assert "/en/letters/manage/" in receipt.text
    assert 'lang="ka"' in receipt.html  # the name, and the Network’s


def test_an_organisation_hears_that_it_is_checked_and_what_came_of_it(letter):
    signature = signed(letter, of_organisation(language="en"))
    assert "checks each organisation" in newest(OFFICE).text
    by = UserFactory()
    checking.ask(signature_id=signature.pk, by=by, question="Who are you?\nWhere?")
    assert "Who are you?" in newest(OFFICE).text
    assert newest(OFFICE).reply_to == "secretariat@example.org"
    checking.accept(signature_id=signature.pk, by=by)
    assert "It counts now" in newest(OFFICE).text
    assert not checking.accept(signature_id=signature.pk, by=by)
    assert len(mails(OFFICE)) == 4
    assert all(token_in(mail, "letter_manage") for mail in mails(OFFICE)[1:])


def test_a_refusal_says_the_reason(letter):
    signature = signed(letter, of_organisation(language="en"))
    checking.refuse(signature_id=signature.pk, by=UserFactory(), reason="<b>No</b> such organisation.")
    assert "<b>No</b> such organisation." in newest(OFFICE).text
    assert "<b>No" not in newest(OFFICE).html
    ask(letter, of_organisation(language="en"), now=timezone.now() + datetime.timedelta(hours=1))
    assert token_in(newest(OFFICE), "letter_manage")
    assert fresh(signature).state == SignatureState.REFUSED


def signers(letter, count, purposes=EVERYTHING):
    made = SignatureFactory.create_batch(count, letter=letter, language="en")
    texts = ConsentText.objects.newest("en")
    Consent.objects.bulk_create(
        Consent(signature=row, purpose=purpose, text=texts[purpose]) for row in made for purpose in purposes
    )
    return made


def delivered(letter):
    delivery = Delivery.objects.create(
        letter=letter,
        version=letter.version,
        delivered_on=TODAY,
        recipient_ka="გაეროს წევრი სახელმწიფოები",
        recipient_en="The member states",
        way_ka="ფოსტით",
        way_en="By mail",
    )
    Letter.objects.filter(pk=letter.pk).update(state=LetterState.DELIVERED, delivered_at=timezone.now())
    happenings.letter_delivered.send(sender=Delivery, delivery=delivery)
    return delivery


def news_mails():
    return list(OutboxMail.objects.filter(key__regex=r":(delivered|answered|version):").order_by("pk"))


def test_news_go_once_to_those_who_asked_for_them_and_to_nobody_else(letter):
    (told,) = signers(letter, 1)
    signers(letter, 1, {ConsentPurpose.STORE, ConsentPurpose.NETWORK_NEWS})
    stopped, gone, held, addressless, contested = signers(letter, 5)
    managing.set_consent(signature_id=stopped.pk, purpose=ConsentPurpose.LETTER_NEWS, given=False)
    managing.withdraw(signature_id=gone.pk)
    Signature.objects.filter(pk=held.pk).update(state=SignatureState.HELD)
    Signature.objects.filter(pk=addressless.pk).update(email="")
    Signature.objects.filter(pk=contested.pk).update(state=SignatureState.CONTESTED)
    delivered(letter)
    assert not news_mails()  # the request does not wait for them
    assert write_due_news() == 1
    (mail,) = news_mails()
    assert mail.recipient == told.email
    assert "The member states" in mail.text
    assert "By mail" in mail.text
    assert find_token(token_in(mail, "letter_manage"), TokenPurpose.MANAGE).signature == told
    assert write_due_news() == 0
    # The same event once more, and a run that begins from the start: still once.
    happenings.letter_delivered.send(sender=Delivery, delivery=Delivery.objects.get())
    NewsRun.objects.update(done_at=None, last=0)
    assert write_due_news() == 0
    answer = ReceivedAnswer.objects.create(
        letter=letter, received_on=TODAY, sender_ka="სახელმწიფო", sender_en="A state"
    )
    happenings.letter_answered.send(sender=ReceivedAnswer, answer=answer)
    assert write_due_news() == 1
    assert "A state" in news_mails()[-1].text


def test_many_are_told_a_few_at_a_time_so_that_others_need_not_wait(letter):
    signers(letter, MOST_WAITING + 20, {ConsentPurpose.LETTER_NEWS})
    OutboxMail.objects.all().delete()
    delivered(letter)
    assert write_due_news() == MOST_WAITING
    assert write_due_news() == 0  # the outbox is full
    OutboxMail.objects.update(sent_at=timezone.now())
    assert write_due_news() == 20
    assert NewsRun.objects.get().done_at
    assert len({mail.recipient for mail in news_mails()}) == MOST_WAITING + 20


def test_a_run_that_was_killed_goes_on_where_it_was(letter, monkeypatch):
    signers(letter, 60, {ConsentPurpose.LETTER_NEWS})
    delivered(letter)
    genuine, done = news.send_news, []

    def killed(*args):
        done.append(args)
        if len(done) == 55:
            raise MemoryError
        return genuine(*args)

    monkeypatch.setattr(news, "send_news", killed)
    with pytest.raises(MemoryError):
        write_due_news()
    monkeypatch.undo()
    assert len(news_mails()) == 50
    write_due_news()
    assert len({mail.recipient for mail in news_mails()}) == len(news_mails()) == 60


def changed(letter, held, **details):
    for language in ("ka", "en"):
        draft = page_of(letter, language).get_latest_revision_as_object()
        draft.context = f"New words ({language})"
        draft.save_revision()
    asked = asked_round(page_of(letter))
    for member in held:
        member.answer(asked)
    return letter_of(asked)


def test_a_new_agreed_version_is_told_to_all_who_signed_by_mail():
    held = members(2)
    letter = open_letter(held)
    signature = signed(letter, given(language="en", consents=frozenset({"store"})), display=Display.HIDDEN)
    waiting = signed(letter, of_organisation(language="en"))
    letter = changed(letter, held)
    assert write_due_news() == 2
    mail = newest(signature.email)
    with override("en"):
        assert letter.version.title in mail.subject
    assert find_token(token_in(mail, "letter_manage"), TokenPurpose.MANAGE).signature == signature
    assert managing.sign_newest_version(signature_id=signature.pk)
    assert fresh(signature).version == letter.version
    assert fresh(waiting).version.number == 1
    # Signed after the change: nothing to tell.
    ask(letter, given("late@example.org"))
    press(token_in(newest("late@example.org")))
    NewsRun.objects.update(done_at=None, last=0)
    assert write_due_news() == 0


def test_a_minor_correction_and_a_version_that_comes_back_tell_nobody(letter):
    signed(letter)
    before = letter.version
    newer = letter.versions.create(
        number=2, fingerprint="f" * 64, titles=before.titles, contents={}, is_correction=True
    )
    letter.version = newer
    happenings.version_changed.send(sender=Letter, letter=letter, before=before)
    letter.version = before
    happenings.version_changed.send(sender=Letter, letter=letter, before=newer)
    assert not NewsRun.objects.exists()


def test_nothing_is_told_of_a_letter_that_was_taken_back(letter):
    signers(letter, 1)
    delivered(letter)
    Letter.objects.update(state=LetterState.RETRACTED)
    assert write_due_news() == 0
    assert NewsRun.objects.get().done_at


def test_no_key_and_no_link_names_a_person(letter):
    signed(letter)
    ask(letter, now=timezone.now() + datetime.timedelta(hours=1))
    for mail in mails(NINO):
        assert "nino" not in mail.key
        assert mailbox_key(NINO) not in mail.key + mail.text
