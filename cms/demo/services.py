"""The one verb of this room: put the demonstration content into the database."""

from collections import Counter

from django.db import transaction
from django.db.models import Model
from django.utils.translation import override
from wagtail.models import Page

from cms.core.navigation import HOME_DEPTH
from cms.demo import events, letters, many_signatures, rounds, scale, sections, work
from cms.demo.accounts import seed_accounts
from cms.demo.initiatives import seed_initiatives
from cms.demo.media import seed_media
from cms.demo.members import seed_members
from cms.demo.records import Records, seed_records
from cms.demo.tree import Tree
from cms.search.services import load_terms


def has_content() -> bool:
    """Say whether the site holds anything beyond its two front pages."""
    return bool(Page.objects.filter(depth__gt=HOME_DEPTH).exists())


@transaction.atomic
def seed(*, scale_to: int = 0, signatures_to: int = 0, with_accounts: bool = True) -> Counter[type[Model]]:
    """Make what is missing of the demonstration content, all of it or nothing; return what was made.

    ``scale_to`` adds generated items for load tests, ``signatures_to`` generated signatures. Accounts
    have a known password, so they can be left out.
    """
    # The bare column beside name_ka and name_en takes the value of the active language: always Georgian.
    with override("ka"):
        records = Records()
        author = seed_accounts(records) if with_accounts else None
        seed_media(records)
        seed_records(records)
        records.made.update(map(type, load_terms()))
        seed_members(records, with_representatives=with_accounts)
        asked = rounds.asked_pages() if with_accounts else frozenset()
        tree = Tree(records, author, asked=asked)
        last_mail = letters.last_mail()
        letters.seed_hours()
        events.seed_registration()
        tree.plant(
            [
                *sections.plans(),
                *work.plans(),
                *events.plans(),
                *letters.plans(),
                *(rounds.plans() if with_accounts else ()),
            ]
        )
        if with_accounts:
            rounds.seed_rounds(records, tree)
        letters.seed_signatures(records, author, last_mail)
        seed_initiatives(records)
        if scale_to:
            scale.seed_generated(records, tree, scale_to)
        if signatures_to:
            many_signatures.seed_signatures(records, signatures_to)
    return records.made
