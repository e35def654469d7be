"""Fields of public forms: what is typed or pasted there is tidied before it is judged."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.core.typed_text import clean_line, normal_address


class LineField(forms.CharField):
    """One line of text as people see it; ``reads`` says what it may hold."""

    def __init__(
        self, *, longest: int, reads: Callable[..., str] = clean_line, needed: Any = None, **options: Any
    ) -> None:
        super().__init__(error_messages={"required": needed} if needed else None, **options)
        self.longest, self.reads = longest, reads

    def to_python(self, value: Any) -> str:
        """Take out what nobody sees; refuse what cannot be kept."""
        return self.reads(str(value or ""), longest=self.longest)


class MailField(forms.EmailField):
    """An address, typed or pasted with whatever clung to it."""

    def __init__(self, **options: Any) -> None:
        messages = {
            "required": _("Type your e-mail address."),
            "invalid": _("This is not an e-mail address. Write it like this: name@example.org"),
        }
        super().__init__(error_messages=messages, **options)

    def to_python(self, value: Any) -> str:
        """Take out what nobody sees; say it in words if the sign @ is missing."""
        address = clean_line(str(value or ""), longest=254)
        if address and "@" not in address:
            raise ValidationError(_("The address lacks the sign @. Write it like this: name@example.org"))
        return address

    def clean(self, value: Any) -> str:
        """Want an address to which a mail can be sent."""
        address: str = super().clean(value)
        if not address:
            return address  # where none is needed
        try:
            normal_address(address)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        return address
