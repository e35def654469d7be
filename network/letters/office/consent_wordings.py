"""New wordings of consents. A wording is never changed: who was asked by it was asked by exactly these words."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from network.letters.consents import ConsentText


def new_wording(*, purpose: str, bodies: dict[str, str]) -> int:
    """Put a new wording into force, in all languages at once; return its version.

    Raises ``ValidationError`` if nothing is new, or if somebody else has just done it.
    """
    newest = {language: ConsentText.objects.newest(language).get(purpose) for language in bodies}
    if all(text is not None and text.body == bodies[language] for language, text in newest.items()):
        raise ValidationError(_("This is the wording that is in force."))
    try:
        with transaction.atomic():
            last = ConsentText.objects.filter(purpose=purpose).aggregate(last=Max("version"))["last"] or 0
            ConsentText.objects.bulk_create(
                ConsentText(purpose=purpose, language=language, version=last + 1, body=body)
                for language, body in bodies.items()
            )
    except IntegrityError as error:
        raise ValidationError(_("Somebody else has just changed this wording. Look at it again.")) from error
    return last + 1
