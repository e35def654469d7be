from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("members", "0003_secretariat")]
    operations = [
        migrations.AlterModelOptions(
            name="membership",
            options={
                "ordering": ("organisation__sort_ka", "person__sort_ka", "pk"),
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
            },
        )
    ]
