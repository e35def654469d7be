"""From a template to the two parts of a mail, in the reader's language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.template import Context, Engine
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.core.site_settings import SiteSettings

LONGEST_SUBJECT = 250
# Bytes. More than this is a page, and a mail links to pages; the longest fold away in many mail programs.
MOST_HTML = 30_000
SECONDS_REMEMBERED = 60


@dataclass(frozen=True)
class Letter:
    """A mail's content, ready to be sent."""

    subject: str
    text: str
    html: str


def one_line(text: str) -> str:
    """Return the text as a header may hold it: whatever breaks a line is a space."""
    return " ".join(text.split())


def network_name() -> str:
    """Return the Network's name in the active language; each process asks for it once a minute at most."""
    return str(cache.get_or_set(f"network_name:{get_language()}", _name_in_settings, SECONDS_REMEMBERED))


def _name_in_settings() -> str:
    return one_line(SiteSettings.load().name)


def write_letter(template: str, context: Mapping[str, Any], language: str) -> Letter:
    """Render ``emails/<template>.txt`` and ``.html`` in ``language``.

    The text's first line is the subject, an empty line follows. The HTML template extends ``emails/base.html``. Both
    end with the Network's name and with why the person gets this mail; the context may say that better, as ``why``.
    HTML of more than 30 KB is left out: the text says the same.
    """
    with translation.override(language):
        values = {
            "why": _("You get this mail because you represent a member of the Network or work on its site."),
            **context,
            "language": language,
            "network": network_name(),
            "site_url": f"{settings.BASE_URL}/{language}/",
        }
        subject, text = _divide(_render_text(f"emails/{template}.txt", values))
        text = f"{text}\n\n-- \n{_tidy(_render_text('emails/foot.txt', values))}\n"
        html = (
            Engine.get_default()
            .get_template(f"emails/{template}.html")
            .render(Context(values | {"subject": subject}))
            .strip()
        )
    return Letter(subject, text, html if len(html.encode()) <= MOST_HTML else "")


def _render_text(name: str, values: dict[str, Any]) -> str:
    """Render plain text: nothing in it is HTML, so nothing is escaped."""
    return Engine.get_default().get_template(name).render(Context(values, autoescape=False))


def _tidy(text: str) -> str:
    """Drop the empty lines that tags leave behind."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _divide(rendered: str) -> tuple[str, str]:
    """Cut at the first empty line; a value with line ends cannot make another header of its rest."""
    subject, _empty_line, text = _tidy(rendered).partition("\n\n")
    return one_line(subject)[:LONGEST_SUBJECT], text
