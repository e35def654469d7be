"""Mails as people find them in their mailboxes."""

import re

from django.core.management import call_command

from network.agreement.models import AgreementRound
from tests.factories.agreement import Member
from tests.smtp import Received, Sink

ANSWER_LINK = re.compile(r"https?://\S+/answer/\S+")
CODE = re.compile(r"\b\d{8}\b")


def mails_go_out() -> None:
    """Do what the timer of the site does: close what is due, send what waits."""
    call_command("run_periodic")


def last_mail(sink: Sink, member: Member) -> Received:
    """Return the newest mail of a member's representative."""
    return sink.to(member.user.email)[-1]


def answer_link(mail: Received) -> str:
    """Return the link for answering: the same in the plain text and in the HTML."""
    (link,) = ANSWER_LINK.findall(mail.text)
    assert link in mail.html
    return link


def short(asked: AgreementRound) -> str:
    """Return the fingerprint as mails and pages print it."""
    return f"{asked.fingerprint[:4]} {asked.fingerprint[4:8]}"
