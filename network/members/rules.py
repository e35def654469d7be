"""Who speaks for a member, and when to ask again: decisions without a database."""

import datetime
from dataclasses import dataclass

ANSWER_DAYS = 14  # how long a proposed successor has for an answer
YEAR = 365
LETTER_YEARS = 3  # how long the letter of an ended mandate is kept, in case somebody asks by what right it spoke


@dataclass(frozen=True)
class MandateFacts:
    """What decides whether a mandate counts."""

    starts_on: datetime.date
    ends_on: datetime.date | None = None
    revoked: bool = False
    member_left: bool = False
    user_active: bool = True


def is_valid(mandate: MandateFacts, today: datetime.date) -> bool:
    """Say whether somebody may speak for the member today. First and last day count.

    The same rule stands in SQL in ``MandateQuerySet.valid``.
    """
    in_time = mandate.starts_on <= today and (mandate.ends_on is None or today <= mandate.ends_on)
    return in_time and not mandate.revoked and not mandate.member_left and mandate.user_active


def question_number(confirmed_on: datetime.date, today: datetime.date) -> int:
    """Return how many whole years a mandate stands unconfirmed: 0 means that nothing has to be asked yet.

    Each number is asked once, so that who does not answer is asked again after another year.
    """
    return max((today - confirmed_on).days // YEAR, 0)
