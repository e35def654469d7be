"""The Secretariat looks after memberships and mandates; addresses and letters are nobody else's business.

Nobody may delete: what ended stays on record.
"""

from django.db import migrations

RIGHTS = [(model, action) for model in ("membership", "mandate") for action in ("add", "change", "view")]


def permissions(apps):
    """Return the permissions; on a fresh database they do not exist before all migrations have run."""
    for model, action in RIGHTS:
        content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label="members", model=model
        )
        found, _made = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type, codename=f"{action}_{model}", defaults={"name": f"Can {action} {model}"}
        )
        yield found


def give(apps, schema_editor):
    group, _made = apps.get_model("auth", "Group").objects.get_or_create(name="Secretariat")
    group.permissions.add(*permissions(apps))


def take_back(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name="Secretariat"):
        group.permissions.remove(*permissions(apps))


class Migration(migrations.Migration):
    dependencies = [("members", "0002_member_left"), ("home", "0004_groups")]

    operations = [migrations.RunPython(give, take_back)]
