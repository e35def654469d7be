"""The members' directory: the list of members and the map of the regions where they work."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from cms.core.models import BasePage


class MemberDirectoryPage(BasePage):
    """The list of the members that everybody may know of; each member has a page of its own below it."""

    agreement = "The page only lists members; each membership is agreed by itself."
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("members’ directory")
        verbose_name_plural = _("members’ directories")
