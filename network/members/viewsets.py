"""How memberships and mandates are listed and edited in the admin."""

from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.log_actions import log
from wagtail.search.backends import get_search_backend

from cms.core.dates import FuzzyDate
from cms.core.refusals import add_refusal
from network.members import admin_views
from network.members.admin_forms import GrantForm, MandateForm
from network.members.enums import MandateKind, MemberLevel
from network.members.models import Mandate, Membership
from network.members.permissions import LastingPolicy
from network.members.services import grant_mandate
from network.registry.models import Organisation, Person

SUBJECTS = [("organisation", _("Organisations")), ("person", _("People"))]


class MembershipFilterSet(WagtailFilterSet):
    """Organisations or people, level, present or former, without a voice."""

    subject = django_filters.ChoiceFilter(label=_("Kind"), choices=SUBJECTS, method="of_subject")
    level = django_filters.ChoiceFilter(label=_("Level"), choices=MemberLevel.choices)
    current = django_filters.BooleanFilter(label=_("Member now"), method="is_current")
    unrepresented = django_filters.BooleanFilter(label=_("Without a representative"), method="is_unrepresented")

    class Meta:
        model = Membership
        fields = ["subject", "level", "current", "unrepresented"]

    def of_subject(self, members: QuerySet, name: str, value: str) -> QuerySet:
        """Keep organisations, or people."""
        return members.filter(**{f"{value}__isnull": False})

    def is_current(self, members: QuerySet, name: str, value: bool) -> QuerySet:
        """Keep those that belong to the Network, or those that have left."""
        return members.filter(left="") if value else members.exclude(left="")

    def is_unrepresented(self, members: QuerySet, name: str, value: bool) -> QuerySet:
        """Keep members for whom nobody may speak, or all others."""
        found = Membership.objects.without_representative()
        return members.filter(pk__in=found) if value else members.exclude(pk__in=found)


def representatives_of(member: Membership) -> str:
    """Return the names of those who may speak for a member."""
    names = (mandate.user.get_full_name() or mandate.user.email for mandate in member.representatives)
    return ", ".join(names) or "–"


def in_words(date: FuzzyDate | None) -> str:
    """Return a date as the admin's language writes it."""
    return date.format(get_language() or "ka") if date else ""


class MembershipIndexView(generic.IndexView):
    is_searchable = True

    def get_base_queryset(self) -> Any:
        """Read names and representatives at once, in the alphabetical order of the admin's language."""
        return Membership.objects.with_representatives().alphabetical()

    def search_queryset(self, queryset: Any) -> Any:
        """Find members by what the registry finds their organisation or person by."""
        if not self.is_searching:
            return queryset
        search = get_search_backend().autocomplete
        of = {
            f"{name}__in": [
                record.pk for record in search(self.search_query, model.objects.filter(memberships__isnull=False))
            ]
            for name, model in (("organisation", Organisation), ("person", Person))
        }
        return queryset.filter(Q(**of, _connector=Q.OR))


class MembershipViewSet(ModelViewSet):
    model = Membership
    icon = "group"
    index_view_class = MembershipIndexView
    permission_policy = LastingPolicy(Membership)
    copy_view_enabled = False
    add_to_reference_index = False
    menu_label = _("Memberships")
    list_display = (
        "__str__",
        "level",
        Column("representatives", label=_("Speaks for it"), accessor=representatives_of),
        Column("joined", label=_("Joined"), accessor=lambda member: in_words(member.joined)),
        Column("left", label=_("Left"), accessor=lambda member: in_words(member.left)),
        "visibility",
    )
    filterset_class = MembershipFilterSet
    list_per_page = 50
    panels = (
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("organisation"), FieldPanel("person")])],
            heading=_("Who is a member"),
            help_text=_("An organisation or a person, not both. The record itself stands under “Registry”."),
        ),
        FieldPanel("level"),
        FieldRowPanel([FieldPanel("joined"), FieldPanel("left")]),
        FieldPanel("topics", widget=CheckboxSelectMultiple),
        FieldPanel("regions", widget=CheckboxSelectMultiple),
        MultiFieldPanel([FieldPanel("about_ka"), FieldPanel("about_en")], heading=_("About")),
        FieldPanel("visibility"),
        FieldPanel("contact_email"),
        MultiFieldPanel(
            [FieldPanel("shown_email"), FieldPanel("shown_phone"), FieldPanel("shown_website")],
            heading=_("Contacts that everybody may see"),
        ),
        FieldPanel("is_demonstration"),
    )


class MandateFilterSet(WagtailFilterSet):
    """In force or ended, and the part."""

    in_force = django_filters.BooleanFilter(label=_("In force"), method="is_in_force")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=MandateKind.choices)

    class Meta:
        model = Mandate
        fields = ["in_force", "kind"]

    def is_in_force(self, mandates: QuerySet, name: str, value: bool) -> QuerySet:
        """Keep the mandates that count today, or all others."""
        valid = Mandate.objects.valid()
        return mandates.filter(pk__in=valid) if value else mandates.exclude(pk__in=valid)


class MandateIndexView(generic.IndexView):
    def get_base_queryset(self) -> Any:
        """Read names at once."""
        return Mandate.objects.with_names()


class GrantView(generic.CreateView):
    """Grant a mandate; the person is told by mail and gets an account if there is none."""

    page_title = _("Grant a mandate")
    submit_button_label = _("Grant")
    success_message = _("The mandate is granted, and the representative has been told: %(object)s")

    def form_valid(self, form: Any) -> HttpResponse:
        """Show in the form why a mandate cannot be granted."""
        try:
            return super().form_valid(form)
        except ValidationError as error:
            add_refusal(form, error)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)

    def save_instance(self) -> Mandate:
        """Record it through the service."""
        mandate = grant_mandate(**self.form.cleaned_data)
        log(instance=mandate, action="wagtail.create", content_changed=True)
        return mandate


class MandateEditView(generic.EditView):
    """One mandate: what is known of it, its letter, its proposals, and how it is ended."""

    template_name = "members/admin/mandate.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is not in the form."""
        open_ones = self.object.successions.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())
        return super().get_context_data(**kwargs) | {"mandate": self.object, "proposals": open_ones}


class MandateViewSet(ModelViewSet):
    model = Mandate
    icon = "user"
    permission_policy = LastingPolicy(Mandate)
    index_view_class = MandateIndexView
    add_view_class = GrantView
    edit_view_class = MandateEditView
    copy_view_enabled = False
    add_to_reference_index = False
    menu_label = _("Mandates")
    list_display = ("__str__", "kind", "starts_on", "ends_on", "confirmed_at", "end_reason")
    filterset_class = MandateFilterSet
    list_per_page = 50
    edit_template_name = MandateEditView.template_name

    def get_form_class(self, for_update: bool = False) -> type:
        """A mandate that stands is not written anew: who speaks, and since when, is the record."""
        return MandateForm if for_update else GrantForm

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add what can be done with a mandate."""
        return [
            *super().get_urlpatterns(),
            path("letter/<int:pk>/", admin_views.letter, name="letter"),
            path("revoke/<int:pk>/", admin_views.revoke, name="revoke"),
            path("withdraw/<int:pk>/", admin_views.withdraw, name="withdraw"),
        ]


class MembersViewSetGroup(ModelViewSetGroup):
    """Who belongs to the Network, and who speaks for whom."""

    items = (MembershipViewSet("memberships"), MandateViewSet("mandates"))
    menu_label = _("Members")
    menu_name = "members"
    menu_icon = "group"
    menu_order = 240
    add_to_admin_menu = True
