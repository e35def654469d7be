"""What the lists of the rooms' records in the admin have in common: as a page, and as a table for a spreadsheet."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy


class RecordsView(ReportView):
    """Records of ``model``, one by one, for whoever may see them. ``exported``: columns of the file, with headings."""

    any_permission_required = ["view", "change"]
    is_searchable = False
    paginate_by = 50
    exported: Mapping[str, Any]

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        """The ordinary rights of the model."""
        return ModelPermissionPolicy(self.model)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Write the headings now: the file is streamed later, when the user's language is no longer active."""
        super().setup(request, *args, **kwargs)
        self.list_export = list(self.exported)
        self.export_headings = {name: str(heading) for name, heading in self.exported.items()}
