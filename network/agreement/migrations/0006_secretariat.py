"""The Secretariat writes down the procedures that the members adopt. Nobody deletes one: rounds were held by it."""

from django.db import migrations

RIGHTS = [f"{action}_agreementpolicy" for action in ("add", "change", "view")]


def permissions(apps):
    """Return the permissions; on a fresh database they do not exist before all migrations have run."""
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="agreement", model="agreementpolicy"
    )
    for codename in RIGHTS:
        found, _made = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type_id=content_type.pk,
            codename=codename,
            defaults={"name": f"Can {codename.partition('_')[0]} procedure"},
        )
        yield found


def give(apps, schema_editor):
    group, _made = apps.get_model("auth", "Group").objects.get_or_create(name="Secretariat")
    group.permissions.add(*permissions(apps))


def take_back(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name="Secretariat"):
        group.permissions.remove(*permissions(apps))


class Migration(migrations.Migration):
    dependencies = [("agreement", "0005_workflow"), ("home", "0004_groups")]
    operations = [migrations.RunPython(give, take_back)]
