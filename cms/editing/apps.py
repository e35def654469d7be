"""The editors' desk: each page beside its counterpart in the other language, and what waits to be done."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditingConfig(AppConfig):
    name = "cms.editing"
    label = "editing"
    verbose_name = _("Editing")

    def ready(self) -> None:
        """Put the counterpart beside every page: in the editor and in the lists of pages."""
        from cms.editing.listing import list_pages_with_counterparts
        from cms.editing.side_panel import show_counterpart_in_editor

        list_pages_with_counterparts()
        show_counterpart_in_editor()
