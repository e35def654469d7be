"""How often something may be done. Counted by keyed hashes alone: no network and no address is stored.

Source of all limits: LETTERS, "Signing by e-mail".
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_interface, ip_network

from django.db import connection
from django.utils import timezone

from network.letters.by_mail.subjects import domain_of, keyed
from network.letters.letters import Letter
from network.letters.tokens import Budget

MINUTE, HOUR, DAY = datetime.timedelta(minutes=1), datetime.timedelta(hours=1), datetime.timedelta(days=1)

REQUESTS_A_MINUTE, REQUESTS_AN_HOUR = 5, 30
# A room of 300 people behind one address, each of whom mistypes now and then.
EVENT_FACTOR = 20
# To one mailbox about one letter; a second mail earlier would say what the first does. Mails themselves are counted
# (``signing``), by the links in them: what was rolled back does not count.
MAIL_PAUSE = datetime.timedelta(minutes=10)
MAILS_A_DAY_AND_LETTER = 3
# To one mailbox about all letters together.
MAILS_A_DAY = 5
FROM_A_DOMAIN_AN_HOUR = 20
# Of their mailboxes many signatures within an hour are no surprise.
KNOWN_DOMAINS = frozenset(
    {
        "aol.com",
        "bk.ru",
        "gmail.com",
        "gmx.de",
        "gmx.net",
        "hotmail.com",
        "icloud.com",
        "inbox.ru",
        "live.com",
        "mail.ru",
        "me.com",
        "msn.com",
        "outlook.com",
        "posta.ge",
        "proton.me",
        "protonmail.com",
        "ukr.net",
        "web.de",
        "yahoo.com",
        "yandex.ru",
        "ymail.com",
    }
)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many within a window of time. The window begins with the first, and is over at once when it is over."""

    key: str
    most: int
    window: datetime.timedelta


class TooMany(Exception):
    """The limit of a network is reached. ``retry_after``: seconds until it is worth coming back."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


def spend(limits: Sequence[Limit], now: datetime.datetime | None = None) -> list[int]:
    """Count one more of each; return for each 0, or the seconds until its window is over if there were too many.

    One statement for all, so that of many at once each sees its own count. The rows are taken in the same order by
    everybody, so nobody waits in a circle.
    """
    moment = now or timezone.now()
    adapt = connection.ops.adapt_datetimefield_value
    quote, table = connection.ops.quote_name, connection.ops.quote_name(Budget._meta.db_table)
    in_order = sorted(limits, key=lambda limit: limit.key)
    rows = ", ".join(["(%s, 1, %s)"] * len(in_order))
    values = [value for limit in in_order for value in (limit.key, adapt(moment + limit.window))]
    count, until = quote("count"), quote("until")
    over = f"{table}.{until} <= %s"
    sql = (
        f"INSERT INTO {table} ({quote('key')}, {count}, {until}) VALUES {rows} "  # noqa: S608  our own names
        f"ON CONFLICT ({quote('key')}) DO UPDATE SET "
        f"{count} = CASE WHEN {over} THEN 1 ELSE {table}.{count} + 1 END, "
        f"{until} = CASE WHEN {over} THEN excluded.{until} ELSE {table}.{until} END "
        f"RETURNING {quote('key')}, {count}, {until}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, adapt(moment), adapt(moment)])
        found = {key: (spent, _as_moment(end)) for key, spent, end in cursor.fetchall()}
    return [_left(limit, *found[limit.key], moment) for limit in limits]


def spend_request(letter: Letter, email: str, network: str, now: datetime.datetime | None = None) -> bool:
    """Count a request to sign; say whether its mail provider is one to look at.

    ``network`` is the address that the request came from, or a part of the net. Raises ``TooMany`` if there were too
    many from there.
    """
    factor = EVENT_FACTOR if letter.is_event else 1
    near, domain = network_of(network), domain_of(email)
    limits = [
        Limit(keyed("budget.minute", letter.pk, near), REQUESTS_A_MINUTE * factor, MINUTE),
        Limit(keyed("budget.hour", letter.pk, near), REQUESTS_AN_HOUR * factor, HOUR),
    ]
    if domain not in KNOWN_DOMAINS:
        limits.append(Limit(keyed("budget.domain", letter.pk, domain), FROM_A_DOMAIN_AN_HOUR, HOUR))
    minute, hour, *of_domain = spend(limits, now)
    if minute or hour:
        raise TooMany(max(minute, hour))
    return any(of_domain)


def spend_mail(mailbox: str, now: datetime.datetime | None = None) -> bool:
    """Count a mail to a mailbox, named by its keyed hash; say whether it may go out."""
    return not any(spend([Limit(keyed("budget.mails", mailbox), MAILS_A_DAY, DAY)], now))


def sweep(now: datetime.datetime | None = None) -> int:
    """Forget what was counted in windows that are over; return how many rows that were."""
    return Budget.objects.filter(until__lte=now or timezone.now()).delete()[0]


def network_of(address: str) -> str:
    """Return the network of an address: the first 24 bits of IPv4, 48 of IPv6."""
    try:
        ip = ip_interface(address).ip
    except ValueError:
        return address
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return str(ip_network(f"{ip}/{48 if ip.version == 6 else 24}", strict=False))


def _left(limit: Limit, spent: int, until: datetime.datetime, moment: datetime.datetime) -> int:
    return max(1, round((until - moment).total_seconds())) if spent > limit.most else 0


def _as_moment(value: datetime.datetime | str) -> datetime.datetime:
    """Read what a statement of our own returns: SQLite gives the text that it keeps, in UTC."""
    if isinstance(value, str):
        value = datetime.datetime.fromisoformat(value)
    return value if timezone.is_aware(value) else value.replace(tzinfo=datetime.UTC)
