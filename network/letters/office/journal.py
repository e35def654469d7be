"""What was done to a letter in the admin."""

from django.utils.translation import gettext_lazy as _

from cms.core.office import Journal

journal = Journal(
    "letters",
    {
        "create": _("Letter begun"),
        "terms": _("Hours, goal or offers changed"),
        "pause": _("Signing paused"),
        "resume": _("Signing resumed"),
        "close": _("Signing ended"),
        "archive": _("Put into the archive"),
        "retract": _("Letter taken back"),
        "event": _("Event mode begun"),
        "end_event": _("Event mode ended"),
        "remind": _("Members reminded"),
        "news_table": _("Addresses for the Network’s news taken out"),
        "accept": _("Signature accepted"),
        "ask": _("Signatory asked a question"),
        "refuse": _("Signature refused"),
        "reopen": _("Refused signature deleted"),
        "invalidate": _("Signatures invalidated"),
        "undo": _("Invalidation undone"),
        "prepare": _("Delivery prepared"),
        "seal": _("Sealed files made"),
        "hand_over": _("Letter delivered"),
        "answer": _("Answer recorded"),
    },
)
