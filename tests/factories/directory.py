"""The members' directory."""

import factory

from network.directory.models import MemberDirectoryPage
from tests.factories.pages import SitePageFactory
from tests.factories.registry import PlaceFactory


class MemberDirectoryPageFactory(SitePageFactory):
    _names = {"ka": "წევრები", "en": "Members"}

    class Meta:
        model = MemberDirectoryPage


class RegionFactory(PlaceFactory):
    """A region that the map may have: give its ``iso``."""

    kind = "region"
    name_ka = factory.Sequence(lambda number: f"მხარე {number + 1}")
    name_en = factory.Sequence(lambda number: f"Region {number + 1}")
