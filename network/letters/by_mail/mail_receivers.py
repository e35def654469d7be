"""What happens to letters, and whom that makes us write to by mail. Members are told by ``member_receivers``."""

from typing import Any

from django.dispatch import receiver

from network.letters import happenings
from network.letters.by_mail import mail
from network.letters.deliveries import Delivery, ReceivedAnswer
from network.letters.letters import Letter, LetterVersion
from network.letters.news_runs import NewsRun
from network.letters.signatures import Signature


@receiver(happenings.signature_checked, dispatch_uid="letters.tell_checked")
def after_check(signature: Signature, **kwargs: Any) -> None:
    """Tell the signatory what came of the check."""
    mail.tell_checked(signature)


@receiver(happenings.letter_delivered, dispatch_uid="letters.tell_delivered")
def after_delivery(delivery: Delivery, **kwargs: Any) -> None:
    """Tell the signatories that want to know, a few at a time, that the letter has been handed over."""
    _remember(delivery.letter, NewsRun.What.DELIVERED, delivery.pk)


@receiver(happenings.letter_answered, dispatch_uid="letters.tell_answered")
def after_answer(answer: ReceivedAnswer, **kwargs: Any) -> None:
    """Tell them that an answer has come."""
    _remember(answer.letter, NewsRun.What.ANSWERED, answer.pk)


@receiver(happenings.version_changed, dispatch_uid="letters.tell_version")
def after_new_version(letter: Letter, before: LetterVersion, **kwargs: Any) -> None:
    """Tell all signatories of a new version that the members have agreed to; not of a minor correction."""
    version = letter.version
    if version is not None and version.number > before.number and not version.is_correction:
        _remember(letter, NewsRun.What.VERSION, version.pk)


def _remember(letter: Letter, what: str, number: int) -> None:
    NewsRun.objects.get_or_create(what=what, number=number, defaults={"letter": letter})
