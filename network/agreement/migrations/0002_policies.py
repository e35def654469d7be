import datetime

from django.db import migrations

WEEK, THREE_DAYS, ONE_DAY = 168, 72, 24
WINDOWS = {
    "statement": WEEK,
    "letter": WEEK,
    "charter": WEEK,
    "project": WEEK,
    "event": THREE_DAYS,
    "announcement": THREE_DAYS,
    "urgent": ONE_DAY,
}


def add_defaults(apps, schema_editor):
    """The procedures that hold until the members decide otherwise (docs/agreement.md)."""
    policy = apps.get_model("agreement", "AgreementPolicy")
    for kind, hours in WINDOWS.items():
        policy.objects.get_or_create(
            kind=kind, version=1, defaults={"adopted_on": datetime.date(2023, 1, 1), "window_hours": hours}
        )


def remove_unused(apps, schema_editor):
    apps.get_model("agreement", "AgreementPolicy").objects.filter(version=1, rounds=None).delete()


class Migration(migrations.Migration):
    dependencies = [("agreement", "0001_initial")]
    operations = [migrations.RunPython(add_defaults, remove_unused)]
