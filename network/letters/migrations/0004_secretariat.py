"""The Secretariat looks after letters; Editors see their numbers. Who signed is nobody else's business.

Nobody may delete: what was signed stays on record, as far as the signatories allow.
"""

from django.db import migrations

SECRETARIAT = [
    (model, action)
    for model, actions in {
        "letter": ("change", "view"),
        "consenttext": ("add", "view"),
        "delivery": ("add", "change", "view"),
        "receivedanswer": ("add", "change", "view"),
    }.items()
    for action in actions
]
EDITORS = [("letter", "view")]


def permissions(apps, rights):
    """Return the permissions; on a fresh database they do not exist before all migrations have run."""
    for model, action in rights:
        content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label="letters", model=model
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
    dependencies = [("letters", "0003_consents"), ("home", "0004_groups")]

    operations = [migrations.RunPython(give, take_back)]
