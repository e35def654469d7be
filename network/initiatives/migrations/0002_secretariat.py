"""The Secretariat looks after initiatives; Editors read them, since they write the texts that come of them.

Nobody may add or delete: initiatives come from members, and what was brought stays on record.
"""

from django.db import migrations

RIGHTS = {"Secretariat": ("change", "view"), "Editors": ("view",)}


def permissions(apps, actions):
    """Return the permissions; on a fresh database they do not exist before all migrations have run."""
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="initiatives", model="initiative"
    )
    for action in actions:
        found, _made = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type,
            codename=f"{action}_initiative",
            defaults={"name": f"Can {action} initiative"},
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
    dependencies = [("initiatives", "0001_initial"), ("home", "0004_groups")]

    operations = [migrations.RunPython(give, take_back)]
