"""Mails about rounds and corrections, over a real mail server: to whom, in which language, with which links."""

import datetime
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.core.site_settings import SiteSettings
from cms.mail.models import OutboxMail
from cms.mail.services import deliver
from cms.users.models import User
from network.agreement.content import digest_of
from network.agreement.corrections import confirm_correction, contest_correction, propose_correction
from network.agreement.enums import Channel, RoundState, Stance
from network.agreement.models import AgreementRound
from network.agreement.services import (
    close_due_rounds,
    extend,
    publish,
    record_phone_answer,
    revoke,
    strike,
    withdraw,
    withdraw_objection,
)
from tests.admin.signed_in import make_user
from tests.factories import NewsPageFactory, UserFactory
from tests.factories.agreement import (
    PROPOSAL,
    REASON,
    Member,
    asked_round,
    bilingual_draft,
    fresh,
    members,
)
from tests.factories.pages import stream
from tests.smtp import Received, Sink

pytestmark = pytest.mark.django_db

MOST_BYTES = 30_000
KA_TITLE, EN_TITLE = "განცხადება შრომით მიგრაციაზე", "Statement on labour migration"
Round = AgreementRound


@pytest.fixture
def held() -> list[Member]:
    """Three members: Georgian, English, Georgian."""
    found = members(3)
    found[1].user.language = "en"
    found[1].user.save()
    return found


@pytest.fixture
def gone(held: list[Member]) -> list[str]:
    """Addresses that must get nothing: of ended mandates and of accounts that were closed."""
    ended, closed = held[0].deputy(), held[1].deputy()
    ended.user.mandates.update(revoked_at=timezone.now())
    closed.user.is_active = False
    closed.user.save()
    return [ended.user.email, closed.user.email]


@pytest.fixture
def mailbox(smtp_sink: Sink, held: list[Member], gone: list[str]) -> "Mailbox":
    return Mailbox(smtp_sink, held, gone)


class Mailbox:
    """What the members got since it was last asked."""

    def __init__(self, sink: Sink, held: list[Member], gone: list[str]) -> None:
        self.sink, self.held, self.gone = sink, held, gone

    def empty(self) -> None:
        """Let everything go out that waits, and forget it."""
        deliver()
        self.sink.got.clear()

    def of(self, happening: Callable[[], Any]) -> dict[str, Received]:
        """Return the mails of what happens, by recipient; each passes what every mail must."""
        self.empty()
        happening()
        deliver()
        mails = list(self.sink.got)
        assert not {address for mail in mails for address in mail.recipients} & set(self.gone)
        for mail in mails:
            check(mail, self.person(mail).language if self.person(mail) else "ka")
        found = {mail.recipients[0]: mail for mail in mails}
        assert len(found) == len(mails), [mail.subject for mail in mails]
        return found

    def person(self, mail: Received) -> Any:
        users = {member.user.email: member.user for member in self.held}
        return users.get(mail.recipients[0])


def check(mail: Received, language: str) -> None:
    """Both parts are in the person's language, small, without what members said, and every link works."""
    assert len(mail.recipients) == 1
    assert mail.message["Content-Language"] == language
    assert f'lang="{language}"' in mail.html
    assert 0 < len(mail.html.encode()) < MOST_BYTES
    for part in (mail.subject, mail.text, mail.html):
        assert REASON not in part
        assert PROPOSAL not in part
    links = set(re.findall(r"http[^\s\"<>]+", mail.text)) | set(re.findall(r'href="([^"]+)"', mail.html))
    pages = [link for link in links if not link.startswith("mailto:")]
    assert pages
    for link in pages:
        assert link.startswith("http://testserver/"), link
        client = Client()
        person = owner(mail)
        if person is not None and "/answer/" not in link:
            client.force_login(person)
        path = urlsplit(link).path
        response = client.get(path, follow=True)
        assert response.status_code == 200, link


def owner(mail: Received) -> Any:
    return User.objects.filter(email=mail.recipients[0]).first()


