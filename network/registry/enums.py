"""Kinds of the things that exist once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    """What an organisation is, in the glossary's terms."""

    CSO = "cso", _("Civil society organisation")
    PUBLIC_BODY = "public_body", _("Public body")
    INTERNATIONAL = "international_organisation", _("International organisation")
    UN = "un", _("Part of the UN system")
    DONOR = "donor", _("Donor")
    MEDIA = "media", _("Media")
    NETWORK = "network", _("Network")


class PlaceKind(models.TextChoices):
    """How large a place is, and whether one can travel there."""

    TOWN = "town", _("Town or municipality")
    REGION = "region", _("Region")
    COUNTRY = "country", _("Country")
    GROUP = "group", _("Group of countries")
    VENUE = "venue", _("Venue")
    ONLINE = "online", _("Online")
