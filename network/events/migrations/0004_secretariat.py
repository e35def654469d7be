"""The Secretariat looks after places and hours; Editors see them, without names. Who comes is nobody else's business."""

from django.db import migrations

SECRETARIAT = [("event", "change"), ("event", "view"), ("registration", "view")]
EDITORS = [("event", "view")]


def permissions(apps, rights):
    """Return the permissions; on a fresh database they do not exist before all migrations have run."""
    for model, action in rights:
        content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label="events", model=model
        )
        found, _made = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type, codename=f"{action}_{model}", defaults={"name": f"Can {action} {model}"}
        )
        yield found


def give(apps, schema_editor):
    for name, rights in (("Secretariat", SECRETARIAT), ("Editors", EDITORS)):
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*permissions(apps, rights))


def take_back(apps, schema_editor):
    for name, rights in (("Secretariat", SECRETARIAT), ("Editors", EDITORS)):
        for group in apps.get_model("auth", "Group").objects.filter(name=name):
            group.permissions.remove(*permissions(apps, rights))


class Migration(migrations.Migration):
    dependencies = [("events", "0003_registration_links"), ("home", "0004_groups")]

    operations = [migrations.RunPython(give, take_back)]
