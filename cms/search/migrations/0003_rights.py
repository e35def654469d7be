"""Search terms are records like others: the Secretariat may do everything, Editors not delete, Translators change."""

from django.db import migrations

RIGHTS = {
    "Secretariat": ("add", "change", "delete", "view"),
    "Editors": ("add", "change", "view"),
    "Translators": ("change", "view"),
}


def permissions(apps, actions):
    """Return the permissions; on a fresh database they do not exist before all migrations have run."""
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="search", model="glossaryentry"
    )
    for action in actions:
        found, _made = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type_id=content_type.pk,  # on the way back the permissions' state knows another class of types
            codename=f"{action}_glossaryentry",
            defaults={"name": f"Can {action} search term"},
        )
        yield found


def give(apps, schema_editor):
    for name, actions in RIGHTS.items():
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*permissions(apps, actions))


def take_back(apps, schema_editor):
    for name, actions in RIGHTS.items():
        for group in apps.get_model("auth", "Group").objects.filter(name=name):
            group.permissions.remove(*permissions(apps, actions))


class Migration(migrations.Migration):
    dependencies = [("search", "0002_writtenby"), ("home", "0004_groups")]

    operations = [migrations.RunPython(give, take_back)]
