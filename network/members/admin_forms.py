"""What the secretariat types about mandates."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from network.members.letters import check_letter
from network.members.models import Mandate, Membership
from network.members.services import replace_letter


class GrantForm(WagtailAdminModelForm):
    """A new mandate, and who has it. ``services.grant_mandate`` records it."""

    name = forms.CharField(
        label=_("First name and surname"), max_length=150, help_text=_("Used if the person has no account yet.")
    )
    email = forms.EmailField(
        label=_("E-mail of the representative"), help_text=_("The person signs in with this address.")
    )
    language = forms.ChoiceField(
        label=_("Language of mails"), choices=settings.LANGUAGES, help_text=_("Used if the person has no account yet.")
    )

    class Meta:
        model = Mandate
        fields = ("membership", "kind", "starts_on", "ends_on", "granted_by", "letter")
        widgets = {"letter": forms.FileInput}

    field_order = ("membership", "name", "email", "language", "kind", "starts_on", "ends_on", "granted_by", "letter")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members: Any = self.fields["membership"]
        members.queryset = Membership.objects.current().with_names().alphabetical()


class MandateForm(WagtailAdminModelForm):
    """What may change in a mandate that stands: by whom it was granted, and the letter that proves it."""

    letter = forms.FileField(
        label=_("Another letter of mandate"),
        required=False,
        validators=[check_letter],
        widget=forms.FileInput,
        help_text=_("PDF, JPEG, PNG or Word, at most 5 MB. It takes the place of the present one."),
    )
    remove_letter = forms.BooleanField(label=_("Erase the present letter"), required=False)

    class Meta:
        model = Mandate
        fields = ("granted_by",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.letter:
            del self.fields["remove_letter"]

    def save(self, commit: bool = True) -> Mandate:
        """Keep the letter through the service, which erases the former one."""
        mandate: Mandate = super().save(commit)
        letter = self.cleaned_data["letter"]
        if letter or self.cleaned_data.get("remove_letter"):
            replace_letter(mandate=mandate, letter=letter)
        return mandate


class RevokeForm(forms.Form):
    """Why the secretariat ends a mandate."""

    note = forms.CharField(
        label=_("Why?"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Kept with the mandate. Only the secretariat reads it."),
    )
