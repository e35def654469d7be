"""The addresses of those who asked for news of the Network, as a table for the program that sends such news."""

import csv
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from cms.core.spreadsheets import BYTE_ORDER_MARK, neutral
from network.letters.consents import Consent
from network.letters.enums import ConsentPurpose, SignatureState
from network.letters.office.doors import keeping
from network.letters.office.journal import journal
from network.letters.office.views import letter_or_404

COLUMNS = ("email", "name", "language", "asked_on")


@require_POST
@keeping
def news_table(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out who asked for news of the Network with a letter, and write down that it was handed out.

    Only consents that hold, of signatures that count, as long as the address is kept (``Letter.kept_until``). By POST,
    so that no link to personal data is ever shared, kept or followed by a program.
    """
    letter = letter_or_404(pk)
    rows = list(_rows(letter.pk))
    journal.write(letter, "news_table", request.user, addresses=len(rows))
    headers = {
        "Content-Disposition": f'attachment; filename="letter-{letter.pk}-network-news.csv"',
        "Cache-Control": "private, no-store",
    }
    response = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8", headers=headers)
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    writer.writerows([neutral(value) for value in row] for row in rows)
    return response


def _rows(letter_id: int) -> Any:
    asked = Consent.objects.filter(
        signature__letter=letter_id,
        signature__state=SignatureState.ACTIVE,
        purpose=ConsentPurpose.NETWORK_NEWS,
        withdrawn_at__isnull=True,
    ).exclude(signature__email="")
    for consent in asked.select_related("signature").order_by("given_at", "pk"):
        signature = consent.signature
        day = timezone.localdate(consent.given_at).isoformat()
        yield signature.email, signature.name, signature.language, day
