"""Name the Network in both languages. The Georgian name is not confirmed by the client; editors can change it."""

from django.db import migrations

NAMES = {"name_ka": "სამოქალაქო საზოგადოება მიგრაციისთვის", "name_en": "Civil Society for Migration"}


def name_the_network(apps, schema_editor):
    SiteSettings = apps.get_model("core", "SiteSettings")
    if not SiteSettings.objects.exists():
        SiteSettings.objects.create(name=NAMES["name_ka"], **NAMES)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_initial")]

    operations = [migrations.RunPython(name_the_network, migrations.RunPython.noop)]
