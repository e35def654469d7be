"""Three groups of editors, made of the two that Wagtail brings: Secretariat, Editors, Translators.

They work below both front pages. Wagtail's "Moderators" becomes the Secretariat, with its part in moderation.
"""

from django.db import migrations

FRONT_PAGE_DEPTH = 2
RECORDS = [
    ("registry", "organisation"),
    ("registry", "person"),
    ("registry", "place"),
    ("registry", "topic"),
    ("projects", "fundingline"),
    ("projects", "programme"),
]
FILES = [("wagtailimages", "image"), ("wagtaildocs", "document")]
DESK = [("wagtailadmin", "admin", "access_admin"), ("wagtail_localize", "translation", "submit_translation")]


def each(models, *actions):
    return [(app, model, f"{action}_{model}") for app, model in models for action in actions]


GROUPS = {
    "Secretariat": {
        "anywhere": [
            *DESK,
            *each(RECORDS, "add", "change", "delete", "view"),
            *each([("wagtailredirects", "redirect")], "add", "change", "delete", "view"),
            ("core", "sitesettings", "change_sitesettings"),
        ],
        "pages": ["add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"],
        "collections": [
            *each(FILES, "add", "change", "choose"),
            *each([("wagtailcore", "collection")], "add", "change", "delete"),
        ],
    },
    "Editors": {
        "anywhere": [*DESK, *each(RECORDS, "add", "change", "view")],
        "pages": ["add_page", "change_page", "publish_page"],
        "collections": each(FILES, "add", "change", "choose"),
    },
    "Translators": {
        "anywhere": [*DESK, *each(RECORDS, "change", "view")],
        "pages": ["change_page"],
        "collections": each(FILES, "change", "choose"),
    },
}
# What Wagtail and wagtail-localize give by themselves, at the root of the tree.
STOCK = {
    "Moderators": ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
    "Editors": ["add_page", "change_page"],
}
STOCK_ANYWHERE = [*DESK, *each(FILES, "add", "change", "choose", "delete")]
STOCK_COLLECTIONS = each(FILES, "add", "change", "choose")
APPROVAL = {"Moderators": "Moderators approval", "Secretariat": "სამდივნო / Secretariat"}


def permission(apps, app_label, model, codename):
    """Return a permission; on a fresh database it does not exist before all migrations have run."""
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    known = apps.get_model(app_label, model) if (app_label, model) != ("wagtailadmin", "admin") else None
    noun = known._meta.verbose_name if known else model
    found, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": f"Can {codename.partition('_')[0]} {noun}"},
    )
    return found


def give(apps, group, *, anywhere, pages, collections, below, within):
    """Let a group do exactly this and nothing else."""
    group.permissions.set([permission(apps, *entry) for entry in anywhere])
    PagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    PagePermission.objects.filter(group=group).delete()
    for page in below:
        for codename in pages:
            PagePermission.objects.create(
                group=group, page=page, permission=permission(apps, "wagtailcore", "page", codename)
            )
    CollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    CollectionPermission.objects.filter(group=group).delete()
    for entry in collections:
        CollectionPermission.objects.create(group=group, collection=within, permission=permission(apps, *entry))


def rename_group(apps, old, new):
    """Give a group its new name; where both exist, the new one takes over the old one's people and tasks."""
    Group = apps.get_model("auth", "Group")
    former, present = (Group.objects.filter(name=name).first() for name in (old, new))
    if former is not None and present is None:
        former.name = new
        former.save()
    elif former is not None:
        present.user_set.add(*former.user_set.all())
        for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(groups=former):
            task.groups.add(present)
        former.delete()
    for model in ("Task", "Workflow"):
        apps.get_model("wagtailcore", model).objects.filter(name=APPROVAL[old]).update(name=APPROVAL[new])


def make_groups(apps, schema_editor):
    rename_group(apps, "Moderators", "Secretariat")
    fronts = list(apps.get_model("wagtailcore", "Page").objects.filter(depth=FRONT_PAGE_DEPTH))
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for name, rights in GROUPS.items():
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        give(apps, group, **rights, below=fronts, within=collection)


def restore_stock_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name="Translators").delete()
    rename_group(apps, "Secretariat", "Moderators")
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1)
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for name, pages in STOCK.items():
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        give(
            apps,
            group,
            anywhere=STOCK_ANYWHERE,
            pages=pages,
            collections=STOCK_COLLECTIONS,
            below=root,
            within=collection,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_front_pages"),
        ("core", "0002_initial"),
        ("projects", "0001_initial"),
        ("registry", "0001_initial"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [migrations.RunPython(make_groups, restore_stock_groups)]