def everybody(held: list[Member]) -> set[str]:
    return {member.user.email for member in held}


def test_asked(mailbox: Mailbox, held: list[Member]) -> None:
    mails = mailbox.of(lambda: asked_round(explanation="Please read it soon."))
    assert set(mails) == everybody(held)
    english, georgian = mails[held[1].user.email], mails[held[0].user.email]
    assert EN_TITLE in english.subject
    assert KA_TITLE in georgian.subject
    for part in (english.text, english.html):
        assert "Please read it soon." in part
        assert held[1].membership.name_in("en") in part
        assert "/en/answer/" in part
    assert held[0].membership.name_in("ka") in georgian.text
    assert "/ka/answer/" in georgian.text
    assert len({re.search(r"/answer/([^/\s]+)", mail.text)[1] for mail in mails.values()}) == 3


def test_the_texts_of_a_round_are_read_as_often_for_three_mails_as_for_one(held: list[Member]) -> None:
    page = bilingual_draft()
    with CaptureQueriesContext(connection) as queries:
        asked = asked_round(page)
    assert OutboxMail.objects.filter(key__startswith=f"agreement:round:{asked.pk}:opened").count() == 3
    found = [query for query in queries if query["sql"].startswith("SELECT") and "roundtext" in query["sql"]]
    assert len(found) == 2  # for the words, and for the pages on which they stood before


def test_asked_again_with_what_has_changed(mailbox: Mailbox, held: list[Member]) -> None:
    asked = asked_round()
    withdraw(round_id=asked.pk, by=None)
    english = asked.texts.get(language="en").page.specific
    english.body = stream(("paragraph", "<p>The Network agreed to that other text.</p>"))
    english.save_revision()
    mails = mailbox.of(lambda: asked_round(fresh(english)))
    told = mails[held[1].user.email]
    assert "What has changed" in told.text
    assert "<ins>that other</ins>" in told.html
    assert "[+ that other]" in told.text
    assert "that other" not in mails[held[0].user.email].text


def test_what_has_changed_since_the_public_text(mailbox: Mailbox, held: list[Member]) -> None:
    asked = asked_round()
    for member in held:
        member.answer(asked)
    english = fresh(asked.texts.get(language="en").page.specific)
    assert english.live
    english.lead = "A longer thought."
    english.save_revision()
    told = mailbox.of(lambda: asked_round(fresh(english)))[held[1].user.email]
    assert "<ins>longer</ins>" in told.html


def test_a_huge_change_makes_no_huge_mail(mailbox: Mailbox, held: list[Member]) -> None:
    page = bilingual_draft(body=stream(*[("paragraph", f"<p>{'სიტყვა ' * 900}</p>") for _number in range(6)]))
    asked = asked_round(page, explanation="Long. " * 3000)
    withdraw(round_id=asked.pk, by=None)
    page = fresh(page)
    page.body = stream(*[("paragraph", f"<p>{'სხვადასხვა ' * 900}</p>") for _number in range(6)])
    page.save_revision()
    told = mailbox.of(lambda: asked_round(fresh(page), explanation="Long. " * 3000))[held[0].user.email]
    assert len(told.text.encode()) < MOST_BYTES
    assert "<del>" in told.html


def test_an_objection_and_its_withdrawal(mailbox: Mailbox, held: list[Member]) -> None:
    asked = asked_round()
    mailbox.empty()
    answer = held[0].answer(asked, Stance.OBJECT)
    waiting = OutboxMail.objects.filter(sent_at=None)
    assert {mail.recipient for mail in waiting if ":objection:" in mail.key} == everybody(held)
    deliver()
    for mail in mailbox.sink.got:
        check(mail, mailbox.person(mail).language)
    others = mailbox.sink.to(held[1].user.email)
    assert [mail.subject for mail in others] == [f"An objection: “{EN_TITLE}”"]
    assert "proposes a change" in others[0].text
    assert f"/en/desk/rounds/{asked.pk}/" in others[0].text
    mails = mailbox.of(lambda: withdraw_objection(answer=answer, by=held[0].user))
    assert set(mails) == everybody(held)
    assert "withdrawn" in mails[held[1].user.email].subject


