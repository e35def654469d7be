"""Procedures in the admin: the secretariat writes down what the members adopted. A used one stays as it is."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from network.agreement.policies import AgreementPolicy
from network.agreement.rounds import AgreementRound
from network.members.permissions import LastingPolicy

USED = _("Members have been asked by this procedure. Add a new version instead.")


class ProcedureForm(WagtailAdminModelForm):
    """A procedure; its version follows from those that there are of its kind."""

    def clean(self) -> dict[str, Any]:
        """Demand a fraction that can be reached."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        numerator, denominator = data.get("agrees_numerator"), data.get("agrees_denominator")
        if numerator is not None and denominator is not None and numerator > denominator:
            self.add_error("agrees_numerator", _("More members than there are cannot agree: at most 1/1."))
        return data

    def _post_clean(self) -> None:
        if not self.instance.pk:
            of_kind = AgreementPolicy.objects.filter(kind=self.cleaned_data.get("kind", ""))
            self.instance.version = (of_kind.aggregate(last=Max("version"))["last"] or 0) + 1
        super()._post_clean()


class ProcedureIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[AgreementPolicy]:
        """Read at once which ones are used."""
        rounds = AgreementRound.objects.filter(policy=OuterRef("pk"))
        return AgreementPolicy.objects.annotate(has_rounds=Exists(rounds)).order_by("kind", "-version")


class ProcedureEditView(generic.EditView):
    template_name = "agreement/admin/procedure.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Leave a used one as it is, and say why."""
        self.object = self.get_object()
        if self.object.is_used:
            messages.error(request, USED)
            return redirect(self.get_edit_url())
        try:
            return super().post(request, *args, **kwargs)
        except ValidationError as error:  # a round began meanwhile
            messages.error(request, " ".join(error.messages))
            return redirect(self.get_edit_url())

    def get_form(self, form_class: Any = None) -> Any:
        """Show a used one, but let nobody type into it."""
        form = super().get_form(form_class)
        for field in form.fields.values():
            field.disabled = field.disabled or self.object.is_used
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the page whether it may still be changed."""
        return super().get_context_data(**kwargs) | {"is_used": self.object.is_used, "used": USED}


class ProcedureViewSet(ModelViewSet):
    model = AgreementPolicy
    icon = "list-ol"
    permission_policy = LastingPolicy(AgreementPolicy)
    index_view_class = ProcedureIndexView
    edit_view_class = ProcedureEditView
    edit_template_name = ProcedureEditView.template_name
    add_to_admin_menu = True
    add_to_reference_index = False
    menu_label = _("Procedures")
    menu_order = 151
    list_display = (
        "__str__",
        "adopted_on",
        "window_hours",
        "quorum_percent",
        BooleanColumn("tacit_consent", label=_("Silence does not block")),
        BooleanColumn("has_rounds", label=_("Used")),
    )
    list_filter = ("kind",)
    edit_handler = ObjectList(
        [
            HelpPanel(_("What the members adopted. It counts for texts submitted from the day of adoption on.")),
            FieldPanel("kind"),
            FieldPanel("adopted_on"),
            FieldPanel("window_hours"),
            FieldPanel("quorum_percent"),
            FieldRowPanel([FieldPanel("agrees_numerator"), FieldPanel("agrees_denominator")]),
            FieldPanel("tacit_consent"),
            FieldPanel("reminders"),
        ],
        base_form_class=ProcedureForm,
    )
