"""How the registry's records are listed and edited in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from network.registry.models import Organisation, Person, Place, Topic

NAMES = MultiFieldPanel([FieldRowPanel([FieldPanel("name_ka"), FieldPanel("name_en")])], heading=_("Name"))
NOTE = FieldPanel("internal_note")


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    list_display = ("name_ka", "name_en", "acronym", "kind", "country")
    list_filter = ("kind", "country")
    list_per_page = 50
    ordering = ("sort_ka",)
    panels = (
        NAMES,
        FieldRowPanel([FieldPanel("acronym"), FieldPanel("kind")]),
        MultiFieldPanel([FieldPanel("former_names_ka"), FieldPanel("former_names_en")], heading=_("Former names")),
        FieldRowPanel([FieldPanel("country"), FieldPanel("place")]),
        MultiFieldPanel([FieldPanel("about_ka"), FieldPanel("about_en")], heading=_("About")),
        FieldRowPanel([FieldPanel("logo_ka"), FieldPanel("logo_en")]),
        FieldPanel("website"),
        FieldPanel("accounts"),
        FieldPanel("slug"),
        NOTE,
        FieldPanel("is_demonstration"),
    )


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "user"
    list_display = ("name_ka", "name_en")
    list_per_page = 50
    ordering = ("sort_ka",)
    panels = (
        NAMES,
        FieldRowPanel([FieldPanel("honorific_ka"), FieldPanel("honorific_en")]),
        MultiFieldPanel([FieldPanel("portrait"), FieldPanel("portrait_consent")], heading=_("Portrait")),
        FieldPanel("slug"),
        NOTE,
    )


class PlaceViewSet(SnippetViewSet):
    model = Place
    icon = "globe"
    list_display = ("name_ka", "name_en", "kind", "region", "country")
    list_filter = ("kind", "country")
    list_per_page = 50
    ordering = ("sort_ka",)
    panels = (
        NAMES,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("iso")]),
        FieldRowPanel([FieldPanel("region"), FieldPanel("country")]),
        InlinePanel("published_names", heading=_("Published as"), label=_("Name in a source")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("map_x"), FieldPanel("map_y")])],
            heading=_("Place in the drawing of lines"),
        ),
        FieldPanel("slug"),
        NOTE,
    )


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ("name_ka", "name_en", "order", "cross_cutting")
    ordering = ("order",)
    panels = (
        NAMES,
        MultiFieldPanel([FieldPanel("description_ka"), FieldPanel("description_en")], heading=_("Short text")),
        FieldRowPanel([FieldPanel("order"), FieldPanel("cross_cutting")]),
        FieldPanel("slug"),
        NOTE,
    )


class RegistryViewSetGroup(SnippetViewSetGroup):
    """What exists once and is named in many pages."""

    items = (OrganisationViewSet, PersonViewSet, PlaceViewSet, TopicViewSet)
    menu_label = _("Registry")
    menu_name = "registry"
    menu_icon = "list-ul"
    menu_order = 250
    add_to_admin_menu = True