def test_more_time(mailbox: Mailbox, held: list[Member]) -> None:
    asked = asked_round()
    mails = mailbox.of(lambda: extend(round_id=asked.pk, by=UserFactory()))
    assert set(mails) == everybody(held)
    assert "New deadline" in mails[held[1].user.email].text


@pytest.mark.parametrize(
    ("stances", "state", "words"),
    [
        ((Stance.AGREE, Stance.AGREE, None), RoundState.PUBLISHED, "The members have agreed."),
        ((Stance.AGREE, Stance.AGREE, Stance.OBJECT), RoundState.OBJECTED, "An objection stands"),
        ((Stance.ABSTAIN, None, None), RoundState.LAPSED, "Too few members have agreed"),
    ],
)
def test_the_result(mailbox: Mailbox, held: list[Member], stances, state, words: str) -> None:
    asked = asked_round()
    for member, stance in zip(held, stances, strict=True):
        if stance:
            member.answer(asked, stance)
    mails = mailbox.of(lambda: close_due_rounds(asked.closes_at))
    assert fresh(asked).state == state
    assert set(mails) == everybody(held)
    told = mails[held[1].user.email]
    assert words in told.text
    assert words in told.html
    assert f"Agree: {fresh(asked).agree_count}" in told.text
    assert mailbox.of(lambda: close_due_rounds(asked.closes_at)) == {}


def test_a_receipt_and_a_word_to_the_colleague(mailbox: Mailbox, held: list[Member]) -> None:
    colleague = held[1].deputy()
    asked = asked_round()
    mails = mailbox.of(lambda: held[1].answer(asked, Stance.AGREE, name_us=True))
    assert set(mails) == {held[1].user.email, colleague.user.email}
    receipt = mails[held[1].user.email]
    assert receipt.subject == f"Your answer: “{EN_TITLE}”"
    for words in ("Answer: Agree", "Shown by name: yes", "Receipt: ", "/en/answer/"):
        assert words in receipt.text
    assert mailbox.of(lambda: held[1].answer(asked, Stance.AGREE, name_us=True)) == {}


def test_an_answer_by_phone_is_told_to_all_representatives(mailbox: Mailbox, held: list[Member]) -> None:
    colleague = held[1].deputy()
    asked = asked_round()
    mails = mailbox.of(
        lambda: record_phone_answer(
            round_id=asked.pk,
            membership=held[1].membership,
            by=make_user("secretariat"),
            stance=Stance.AGREE,
            fingerprint=asked.fingerprint,
            note="Nino called at noon.",
        )
    )
    assert set(mails) == {held[1].user.email, colleague.user.email}
    told = mails[held[1].user.email]
    assert "given by phone" in told.text
    assert "Nino called" not in told.text
    assert asked.roll.get(membership=held[1].membership).answers.get().channel == Channel.PHONE


def test_who_was_struck_is_told_once_and_then_nothing(mailbox: Mailbox, held: list[Member]) -> None:
    asked = asked_round()
    mails = mailbox.of(lambda: strike(round_id=asked.pk, membership=held[1].membership, by=None))
    assert set(mails) == {held[1].user.email}
    assert "struck off the roll" in mails[held[1].user.email].text
    mails = mailbox.of(lambda: withdraw(round_id=asked.pk, by=None, reason=REASON))
    assert set(mails) == {held[0].user.email, held[2].user.email}


def test_withdrawn(mailbox: Mailbox, held: list[Member]) -> None:
    asked = asked_round()
    mails = mailbox.of(lambda: withdraw(round_id=asked.pk, by=None))
    assert set(mails) == everybody(held)
    assert "you need not answer" in mails[held[1].user.email].text


