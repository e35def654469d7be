"""Filters of the desk's templates."""

import datetime
from collections.abc import Iterable

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from network.agreement import wording
from network.agreement.deadlines import time_left
from network.agreement.diff import Change

register = template.Library()

_TAGS = {"added": "ins", "removed": "del"}


@register.filter
def left(until: datetime.datetime, now: datetime.datetime) -> str:
    """Say how much time is left."""
    return time_left(until, now)


@register.filter
def marked(change: Change) -> SafeString:
    """Print a changed passage with what came and what went."""
    runs: Iterable[tuple[str, str]] = (run for run in change.runs if run[1])
    return format_html_join(" ", "{}", ((_run(kind, words),) for kind, words in runs))


def _run(kind: str, words: str) -> SafeString | str:
    tag = _TAGS.get(kind)
    return format_html("<{}>{}</{}>", tag, words, tag) if tag else words


@register.simple_tag
def tbilisi(moment: datetime.datetime) -> SafeString:
    """Print a moment by the clock of Tbilisi."""
    return _time(moment, wording.moment(moment))


@register.simple_tag
def tbilisi_soon(moment: datetime.datetime) -> SafeString:
    """Print a moment by the clock of Tbilisi without its year: a deadline lies in the next weeks."""
    local = timezone.localtime(moment)
    return _time(moment, f"{date_format(local, 'MONTH_DAY_FORMAT')}, {date_format(local, 'TIME_FORMAT')}")


def _time(moment: datetime.datetime, words: str) -> SafeString:
    machine = timezone.localtime(moment).isoformat(timespec="minutes")
    return format_html('<time datetime="{}">{}</time>', machine, words)


@register.inclusion_tag("portal/progress_lines.html")
def progress_lines(done: int, total: int) -> dict[str, object]:
    """Draw a line for each member on the roll; those that have answered come first, in no order that tells who."""
    step = 16
    lines = [f"M{step * number + step // 2} 4V24" for number in range(total)]
    return {"width": step * max(total, 1), "done": "".join(lines[:done]), "wait": "".join(lines[done:])}
