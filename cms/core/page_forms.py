"""The form in which every page is edited."""

from wagtail.admin.forms import WagtailAdminPageForm


class BasePageForm(WagtailAdminPageForm):
    """Checks that concern the page as an editor sees it, beside those of the model."""