def test_invalid_and_the_secretariat_is_alarmed(mailbox: Mailbox, held: list[Member]) -> None:
    settings = SiteSettings.load()
    settings.email = "office@example.org"
    settings.save()
    secretary = make_user("secretariat", "ka")
    User.objects.filter(pk=secretary.pk).update(email=settings.email)
    asked = asked_round()
    Round.objects.filter(pk=asked.pk).update(state=RoundState.AGREED)
    text = asked.texts.get(language="en")
    changed = text.revision.as_object()
    changed.lead = "Not what was asked."
    text.revision.content = changed.serializable_data()
    text.revision.save()
    assert digest_of(text.revision.as_object()) != text.digest
    mails = mailbox.of(lambda: publish(round_id=asked.pk))
    assert set(mails) == everybody(held) | {settings.email}
    assert "did not go out" in mails[held[1].user.email].text
    assert f"/rounds/{asked.pk}/" in mails[settings.email].text


def test_taken_offline(mailbox: Mailbox, held: list[Member]) -> None:
    asked = asked_round()
    for member in held:
        member.answer(asked)
    mails = mailbox.of(lambda: revoke(round_id=asked.pk, by=None, reason="Names of people."))
    assert set(mails) == everybody(held)
    assert "The text is offline" in mails[held[1].user.email].text


def test_corrections(mailbox: Mailbox, held: list[Member]) -> None:
    page = bilingual_draft()
    asked = asked_round(page)
    for member in held:
        member.answer(asked)
    english = fresh(page).counterpart.specific
    english.lead = "A brief thought."
    english.save_revision()
    newcomer = Member.new()
    newcomer.user.language = "en"
    newcomer.user.save()
    mailbox.held.append(newcomer)
    all_members = everybody(mailbox.held)
    proposed = mailbox.of(lambda: propose_correction(page=fresh(english), by=UserFactory(), reason="Better."))
    assert set(proposed) == all_members
    correction = fresh(asked).corrections.get()
    confirmed = mailbox.of(
        lambda: confirm_correction(correction=correction, membership=held[0].membership, by=held[0].user)
    )
    contested = mailbox.of(
        lambda: contest_correction(correction=correction, membership=held[1].membership, by=held[1].user)
    )
    assert set(confirmed) == set(contested) == all_members
    for mails in (proposed, confirmed, contested):
        told = mails[held[1].user.email]
        assert EN_TITLE in told.subject
        assert f"/en/desk/corrections/{correction.pk}/" in told.text
    for mails in (proposed, confirmed):
        assert "short → brief" in mails[held[1].user.email].text
    assert "Can be contested until" in confirmed[held[1].user.email].text
    assert "stands again" in contested[held[1].user.email].text


def test_an_old_texts_correction_is_told_too(mailbox: Mailbox, held: list[Member]) -> None:
    old = NewsPageFactory(locale="en", voice="network", lead="A shrot thought.")
    old.lead = "A short thought."
    old.save_revision()
    mails = mailbox.of(lambda: propose_correction(page=fresh(old), by=UserFactory(), reason="A slip."))
    assert set(mails) == everybody(held)
    assert old.title in mails[held[1].user.email].subject


def test_what_is_rolled_back_sends_nothing(mailbox: Mailbox, held: list[Member]) -> None:
    def fail() -> None:
        with transaction.atomic():
            asked_round()
            transaction.set_rollback(True)

    assert mailbox.of(fail) == {}
    assert not OutboxMail.objects.exists()


def test_a_mail_of_next_week_still_leads_somewhere(mailbox: Mailbox, held: list[Member]) -> None:
    asked = asked_round()
    deliver()
    link = re.search(r"http://testserver(/\S+/answer/\S+)", mailbox.sink.to(held[1].user.email)[0].text)[1]
    with time_machine.travel(asked.closes_at + datetime.timedelta(days=7)):
        assert Client().get(link).status_code in (403, 410)
