"""What was done to an event in the admin."""

from django.utils.translation import gettext_lazy as _

from cms.core.office import Journal

journal = Journal(
    "events",
    {
        "terms": _("Places, hours or joining link changed"),
        "cancelled": _("Event cancelled"),
        "postponed": _("Event postponed"),
        "planned": _("Event planned again"),
        "registration_cancelled": _("Registration cancelled by the secretariat"),
        "table": _("List of those registered taken out"),
    },
)
