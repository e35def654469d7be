from django.db import migrations

from network.agreement.operations import GuardTables


class Migration(migrations.Migration):
    dependencies = [("charter", "0001_initial"), ("agreement", "0004_triggers")]
    operations = [
        GuardTables(
            "charter_charterpage",
            unasked=["internal_note"],
            throughs={"charter_charterpage_listed_members": "charterpage_id"},
            editorial=False,
        )
    ]
