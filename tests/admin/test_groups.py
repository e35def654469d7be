"""What each group may do: the whole set, for every action, on pages of both languages and everything beside them."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.permissions import permission_policy as images
from wagtail.models import Collection, GroupApprovalTask, Page

from cms.core.models import SiteSettings
from cms.search.models import GlossaryEntry
from cms.users.models import User
from network.members.models import Mandate, Membership
from network.registry.models import Organisation, Person, Place, Topic
from projects.models import FundingLine, Programme
from tests.admin.signed_in import GROUPS, make_user
from tests.factories import DocumentFactory, ImageFactory, NewsPageFactory, SectionPageFactory, home_page, translate

pytestmark = pytest.mark.django_db

PAGE_ACTIONS = {
    "add_subpage": {"secretariat", "editor"},
    "edit": {"secretariat", "editor", "translator"},
    "publish": {"secretariat", "editor"},
    "unpublish": {"secretariat", "editor"},
    "delete": {"secretariat", "editor"},
    "lock": {"secretariat"},
    "unlock": {"secretariat"},
    "move": {"secretariat", "editor"},
    "copy": {"secretariat", "editor", "translator"},
    "set_view_restrictions": {"secretariat", "editor"},
    "reorder_children": {"secretariat", "editor"},
    "view_revisions": {"secretariat", "editor", "translator"},
    "submit_for_moderation": {"secretariat", "editor", "translator"},
}
RECORDS = (Organisation, Person, Place, Topic, FundingLine, Programme, GlossaryEntry)
RECORD_ACTIONS = {
    "add": {"secretariat", "editor"},
    "change": {"secretariat", "editor", "translator"},
    "delete": {"secretariat"},
    "view": {"secretariat", "editor", "translator"},
}
# Addresses and letters of mandate are personal data; nothing of it is deleted.
MEMBERS = (Membership, Mandate)
MEMBER_ACTIONS: dict[str, set[str]] = {
    "add": {"secretariat"},
    "change": {"secretariat"},
    "delete": set(),
    "view": {"secretariat"},
}
FILE_ACTIONS = {
    "add": {"secretariat", "editor"},
    "change": {"secretariat", "editor", "translator"},
    "delete": {"secretariat", "editor", "translator"},  # Wagtail: who may change a file may delete it
    "choose": {"secretariat", "editor", "translator"},
}
ANYWHERE = {
    "wagtailadmin.access_admin": {"secretariat", "editor", "translator"},
    "wagtail_localize.submit_translation": {"secretariat", "editor", "translator"},
    "core.change_sitesettings": {"secretariat"},
    "wagtailredirects.add_redirect": {"secretariat"},
    "wagtailredirects.change_redirect": {"secretariat"},
    "agreement.view_agreementround": {"secretariat"},
    "agreement.change_agreementround": {"secretariat"},
    "agreement.add_agreementpolicy": {"secretariat"},
    "agreement.change_agreementpolicy": {"secretariat"},
    "agreement.view_agreementpolicy": {"secretariat"},
    "agreement.delete_agreementpolicy": set(),
    "letters.view_letter": {"secretariat", "editor"},
    "letters.change_letter": {"secretariat"},
    "letters.add_consenttext": {"secretariat"},
    "letters.view_consenttext": {"secretariat"},
    "letters.change_consenttext": set(),
    "letters.add_delivery": {"secretariat"},
    "letters.change_delivery": {"secretariat"},
    "letters.view_delivery": {"secretariat"},
    "letters.delete_delivery": set(),
    "letters.add_receivedanswer": {"secretariat"},
    "letters.change_receivedanswer": {"secretariat"},
    "letters.view_receivedanswer": {"secretariat"},
    "letters.view_signature": set(),
    "letters.change_signature": set(),
    "letters.delete_signature": set(),
    "events.view_event": {"secretariat", "editor"},
    "events.change_event": {"secretariat"},
    "events.view_registration": {"secretariat"},
    "initiatives.view_initiative": {"secretariat", "editor"},
    "initiatives.change_initiative": {"secretariat"},
    "users.add_user": set(),
    "users.change_user": set(),
    "users.delete_user": set(),
    "auth.change_group": set(),
    "wagtailcore.change_site": set(),
    "wagtailcore.change_workflow": set(),
    "wagtailcore.change_task": set(),
    "wagtailcore.change_locale": set(),
}


@pytest.fixture
def people() -> dict[str, User]:
    return {part: make_user(part) for part in GROUPS}


def who(people: dict[str, User], test) -> set[str]:
    return {part for part, user in people.items() if test(user)}


@pytest.mark.parametrize("language", ["ka", "en"])
def test_pages(people: dict[str, User], language: str) -> None:
    georgian = SectionPageFactory()
    page = {"ka": georgian, "en": translate(georgian, title="Section")}[language]
    found = {
        action: who(people, lambda user, action=action: getattr(page.permissions_for_user(user), f"can_{action}")())
        for action in PAGE_ACTIONS
    }
    assert found == PAGE_ACTIONS


def test_front_pages(people: dict[str, User]) -> None:
    for language in ("ka", "en"):
        SectionPageFactory(locale=language)
        front = home_page(language)
        assert who(people, lambda user, front=front: front.permissions_for_user(user).can_edit()) == set(people)
        assert who(people, lambda user, front=front: front.permissions_for_user(user).can_delete()) == {"secretariat"}
    root = Page.objects.get(depth=1)
    assert who(people, lambda user: root.permissions_for_user(user).can_add_subpage()) == set()


@pytest.mark.parametrize("model", RECORDS)
def test_records(people: dict[str, User], model: type) -> None:
    label, name = model._meta.app_label, model._meta.model_name
    found = {
        action: who(people, lambda user, action=action: user.has_perm(f"{label}.{action}_{name}"))
        for action in RECORD_ACTIONS
    }
    assert found == RECORD_ACTIONS


@pytest.mark.parametrize("model", MEMBERS)
def test_members(people: dict[str, User], model: type) -> None:
    found = {
        action: who(people, lambda user, action=action: user.has_perm(f"members.{action}_{model._meta.model_name}"))
        for action in MEMBER_ACTIONS
    }
    assert found == MEMBER_ACTIONS


@pytest.mark.parametrize(("policy", "factory"), [(images, ImageFactory), (documents, DocumentFactory)])
def test_files(people: dict[str, User], policy, factory) -> None:
    file = factory()
    found = {
        action: who(
            people,
            lambda user, action=action: (
                policy.user_has_permission(user, action)
                if action == "add"
                else policy.user_has_permission_for_instance(user, action, file)
            ),
        )
        for action in FILE_ACTIONS
    }
    assert found == FILE_ACTIONS


def test_everything_else(people: dict[str, User]) -> None:
    found = {name: who(people, lambda user, name=name: user.has_perm(name)) for name in ANYWHERE}
    assert found == ANYWHERE


def test_no_group_has_a_right_that_is_not_listed() -> None:
    listed = (
        set(ANYWHERE)
        | {
            f"{model._meta.app_label}.{action}_{model._meta.model_name}"
            for model in RECORDS
            for action in RECORD_ACTIONS
        }
        | {f"members.{action}_{model._meta.model_name}" for model in MEMBERS for action in ("add", "change", "view")}
        | {"wagtailredirects.delete_redirect", "wagtailredirects.view_redirect"}
    )
    for name in GROUPS.values():
        held = {
            f"{app}.{codename}"
            for app, codename in Group.objects.get(name=name).permissions.values_list(
                "content_type__app_label", "codename"
            )
        }
        assert held <= listed, name
    assert set(Group.objects.values_list("name", flat=True)) == set(GROUPS.values())


def test_the_secretariat_moderates() -> None:
    task = GroupApprovalTask.objects.get()
    assert [group.name for group in task.groups.all()] == ["Secretariat"]
    page = NewsPageFactory()
    assert page.get_workflow() is not None


def test_site_settings_have_the_permission_that_is_asked() -> None:
    assert SiteSettings._meta.app_label == "core"
    assert Collection.get_first_root_node() is not None


@pytest.mark.django_db(transaction=True)
def test_the_groups_can_be_taken_back() -> None:
    """Down to Wagtail's own two groups and up again; the people of a group keep it."""
    editor, secretary = make_user("editor"), make_user("secretariat")
    executor = MigrationExecutor(connection)
    executor.migrate([("home", "0003_front_pages")])
    try:
        assert set(Group.objects.values_list("name", flat=True)) == {"Editors", "Moderators"}
        assert secretary.groups.get().name == "Moderators"
        root = Page.objects.get(depth=1)
        moderators = Group.objects.get(name="Moderators")
        assert set(moderators.page_permissions.values_list("page_id", flat=True)) == {root.pk}
    finally:
        call_command("migrate", verbosity=0)  # other rooms give the groups their rights
    assert set(Group.objects.values_list("name", flat=True)) == set(GROUPS.values())
    assert (editor.groups.get().name, secretary.groups.get().name) == ("Editors", "Secretariat")
