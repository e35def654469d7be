from django.db import migrations

from network.agreement.operations import GuardTables


class Migration(migrations.Migration):
    dependencies = [("home", "0005_voices"), ("agreement", "0004_triggers")]
    operations = [
        GuardTables(
            "home_aboutpage",
            unasked=["internal_note"],
            throughs={
                "home_aboutpage_funding": "aboutpage_id",
                "home_aboutpage_listed_members": "aboutpage_id",
                "home_aboutpage_places": "aboutpage_id",
                "home_aboutpage_topics": "aboutpage_id",
            },
        )
    ]
