"""Who may do what to the other language of a page."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin
from wagtail.models import Page

SUBMIT_TRANSLATION = "wagtail_localize.submit_translation"


def user_can_create_counterpart(user: AbstractBaseUser | AnonymousUser, page: Page) -> bool:
    """A translator may copy a page into the other language without the right to add pages of their own."""
    allowed = isinstance(user, PermissionsMixin) and user.has_perm(SUBMIT_TRANSLATION)
    return bool(allowed and page.permissions_for_user(user).can_edit())


def user_can_bring_facts(user: AbstractBaseUser | AnonymousUser, page: Page) -> bool:
    """Whoever may edit the page, unless it is locked for them."""
    tester = page.permissions_for_user(user)
    return bool(tester.can_edit() and not tester.page_locked())
