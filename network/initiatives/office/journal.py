"""What was done to an initiative in the admin."""

from django.utils.translation import gettext_lazy as _

from cms.core.office import Journal

journal = Journal(
    "initiatives",
    {
        "promise": _("An answer was promised"),
        "take_up": _("Answered: taken up"),
        "decline": _("Answered: not taken up"),
        "begin": _("Drafts were made in both languages"),
        "word": _("Word to the members changed"),
    },
)
